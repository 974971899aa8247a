import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = (await loadRules()).filter(({ topic }) => topic === 'sessions');
const guards = (names: string) => `<?php\n\nreturn ['guards' => [${names}]];\n`;
const token = "'api' => ['driver' => 'token', 'provider' => 'users']";

describe('sessions in files are an error where logins depend on them', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['guards of the app are merged with that of the framework since 11', '^11.0', guards(token), 'error'],
    ['before, they stand alone', '^10.0', guards(token), 'warning'],
    ['the guard of the framework may be replaced', '^11.0', guards(`${token}, 'web' => ['driver' => 'token']`), 'warning'],
  ]; // biome-ignore format: a table
  for (const [about, version, auth, severity] of cases)
    test(about, async () => {
      const files = {
        'composer.json': JSON.stringify({ require: { 'laravel/framework': version } }),
        artisan: '',
        '.env': 'SESSION_DRIVER=file\n',
        'config/session.php': "<?php\n\nreturn ['driver' => env('SESSION_DRIVER', 'file')];\n",
        'config/auth.php': auth,
      };
      const report = await auditTexts(new Map(Object.entries(files)), { rules });
      assert.equal(report.findings.find(({ ruleId }) => ruleId === 'sessions/per-server-store')?.severity, severity);
    });
});

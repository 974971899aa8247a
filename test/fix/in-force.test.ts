import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../src/report/report.js';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = await loadRules();

type Files = Readonly<Record<string, string>>;

async function found(rule: string, files: Files): Promise<Finding> {
  const asked = rules.filter(({ id }) => id === rule);
  const { findings } = await auditTexts(new Map(Object.entries(files)), { rules: asked });
  const [first] = findings;
  assert.ok(first, `${rule} is found`);
  return first;
}

const laravel = (version: string): Files => ({
  'composer.json': '{ "require": { "laravel/framework": "*" } }',
  'composer.lock': `{ "packages": [{ "name": "laravel/framework", "version": "v${version}" }] }`,
  artisan: '#!/usr/bin/env php\n',
  '.env.example': 'APP_NAME=Shop\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nREDIS_HOST=redis.internal\n',
});

const kernel = {
  'app/Console/Kernel.php':
    "<?php\nnamespace App\\Console;\n\nuse Illuminate\\Console\\Scheduling\\Schedule;\nuse Illuminate\\Foundation\\Console\\Kernel as ConsoleKernel;\n\nclass Kernel extends ConsoleKernel\n{\n    protected function schedule(Schedule $schedule)\n    {\n        $schedule->call(function () {\n            \\Mail::to('a@example.com')->send(new \\App\\Mail\\Report());\n        })->name('report')->daily();\n    }\n}\n",
};

describe('what is advised is there in the version and the settings in force', () => {
  test('a guard that the framework does not have yet is not written', async () => {
    const { fix, remedy } = await found('scheduler/unguarded-task', { ...laravel('5.5.40'), ...kernel });
    assert.deepEqual(fix?.edits, []);
    assert.match(remedy, /on one server only/);
    const later = await found('scheduler/unguarded-task', { ...laravel('5.6.2'), ...kernel });
    assert.equal(later.fix?.edits.length, 1);
  });

  test('maintenance mode has no driver before there was one', async () => {
    const { fix, remedy } = await found('deploy/per-server-maintenance-mode', laravel('8.83.0'));
    assert.deepEqual(fix?.edits, []);
    assert.doesNotMatch(remedy, /DRIVER/);
  });

  test('the variable is the one that the configuration reads', async () => {
    const cache =
      "<?php\n\nreturn [\n    'default' => env('CACHE_DRIVER', 'file'),\n    'stores' => ['file' => ['driver' => 'file'], 'redis' => ['driver' => 'redis']],\n];\n";
    const { remedy } = await found('cache/per-server-store', { ...laravel('12.1.0'), 'config/cache.php': cache });
    assert.match(remedy, /CACHE_DRIVER=redis/);
    assert.doesNotMatch(remedy, /CACHE_STORE/);
  });

  test('a log of one word is no stack', async () => {
    const app = "<?php\n\nreturn ['log' => env('APP_LOG', 'daily')];\n";
    const { fix } = await found('logs/file-only', { ...laravel('5.5.40'), 'config/app.php': app });
    assert.doesNotMatch(fix?.needs.join(' ') ?? '', /let the channel be a stack/);
  });

  test('a lock that the first migration would have to make is not asked for before it', async () => {
    const start = {
      Dockerfile:
        'FROM php:8.3-fpm\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n',
      'docker/entrypoint.sh': '#!/bin/sh\nset -e\nphp artisan migrate --force\nexec "$@"\n',
    };
    const env = `${laravel('11.0.0')['.env.example']}CACHE_STORE=database\n`;
    const { fix } = await found('deploy/migration-on-every-start', {
      ...laravel('11.0.0'),
      ...start,
      '.env.example': env,
    });
    assert.deepEqual(fix?.edits, []);
  });

  test('how long a worker lets a job run is asked for where no file says it', async () => {
    const files = {
      ...laravel('11.0.0'),
      '.env.example': `${laravel('11.0.0')['.env.example']}QUEUE_CONNECTION=redis\n`,
      'config/queue.php':
        "<?php\n\nreturn ['default' => env('QUEUE_CONNECTION'), 'connections' => ['redis' => ['driver' => 'redis', 'retry_after' => 90]]];\n",
      'app/Jobs/SendReport.php':
        '<?php\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\n\nclass SendReport implements ShouldQueue\n{\n    public $timeout = 120;\n    public function handle() {}\n}\n',
    };
    const { fix } = await found('queue/redelivered-while-running', files);
    assert.equal(fix?.safety, 'unsafe');
    assert.match(fix?.needs.join(' ') ?? '', /--timeout of every worker/);
  });
});

import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = await loadRules();

async function textOfFix(rule: string, files: Readonly<Record<string, string>>): Promise<string> {
  const report = await auditTexts(new Map(Object.entries(files)), { rules: rules.filter(({ id }) => id === rule) });
  return (report.findings[0]?.fix?.edits ?? []).map(({ text }) => text).join('\n');
}

const express = {
  'package.json': '{ "name": "shop", "dependencies": { "express": "5", "express-session": "1" }, "main": "app.js" }',
  'app.js':
    "import express from 'express';\nimport session from 'express-session';\n\nconst app = express();\napp.use(session({ secret: process.env.SECRET }));\napp.listen(3000);\n",
};
const django = {
  'requirements.txt': 'Django==5.0.1\n',
  'manage.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
  'shop/settings.py':
    'ROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = ["django.contrib.sessions"]\nCACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}\n',
};

describe('a repair asks for Redis by the variables that the app has for it', () => {
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>, RegExp, RegExp])[] = [
    ['express', 'sessions/per-server-store', { ...express, '.env': 'REDIS_HOST=cache\nREDIS_PORT=6380\nREDIS_PASSWORD=x\n' }, /REDIS_HOST\}:\$\{process\.env\.REDIS_PORT/, /REDIS_URL/],
    ['express, one address', 'sessions/per-server-store', { ...express, '.env': 'QUEUE_REDIS_URL=redis://cache:6379\n' }, /process\.env\.QUEUE_REDIS_URL/, /process\.env\.REDIS_URL/],
    ['express, none: it is told, and nothing is changed', 'sessions/per-server-store', express, /^$/, /REDIS/],
    ['django', 'cache/per-server-store', { ...django, '.env': 'REDIS_HOST=cache\n' }, /"redis:\/\/" \+ os\.environ\.get\("REDIS_HOST", "localhost"\) \+ ":6379"/, /REDIS_URL/],
  ];
  for (const [about, rule, files, there, absent] of cases)
    test(about, async () => {
      const text = await textOfFix(rule, files);
      assert.match(text, there);
      assert.doesNotMatch(text, absent);
    });
}); // biome-ignore format: a table

test('a worker is given longer to stop than its longest job says that it may run', async () => {
  const text = await textOfFix('supervision/stop-shorter-than-job', {
    'composer.json': '{ "require": { "laravel/framework": "^11.0" } }',
    'app/Jobs/Import.php':
      '<?php\nnamespace App\\Jobs;\nclass Import implements ShouldQueue\n{\n    public $timeout = 900;\n    public function handle(): void {}\n}\n',
    'supervisord.conf':
      '[program:queue]\ncommand=php artisan queue:work --timeout=60\nautorestart=true\nstopwaitsecs=70\n',
  });
  assert.match(text, /910/);
});

import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { found } from './found.js';

describe("a cache in the database of Laravel, and what the container's start does", () => {
  const files = (start: string) => ({
    'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
    '.env.production': 'CACHE_STORE=file\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\n',
    'config/cache.php':
      "<?php\nreturn ['default' => env('CACHE_STORE', 'file'), 'stores' => ['file' => ['driver' => 'file'], 'database' => ['driver' => 'database']]];\n",
    'config/database.php':
      "<?php\nreturn ['default' => env('DB_CONNECTION', 'sqlite'), 'connections' => ['pgsql' => ['driver' => 'pgsql', 'host' => env('DB_HOST', '127.0.0.1')]]];\n",
    'database/migrations/0001_01_01_000001_create_cache_table.php':
      '<?php\nreturn new class extends Migration {};\n',
    'app/Prices.php': "<?php\nuse Illuminate\\Support\\Facades\\Cache;\nCache::forget('prices');\n",
    Dockerfile: 'FROM php:8.4-fpm\nCOPY . /srv\nENTRYPOINT ["/srv/deploy/go"]\n',
    'deploy/go': `#!/bin/sh\nset -e\n${start}\nexec php-fpm\n`,
  });
  const repair = async (start: string) => (await found('cache/per-server-store', files(start))).fix;

  for (const early of ['php artisan optimize:clear', 'php artisan migrate --isolated --force'])
    test(`is told and not made where \`${early}\` asks it before there is a table`, async () => {
      const fix = await repair(early);
      assert.deepEqual(fix?.edits, []);
      assert.match(fix?.needs.join(' ') ?? '', /before any migration has made its table/);
    });

  test('is made where the start migrates first', async () => {
    const fix = await repair('php artisan migrate --force\nphp artisan optimize:clear');
    assert.match(fix?.edits.map(({ text }) => text).join() ?? '', /database/);
  });
});

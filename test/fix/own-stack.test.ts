import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';
import { found } from './found.js';

describe("a cache in the database of Laravel, and what the container's start does", () => {
  const files = (start: string) => ({
    'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
    '.env.production': 'CACHE_STORE=file\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\n',
    'config/cache.php':
      "<?php\nreturn ['default' => env('CACHE_STORE', 'file'), 'stores' => ['file' => ['driver' => 'file'], 'database' => ['driver' => 'database']]];\n",
    'config/database.php':
      "<?php\nreturn ['default' => env('DB_CONNECTION', 'sqlite'), 'connections' => ['pgsql' => ['driver' => 'pgsql', 'host' => env('DB_HOST', '127.0.0.1')]]];\n",
    'database/migrations/0001_01_01_000001_create_cache_table.php': '<?php\nreturn new class extends Migration {};\n',
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

describe('files of Active Storage that go to a bucket', () => {
  const files = (choice: string) => ({
    'Gemfile.lock': 'GEM\n  specs:\n    rails (8.0.1)\n',
    'compose.yaml': 'services:\n  web:\n    build: .\n    expose: ["3000"]\n    environment:\n      RAILS_ENV: production\n  jobs:\n    build: .\n    command: bundle exec sidekiq\n    environment:\n      RAILS_ENV: production\n',
    'config/environments/production.rb': `Rails.application.configure do\n  config.active_storage.service =\n${choice}\nend\n`,
    'config/storage.yml':
      'disk:\n  service: Disk\n  root: <%= Rails.root.join("data/kept") %>\n\nbucket:\n  service: S3\n  region: <%= ENV["STORE_REGION"] || "eu-west-1" %>\n  bucket: <%= ENV["STORE_BUCKET"] %>\n  access_key_id: <%= ENV["STORE_KEY"] %>\n\nblob:\n  service: AzureBlob\n  container: <%= ENV["STORE_CONTAINER"] %>\n',
    'app/models/bill.rb': 'class Bill < ApplicationRecord\n  has_one_attached :scan\nend\n',
  });
  const repair = async (choice: string) => {
    const { fix } = await found('uploads/local-disk', files(choice));
    return `${fix?.title}\n${fix?.needs.join('\n')}`;
  };

  test("do so by the variable that the app's own choice asks, in every process", async () => {
    const told = await repair("    if ENV['STORE_BUCKET'].present?\n      :bucket\n    elsif ENV['STORE_CONTAINER'].present?\n      :blob\n    else\n      :disk\n    end");
    assert.match(told, /^Set STORE_BUCKET: the app takes the service 'bucket'/);
    assert.match(told, /STORE_BUCKET, STORE_KEY to web and jobs in compose\.yaml/);
    assert.match(told, /STORE_CONTAINER for 'blob'/);
  });

  test('are copied from where the service has its root, and their rows are told', async () => {
    const told = await repair('    :disk');
    assert.match(told, /files that exist below data\/kept\//);
    assert.match(told, /where\(service_name: 'disk'\)\.update_all\(service_name: 'bucket'\)/);
  });
}); // biome-ignore format: files on one line

describe('a server behind the shell of its start', () => {
  const files = (script: string, more: Readonly<Record<string, string>> = {}) => ({
    Dockerfile: 'FROM python:3.13\nCOPY . /srv\nENTRYPOINT ["/srv/entrypoint.sh"]\n',
    'entrypoint.sh': `#!/bin/bash\n${script}\n`,
    ...more,
  });
  const told = async (rule: string, given: Readonly<Record<string, string>>) => {
    const { fix, remedy } = await found(rule, given);
    return [remedy, ...(fix?.needs ?? [])].join('\n');
  };
  const either =
    'if [[ "$REAL_SERVER" == "True" ]]; then\n  gunicorn shop.wsgi\nelse\n  python manage.py runserver 0.0.0.0:8000\nfi';

  test('is told with `exec`, on each branch that starts one', async () => {
    const text = await told('deploy/ungraceful-stop', files(either));
    assert.match(text, /`exec gunicorn shop\.wsgi`/);
    assert.match(text, /`exec python manage\.py runserver/);
  });

  test('has to come out of its parentheses: exec would end a child of the shell only', async () => {
    const text = await told('deploy/ungraceful-stop', files('(\n  echo begin\n  exec gunicorn shop.wsgi\n)'));
    assert.match(text, /parentheses/);
  });

  test('for development gives way to the one that the start has for production, by its own switch', async () =>
    assert.match(await told('deploy/work-at-start', files(either)), /^Set REAL_SERVER=True: entrypoint\.sh starts `gunicorn shop\.wsgi`/));

  test('for development is never to be run by the build', async () =>
    assert.match(await told('deploy/work-at-start', files('exec flask run')), /made for production instead of `flask run`/));

  test('that a package manager starts is begun with itself', async () => {
    const text = await told('deploy/ungraceful-stop', {
      Dockerfile: 'FROM node:22\nWORKDIR /srv\nCOPY . /srv\nCMD ["npm", "start"]\n',
      'package.json': '{ "name": "shop", "scripts": { "start": "cross-env NODE_ENV=production node dist/main" } }',
      'dist/main.js': '',
    });
    assert.match(text, /`node dist\/main`/);
    assert.match(text, /NODE_ENV=production/);
  });
}); // biome-ignore format: files on one line

describe('what a broker and Redis hold', () => {
  test('a folder of RabbitMQ is found again under the name of its host only', async () => {
    const { fix } = await found('redis/lost-with-its-container', {
      'compose.yaml': 'services:\n  web:\n    build: .\n    expose: ["80"]\n  broker:\n    image: rabbitmq:4\n',
    });
    const text = fix?.edits.map((edit) => edit.text).join('\n') ?? '';
    assert.match(text, /hostname: broker/);
    assert.match(text, /broker-data:\/var\/lib\/rabbitmq/);
    assert.doesNotMatch(text, /appendonly/);
  });

  test('is named by what the app keeps there', async () => {
    const { message } = await found('redis/single-node', {
      'Gemfile.lock': 'GEM\n  specs:\n    rails (8.0.1)\n    redis (5.0.0)\n    sidekiq (7.3.0)\n',
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.cache_store = :redis_cache_store, { url: "redis://redis:6379" }\n  config.active_job.queue_adapter = :sidekiq\nend\n',
      'app/jobs/bill_job.rb': 'class BillJob < ApplicationJob\n  def perform\n  end\nend\n',
      'app/controllers/bills_controller.rb':
        'class BillsController < ApplicationController\n  def create\n    BillJob.perform_later\n    Rails.cache.delete("bills")\n  end\nend\n',
      'compose.yaml':
        'services:\n  web:\n    build: .\n    expose: ["3000"]\n    environment:\n      REDIS_URL: redis://redis:6379\n  redis:\n    image: redis:8\n',
    });
    assert.match(message, /loses its cache and jobs at once/);
  });
});

describe('what settings of Django choose by variables of their own', () => {
  const files = {
    'requirements.txt': 'django==5.2\ndjango-axes==8.0\ndjangorestframework==3.16\ndjango-redis==6.0\n',
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "conf.live")\n',
    'conf/__init__.py': '',
    'conf/common.py':
      "INSTALLED_APPS = ['axes', 'rest_framework', 'shop']\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}\nREST_FRAMEWORK = {'DEFAULT_THROTTLE_RATES': {'login': '10/min'}}\nSTORAGES = {'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}}\n",
    'conf/live.py':
      "import environ\n\nfrom conf.common import *\n\nenv = environ.Env()\nAXES_HANDLER = 'axes.handlers.cache.AxesCacheHandler'\nMEDIA_ROOT = '/srv/media'\nif env.str('KEEP_CACHE_BACKEND', ''):\n    CACHES = {'default': {'BACKEND': env.str('KEEP_CACHE_BACKEND'), 'LOCATION': env.str('KEEP_CACHE_AT', '')}}\nif env.bool('IN_BUCKET', False):\n    AWS_STORAGE_BUCKET_NAME = env.str('BUCKET_NAME')\n    STORAGES['default'] = {'BACKEND': 'storages.backends.s3.S3Storage'}\nif env.bool('BEHIND_PROXY', False):\n    SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')\n",
    'shop/__init__.py': '',
    'shop/models.py': 'from django.db import models\n\n\nclass Bill(models.Model):\n    scan = models.FileField()\n',
    'shop/views.py': "from django.core.cache import cache\n\n\ndef stock(request):\n    cache.delete('stock')\n",
  };

  test('the cache, by the back end that the environment names', async () => {
    const { fix } = await found('cache/per-server-store', files);
    assert.match(fix?.title ?? '', /^Set KEEP_CACHE_BACKEND=django_redis\.cache\.RedisCache/);
    assert.match(fix?.needs.join() ?? '', /KEEP_CACHE_AT/);
    assert.doesNotMatch(JSON.stringify(fix), /REDIS_URL/);
  });

  test('files, by a yes', async () => {
    const { fix } = await found('uploads/local-disk', files);
    assert.match(fix?.title ?? '', /^Set IN_BUCKET=True/);
    assert.match(fix?.needs.join() ?? '', /BUCKET_NAME/);
  });

  test('limits that count in one cache are one fault', async () => {
    const rules = (await loadRules()).filter(({ id }) => id === 'state/rate-limit-per-server');
    const { findings } = await auditTexts(new Map(Object.entries(files)), { rules });
    assert.equal(findings.length, 1);
    assert.match(JSON.stringify(findings[0]?.evidence), /counts there as well/);
  });
});

describe('an import that a repair writes', () => {
  const files = (compilerOptions: string) => ({
    'package.json': '{ "name": "shop", "type": "module", "dependencies": { "express": "5", "express-rate-limit": "8" } }',
    'tsconfig.json': `{ "compilerOptions": ${compilerOptions} }`,
    '.env.example': 'REDIS_URL=redis://redis.internal:6379\n',
    'src/limits.ts': 'import rateLimit from "express-rate-limit";\n\nexport const logins = rateLimit({ limit: 15 });\n',
    'src/server.ts':
      'import express from "express";\nimport { logins } from "./limits.js";\n\nconst app = express();\napp.use("/login", logins);\napp.listen(3000);\n',
  });
  const told = async (options: string) => JSON.stringify((await found('state/rate-limit-per-server', files(options))).fix);

  test('names the file with its ending where modules are resolved as Node.js does', async () =>
    assert.match(await told('{ "module": "nodenext" }'), /redis\.js\\"/));
  test('and without where a bundler does', async () =>
    assert.doesNotMatch(await told('{ "module": "esnext", "moduleResolution": "bundler" }'), /redis\.js\\"/));
}); // biome-ignore format: files on one line

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

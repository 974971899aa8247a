import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FindingFix } from '../../src/report/report.js';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = await loadRules();

type Files = Readonly<Record<string, string>>;

/** The repair of the first finding of a rule. */
async function repairOf(rule: string, files: Files): Promise<FindingFix | undefined> {
  const asked = rules.filter(({ id }) => id === rule);
  const { findings } = await auditTexts(new Map(Object.entries(files)), { rules: asked });
  assert.ok(findings[0], 'the hazard is found');
  return findings[0].fix;
}

const laravel = (more: Files = {}): Files => ({
  'composer.json': '{ "require": { "laravel/framework": "^12.0", "ext-redis": "*" } }',
  'app/Jobs/SendBill.php': '<?php\nclass SendBill implements ShouldQueue {}\n',
  'app/Http/Controllers/Bills.php': '<?php\nclass Bills { public function send() { SendBill::dispatch(); } }\n',
  ...more,
});
const compose = (...services: readonly string[]) => `services:\n${services.map((one) => `  ${one}\n`).join('')}`;
const web = "web: { build: ., expose: ['80'] }";
const redis = 'redis: { image: redis:7 }';
const worker = 'jobs: { build: ., command: php artisan queue:work }';
const env = 'QUEUE_CONNECTION=sync\nSESSION_DRIVER=file\nREDIS_HOST=127.0.0.1\n';

const flask = {
  'requirements.txt': 'flask==3.1\nflask-limiter==3.8\nredis==5\n',
  'app.py':
    "from flask import Flask\nfrom flask_limiter import Limiter\n\napp = Flask(__name__)\nlimiter = Limiter(lambda: 'all', app=app, storage_uri='memory://')\n",
};

const rails = {
  Gemfile: "gem 'rails', '~> 8.0'\ngem 'sidekiq'\n",
  'Gemfile.lock': 'GEM\n  specs:\n    rails (8.0.1)\n    sidekiq (7.3.0)\n',
  'config/application.rb': 'module Shop\n  class Application < Rails::Application\n  end\nend\n',
  'config/environments/production.rb':
    'Rails.application.configure do\n  config.active_job.queue_adapter = :inline\nend\n',
  'app/jobs/bill_job.rb': 'class BillJob < ApplicationJob\n  def perform\n  end\nend\n',
  'app/models/bill.rb': 'class Bill < ApplicationRecord\n  def send!\n    BillJob.perform_later\n  end\nend\n',
  '.env.example': 'REDIS_URL=redis://redis:6379/0\n',
};

/** What a repair rests on is not there: it is told, with its reason and the lines to write; the same where it is there. */
const cases: readonly (readonly [
  about: string,
  rule: string,
  without: Files,
  why: RegExp,
  tells: RegExp,
  with_: Files,
])[] = [
  [
    'a queue in Redis where the stack has none, and the database is there',
    'queue/work-inside-request',
    laravel({ '.env': env, 'compose.yaml': compose(web) }),
    /nothing that compose\.yaml starts is a worker|no Redis is part of the stack/,
    /QUEUE_CONNECTION=/,
    laravel({ '.env': env, 'compose.yaml': compose(web, redis, worker) }),
  ],
  [
    'sessions in Redis where the stack has none',
    'sessions/per-server-store',
    laravel({ '.env': `${env}DB_CONNECTION=sqlite\n`, 'compose.yaml': compose(web) }),
    /no Redis is part of the stack that compose\.yaml describes/,
    /SESSION_DRIVER=redis/,
    laravel({ '.env': `${env}DB_CONNECTION=sqlite\n`, 'compose.yaml': compose(web, redis) }),
  ],
  [
    'a queue without anybody who takes the jobs out of it',
    'queue/work-inside-request',
    { ...rails, 'compose.yaml': compose(web, redis) },
    /nothing that compose\.yaml starts is a worker/,
    /queue_adapter = :sidekiq/,
    { ...rails, 'compose.yaml': compose(web, redis, 'jobs: { build: ., command: bundle exec sidekiq }') },
  ],
  [
    'an address that nothing gives',
    'state/rate-limit-per-server',
    flask,
    /nothing in the repository gives the app REDIS_URL/,
    /storage_uri=os\.environ\.get\('REDIS_URL', 'redis:\/\/localhost:6379\/0'\)/,
    { ...flask, '.env.example': 'REDIS_URL=redis://cache.internal:6379\n' },
  ],
];

describe('a repair whose footing is missing is told, and made where it is there', () => {
  for (const [about, rule, without, why, tells, with_] of cases)
    test(about, async () => {
      const told = await repairOf(rule, without);
      assert.equal(told?.safety, 'manual');
      assert.deepEqual(told?.edits, []);
      assert.match(told?.cannot ?? '', why);
      assert.match(told?.needs.join('\n') ?? '', tells);
      const made = await repairOf(rule, with_);
      assert.equal(made?.safety, 'unsafe');
      assert.ok((made?.edits.length ?? 0) > 0, 'edits are offered');
    });
});

describe('a client of Redis that the manifest asks for', () => {
  const files = (database: string): Files => ({
    'composer.json': '{ "require": { "laravel/framework": "^12.0", "predis/predis": "^3.0" } }',
    '.env': 'SESSION_DRIVER=file\nREDIS_HOST=redis.internal\n',
    'config/database.php': `<?php\nreturn ['redis' => [${database}'default' => ['host' => env('REDIS_HOST', '127.0.0.1')]]];\n`,
  });
  const text = async (database: string) =>
    (await repairOf('sessions/per-server-store', files(database)))?.edits.map((edit) => edit.text).join(' ');
  test('is named where the extension would be used', async () =>
    assert.match((await text("'client' => env('REDIS_CLIENT', 'phpredis'), ")) ?? '', /REDIS_CLIENT=predis/));
  test('is left where it is in use', async () =>
    assert.doesNotMatch((await text("'client' => env('REDIS_CLIENT', 'predis'), ")) ?? '', /REDIS_CLIENT/));
});

describe('keys that a server has kept until now', () => {
  const flaskKey = (more: string) => ({
    'requirements.txt': 'flask==3.1\n',
    'app.py': `import os\nimport secrets\n\nfrom flask import Flask\n\napp = Flask(__name__)\n${more}`,
  });
  test('are handed on, and no new one is made: what is stored may be encrypted with them', async () => {
    const kept =
      "def key():\n    try:\n        with open('.key') as file:\n            return file.read()\n    except OSError:\n        made = secrets.token_hex(32)\n        with open('.key', 'w') as file:\n            file.write(made)\n        return made\n\n\napp.config['SECRET_KEY'] = key()\n";
    const fix = await repairOf('secrets/differs-per-server', flaskKey(kept));
    assert.deepEqual(fix?.edits, []);
    assert.match(fix?.needs.join('\n') ?? '', /Take the key that the running server keeps/);
    assert.doesNotMatch(fix?.needs.join('\n') ?? '', /Make one key/);
  });
  test('a variable that nothing gives is not made compulsory', async () => {
    const fix = await repairOf('secrets/differs-per-server', flaskKey("app.config['SECRET_KEY'] = secrets.token_hex(32)\n"));
    assert.deepEqual(fix?.edits, []);
    assert.match(fix?.needs.join('\n') ?? '', /os\.environ\["?'?SECRET_KEY/);
  });
}); // biome-ignore format: code in strings

describe('a second copy of a chart', () => {
  const chart = (guard: string, values: string): Files => ({
    Dockerfile: 'FROM scratch\nCOPY shop /shop\nENTRYPOINT ["/shop"]\n',
    'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'chart/values.yaml': values,
    'chart/templates/web.yaml': `${guard}apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: {{ .Values.copies }}\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers:\n        - { name: web, image: shop, readinessProbe: { httpGet: { path: /up, port: 80 } } }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web } }\n`,
  });
  const guard =
    '{{- if and (gt (int .Values.copies) 1) (not .Values.cache.shared) }}{{ fail (printf "%v copies need cache.shared" .Values.copies) }}{{ end -}}\n';
  test('that refuses two is told what the chart asks for', async () => {
    const fix = await repairOf('loadbalancer/single-copy', chart(guard, 'copies: 1\ncache: { shared: false }\n'));
    assert.deepEqual(fix?.edits, []);
    assert.equal(fix?.cannot, 'the chart refuses to be installed with two');
    assert.match(fix?.needs.join('\n') ?? '', /2 copies need cache\.shared/);
  });
  test('that has what it asks for, or asks for nothing, is started', async () => {
    for (const [own, values] of [
      [guard, 'copies: 1\ncache: { shared: true }\n'],
      ['', 'copies: 1\n'],
    ] as const) {
      const fix = await repairOf('loadbalancer/single-copy', chart(own, values));
      assert.deepEqual(fix?.edits.map(({ text }) => text), ['2']); // biome-ignore format: one line
    }
  });
});

describe('a step of the start', () => {
  const start = (more: Files): Files => ({
    'requirements.txt': 'django==5.2\n',
    'manage.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
    'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\n',
    Dockerfile: 'FROM python:3.13\nCOPY . /app\nENTRYPOINT ["./start.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n',
    'start.sh': '#!/bin/sh\npython manage.py migrate\nexec "$@"\n',
    ...more,
  });
  test('stays where nothing else does it: an upgrade would no longer migrate', async () => {
    const fix = await repairOf('deploy/migration-on-every-start', start({}));
    assert.deepEqual(fix?.edits, []);
    assert.match(fix?.needs.join('\n') ?? '', /once per release/);
  });
  test('leaves where a release does it', async () => {
    const fix = await repairOf('deploy/migration-on-every-start', start({ 'fly.toml': 'app = "shop"\n[deploy]\n  release_command = "python manage.py migrate"\n' }));
    assert.equal(fix?.edits.length, 1);
  });
}); // biome-ignore format: files on one line

describe('the port that a balancer is told to send to', () => {
  const needs = async (ports: string) =>
    (await repairOf('loadbalancer/pinned-to-one-host', { 'compose.yaml': `services:\n  web:\n    build: .\n    ports: ${ports}\n` }))?.needs.join(' ') ?? '';
  test('is not that of mail because it stands first', async () =>
    assert.match(await needs("['25:25', '443:443', '80:80']"), /http:\/\/web:80\b/));
  test('is the only one, whatever its number', async () => assert.match(await needs("['4567:4567']"), /http:\/\/web:4567\b/));
}); // biome-ignore format: one call

describe('what Laravel keeps in its database', () => {
  const files = (more: Files): Files => ({
    'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
    '.env': 'SESSION_DRIVER=file\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\n',
    'config/session.php': "<?php\nreturn ['driver' => env('SESSION_DRIVER', 'file')];\n",
    'config/database.php':
      "<?php\nreturn ['default' => env('DB_CONNECTION', 'sqlite'), 'connections' => ['pgsql' => ['driver' => 'pgsql', 'host' => env('DB_HOST', '127.0.0.1')]]];\n",
    ...more,
  });
  const table: Files = {
    'database/migrations/2024_05_01_000000_create_sessions_table.php':
      '<?php\nreturn new class extends Migration {};\n',
  };
  test('needs its table: where no migration makes it, every request would fail', async () =>
    assert.match(
      (await repairOf('sessions/per-server-store', files({})))?.cannot ?? '',
      /nothing in the repository makes the table sessions/,
    ));
  test('is moved there by hand where pages of the app make the tables: what a new installation begins with must not need one', async () => {
    const fix = await repairOf(
      'sessions/per-server-store',
      files({
        ...table,
        'routes/web.php':
          "<?php\nuse Illuminate\\Support\\Facades\\Artisan;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/begin', function () {\n    Artisan::call('migrate', ['--force' => true]);\n});\n",
      }),
    );
    assert.deepEqual(fix?.edits, []);
    assert.match(fix?.needs.join(' ') ?? '', /routes\/web\.php makes the tables in a request/);
  });
  test('is moved there where the table is made', async () => {
    const fix = await repairOf(
      'sessions/per-server-store',
      files({
        ...table,
      }),
    );
    assert.match(fix?.edits.map(({ text }) => text).join() ?? '', /database/);
  });
});

describe('a disk whose files a program opens by their paths', () => {
  const files = (reads: string): Files => ({
    'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
    'config/filesystems.php': "<?php\nreturn ['default' => 'local', 'disks' => ['bills' => [\n            'driver' => 'local',\n            'root' => storage_path('bills'),\n        ],\n        'local' => ['driver' => 'local']]];\n",
    'app/Bills.php': `<?php\nuse Illuminate\\Support\\Facades\\Storage;\nclass Bills\n{\n    public function keep(string $pdf): void\n    {\n        Storage::disk('bills')->put('a.pdf', $pdf);\n    }\n\n    public function show(): mixed\n    {\n        return ${reads};\n    }\n}\n`,
  });
  test('stays local until they read it', async () => {
    const fix = await repairOf('uploads/local-disk', files("response()->file(Storage::disk('bills')->path('a.pdf'))"));
    assert.match(fix?.needs.join(' ') ?? '', /app\/Bills\.php opens its files by Storage::path\(\)/);
    assert.deepEqual(fix?.edits, []);
  });
  test('becomes a bucket where they do', async () => {
    const fix = await repairOf('uploads/local-disk', files("Storage::disk('bills')->get('a.pdf')"));
    assert.ok((fix?.edits.length ?? 0) > 0);
  });
  test('stays local until files that a library keeps are read by it, too', async () => {
    const fix = await repairOf('uploads/local-disk', {
      'composer.json': '{ "require": { "laravel/framework": "^12.0", "spatie/laravel-medialibrary": "^11.0" } }',
      'config/filesystems.php': "<?php\nreturn ['default' => 's3', 'disks' => ['public' => ['driver' => 'local', 'root' => storage_path('app/public')], 's3' => ['driver' => 's3']]];\n",
      'app/Models/Bill.php': '<?php\nnamespace App\\Models;\n\nuse Spatie\\MediaLibrary\\InteractsWithMedia;\n\nclass Bill extends Model\n{\n    use InteractsWithMedia;\n}\n',
      'app/Http/Controllers/Bills.php': '<?php\nnamespace App\\Http\\Controllers;\n\nclass Bills\n{\n    public function show(Bill $bill)\n    {\n        $scan = $bill->getFirstMedia("scans");\n\n        return response()->file($scan->getPath());\n    }\n}\n',
    });
    assert.match(fix?.needs.join(' ') ?? '', /app\/Http\/Controllers\/Bills\.php opens its files by getPath\(\)/);
    assert.deepEqual(fix?.edits, []);
  });
}); // biome-ignore format: files on one line

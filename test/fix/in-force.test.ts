import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Files, found } from './found.js';

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

  test('where the whole address of Redis is given, the host beside it is not what is to be set', async () => {
    const database =
      "<?php\n\nreturn ['redis' => ['default' => ['url' => env('REDIS_URL'), 'host' => env('REDIS_HOST', '127.0.0.1')]]];\n";
    const env = 'APP_NAME=Shop\nREDIS_URL=redis://redis.internal:6379\nSESSION_DRIVER=file\n';
    const { fix } = await found('sessions/per-server-store', {
      ...laravel('12.1.0'),
      '.env.example': env,
      'config/database.php': database,
    });
    assert.match(fix?.needs.join(' ') ?? '', /set REDIS_URL to its address/);
    const { fix: other } = await found('sessions/per-server-store', {
      ...laravel('12.1.0'),
      '.env.example': env.replace('REDIS_URL=redis:', 'REDIS_HOST=redis # '),
      'config/database.php': database,
    });
    assert.match(other?.needs.join(' ') ?? '', /set REDIS_HOST to its address/);
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

  test('what a platform releases by a Procfile does nothing for a container', async () => {
    const { fix } = await found('deploy/migration-on-every-start', {
      'requirements.txt': 'django==5.2\ngunicorn==23.0\n',
      'manage.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
      'shop/settings.py': "import os\nSECRET_KEY = os.environ['SECRET_KEY']\nINSTALLED_APPS = ['shop']\n",
      Procfile: 'release: python manage.py migrate\nweb: gunicorn shop.wsgi\n',
      Dockerfile:
        'FROM python:3.13\nCOPY . /app\nCOPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n',
      'start.sh': '#!/bin/sh\nset -e\npython manage.py migrate --noinput\nexec "$@"\n',
    });
    assert.deepEqual(fix?.edits, []);
    assert.match(fix?.needs.join(' ') ?? '', /no release step or job of the repository does it yet/);
  });

  test('an image with the PHP of its distribution is not built by the tools of another image', async () => {
    const { fix } = await found('sessions/per-server-store', {
      'composer.json': '{ "require": { "php": "^8.3" } }',
      'index.php': "<?php\nsession_start();\n$_SESSION['user'] = 1;\n",
      Dockerfile:
        'FROM debian:12-slim\nRUN apt-get update && apt-get install -y apache2 php8.2 libapache2-mod-php\nCOPY . /var/www/html\n',
    });
    assert.doesNotMatch(fix?.needs.join(' ') ?? '', /docker-php-ext|pecl install|PHP_INI_DIR/);
    assert.match(fix?.needs.join(' ') ?? '', /php --ini/);
  });

  test('locks go to the Redis that the app knows, or people are told so', async () => {
    const symfony = (env: string): Files => ({
      'composer.json':
        '{ "require": { "symfony/framework-bundle": "^7.0", "symfony/lock": "^7.0", "predis/predis": "^3.0" } }',
      'bin/console': '#!/usr/bin/env php\n',
      'config/packages/lock.yaml': "framework:\n    lock: '%env(LOCK_DSN)%'\n",
      'src/Controller/PayController.php':
        "<?php\nnamespace App\\Controller;\n\nuse Symfony\\Component\\HttpFoundation\\Response;\nuse Symfony\\Component\\Lock\\LockFactory;\nuse Symfony\\Component\\Routing\\Attribute\\Route;\n\nclass PayController\n{\n    #[Route('/pay')]\n    public function pay(LockFactory $locks): Response\n    {\n        $locks->createLock('pay')->acquire(true);\n        return new Response('');\n    }\n}\n",
      '.env': env,
    });
    const whole = await found(
      'state/lock-on-one-server',
      symfony('LOCK_DSN=flock\nREDIS_URL=redis://:secret@cache.internal:6379\n'),
    );
    assert.match(JSON.stringify(whole.fix?.edits), /redis:\/\/:secret@cache\.internal:6379/);
    const parts = await found(
      'state/lock-on-one-server',
      symfony('LOCK_DSN=flock\nREDIS_HOST=cache\nREDIS_PASSWORD=secret\n'),
    );
    assert.deepEqual(parts.fix?.edits, []);
    assert.match(parts.fix?.cannot ?? '', /REDIS_HOST/);
  });

  test('the service of Active Storage is chosen by the variable that the app reads for it', async () => {
    const { fix, remedy } = await found('uploads/local-disk', {
      Gemfile: "gem 'rails', '~> 8.0'\n",
      'Gemfile.lock': 'GEM\n  specs:\n    rails (8.0.2)\n',
      'config/application.rb': 'module Shop\n  class Application < Rails::Application\n  end\nend\n',
      'config/environments/production.rb':
        "Rails.application.configure do\n  config.active_storage.service = ENV.fetch('STORAGE_BACKEND', :local)\nend\n",
      'config/storage.yml': 'local:\n  service: Disk\n  root: <%= Rails.root.join("storage") %>\n',
      'app/models/photo.rb': 'class Photo < ApplicationRecord\n  has_one_attached :file\nend\n',
      'db/schema.rb': 'ActiveRecord::Schema[8.0].define do\n  create_table "active_storage_blobs" do |t|\n  end\nend\n',
    });
    assert.deepEqual(fix?.edits, []);
    assert.match(remedy, /^Set STORAGE_BACKEND to /);
  });

  const disks = (disk: string, more = ''): Files => ({
    ...laravel('11.0.0'),
    'config/filesystems.php': `<?php\n\nreturn [\n    'default' => 'local',\n    'disks' => [\n        'local' => ['driver' => 'local', 'root' => storage_path('app')],\n        'photos' => [\n            'driver' => 'local',\n            'root' => ${disk},\n        ],\n        's3' => ['driver' => 's3'],\n    ],\n];\n`,
    'app/Http/Controllers/PhotoController.php': `<?php\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass PhotoController\n{\n    public function store(Request $request)\n    {\n        $request->file('photo')->store('photos', 'photos');\n    }\n${more}}\n`,
  });

  const staying: readonly (readonly [about: string, files: Files, why: RegExp])[] = [
    ['another disk has its folder', disks("storage_path('app')"), /the disk 'local' has the same folder/],
    ['it lies in the web root', disks("public_path('photos')"), /web root/],
    ['code opens files of some disk by their path', disks("storage_path('app/photos')", '\n    public function shrink($disk, $name)\n    {\n        return exec($this->disk->path($name));\n    }\n'), /by path\(\)/],
    ['code stores in a bucket by a choice of its own', disks("storage_path('app/photos')", "\n    public function keep($name, $text)\n    {\n        Storage::disk('s3')->put($name, $text);\n    }\n"), /stores in a bucket already/],
  ]; // biome-ignore format: one row each
  for (const [about, files, why] of staying)
    test(`a disk keeps its driver where ${about}`, async () => {
      const { fix } = await found('uploads/local-disk', files);
      assert.deepEqual(fix?.edits, []);
      assert.match(fix?.needs.join(' ') ?? '', why);
      assert.doesNotMatch(fix?.needs.join(' ') ?? '', /'driver' => 's3'/);
    });

  test('a variable that the deployment has to give is given to every process of the app, not to the web process alone', async () => {
    const service = (command: string) =>
      `    build: .\n    command: ${command}\n    environment:\n      APP_ENV: production\n`;
    const { fix } = await found('queue/redelivered-while-running', {
      ...laravel('12.1.0'),
      Dockerfile: 'FROM php:8.4-cli\nCOPY . /app\n',
      'compose.yaml': `services:\n  web:\n${service('frankenphp run')}  jobs:\n${service('php artisan queue:work')}`,
      'config/queue.php':
        "<?php\n\nreturn [\n    'default' => 'database',\n    'connections' => ['database' => ['driver' => 'database', 'retry_after' => env('DB_QUEUE_RETRY_AFTER', 90)]],\n];\n",
      'app/Jobs/Export.php':
        '<?php\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\n\nclass Export implements ShouldQueue\n{\n    public int $timeout = 900;\n\n    public function handle(): void\n    {\n        \\Mail::to("a@example.com")->send(new \\App\\Mail\\Report());\n    }\n}\n',
    });
    assert.match(fix?.needs.join(' ') ?? '', /DB_QUEUE_RETRY_AFTER=\d+ in the environment of web and jobs/);
  });

  test('a disk that nothing else looks into gets another driver', async () => {
    const { fix } = await found('uploads/local-disk', disks("storage_path('app/photos')"));
    assert.notEqual(fix?.edits.length, 0);
  });

  test('a crontab that a variable switches on is switched off by it', async () => {
    const { remedy } = await found('scheduler/scheduler-in-every-copy', {
      'requirements.txt': 'flask==3.1\ngunicorn==23.0\n',
      'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
      'compose.yaml':
        "services:\n  web:\n    build: .\n    ports: ['80:8000']\n    environment:\n      BACKUP_ENABLED: 'yes'\n",
      Dockerfile:
        'FROM python:3.13\nCOPY . /app\nCOPY start.sh /start.sh\nEXPOSE 8000\nENTRYPOINT ["/start.sh"]\nCMD ["gunicorn", "app:app"]\n',
      'start.sh':
        '#!/bin/sh\nset -e\nif [ "$BACKUP_ENABLED" = "yes" ]; then\n  echo "0 3 * * * root python /app/backup.py" > /etc/cron.d/backup\nfi\nexec "$@"\n',
    });
    assert.equal(remedy, 'Switch the crontab off by BACKUP_ENABLED in all copies but one.');
  });

  test('a storage that the start script exchanges by a variable is exchanged by it', async () => {
    const script = (line: string) => `#!/bin/sh\nset -e\nif [ -n "$BUCKET_KEY" ]; then\n  ${line}\nfi\nexec "$@"\n`;
    const symfony = (line: string): Files => ({
      'composer.json': '{ "require": { "symfony/framework-bundle": "^7.0", "oneup/flysystem-bundle": "^4.0" } }',
      'bin/console': '#!/usr/bin/env php\n',
      'config/packages/oneup_flysystem.yaml':
        'oneup_flysystem:\n  adapters:\n    on_disk:\n      local:\n        location: "%kernel.project_dir%/public/media"\n  filesystems:\n    media:\n      adapter: on_disk\n',
      'docker/entrypoint.sh': script(line),
    });
    const sed = (taken: string) =>
      `sed -i 's|adapter: ${taken}|adapter: in_bucket|' config/packages/oneup_flysystem.yaml`;
    const own = await found('uploads/local-disk', symfony(sed('on_disk')));
    assert.match(own.remedy, /^Set BUCKET_KEY, by which docker\/entrypoint\.sh leads/);
    const other = await found('uploads/local-disk', symfony(sed('mail')));
    assert.doesNotMatch(other.remedy, /BUCKET_KEY/);
  });

  test('all that moves with the default disk is named', async () => {
    const files = disks("storage_path('app/photos')");
    const { fix } = await found('uploads/local-disk', {
      ...files,
      'config/filesystems.php': (files['config/filesystems.php'] ?? '').replace(
        "'local',",
        "env('FILESYSTEM_DISK', 'local'),",
      ),
      'app/Http/Controllers/PhotoController.php': (files['app/Http/Controllers/PhotoController.php'] ?? '').replace(
        ", 'photos')",
        ')',
      ),
      'app/Http/Controllers/ScriptController.php':
        "<?php\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Support\\Facades\\Storage;\n\nclass ScriptController\n{\n    public function write()\n    {\n        Storage::put('js/settings.js', 'let a = 1;');\n    }\n}\n",
    });
    assert.match(fix?.needs.join(' ') ?? '', /ScriptController\.php.*a disk of its own with the driver local/);
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

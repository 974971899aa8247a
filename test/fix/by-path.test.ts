import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = await loadRules();

type Files = Readonly<Record<string, string>>;

async function repairOf(rule: string, files: Files) {
  const asked = rules.filter(({ id }) => id === rule);
  const { findings } = await auditTexts(new Map(Object.entries(files)), { rules: asked });
  return findings.find(({ fix }) => fix !== undefined)?.fix;
}

describe('uploads that something opens by where they lie', () => {
  const django = (more: Files): Files => ({
    'requirements.txt': 'django==5.2\n',
    '.env.example': 'AWS_STORAGE_BUCKET_NAME=shop\n',
    'manage.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
    'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = ["shop"]\nMEDIA_ROOT = "/srv/media"\n',
    'shop/models.py':
      'from django.db import models\n\n\nclass Product(models.Model):\n    photo = models.ImageField()\n',
    'shop/urls.py':
      'from django.conf import settings\nfrom django.conf.urls.static import static\n\nurlpatterns = static("/media/", document_root=settings.MEDIA_ROOT)\n',
    ...more,
  });
  const laravel = (reads: string): Files => ({
    'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
    '.env': 'FILESYSTEM_DISK=public\nAWS_BUCKET=shop\n',
    'config/filesystems.php':
      "<?php\nreturn ['default' => env('FILESYSTEM_DISK', 'local'), 'disks' => [\n    'public' => ['driver' => 'local', 'root' => storage_path('app/public')],\n    's3' => ['driver' => 's3', 'bucket' => env('AWS_BUCKET')],\n]];\n",
    'app/Http/Controllers/PhotoController.php': `<?php\nnamespace App\\Http\\Controllers;\nuse Illuminate\\Http\\Request;\nclass PhotoController\n{\n    public function store(Request $request): void\n    {\n        $request->file('photo')->store('photos');\n    }\n    public function show(string $name): mixed\n    {\n        return ${reads};\n    }\n}\n`,
  });

  test('Django: a bucket, where only the storage is asked for them', async () => {
    const fix = await repairOf('uploads/local-disk', django({}));
    assert.equal(fix?.title, 'Keep uploads in S3');
    assert.ok(fix.edits.length > 0);
  });
  for (const [what, files] of [
    [
      'code joins the folder',
      {
        'shop/thumbs.py':
          'import os\n\nfrom django.conf import settings\n\n\ndef thumb(name):\n    return open(os.path.join(settings.MEDIA_ROOT, name))\n',
      },
    ],
    [
      'code asks for the path',
      {
        'shop/thumbs.py':
          'from django.core.files.storage import default_storage\n\n\ndef thumb(name):\n    return open(default_storage.path(name))\n',
      },
    ],
    [
      'a library is given the folder',
      {
        'shop/settings.py':
          'ROOT_URLCONF = "shop.urls"\nINSTALLED_APPS = ["shop"]\nMEDIA_ROOT = "/srv/media"\nCHUNKS_PATH = MEDIA_ROOT\n',
      },
    ],
  ] as const)
    test(`Django: a mount first, where ${what}`, async () => {
      const fix = await repairOf('uploads/local-disk', django(files));
      assert.deepEqual(fix?.edits, []);
      assert.match(fix?.needs[0] ?? '', /^Mount MEDIA_ROOT from storage that all servers share: /);
    });
  test('Laravel: a bucket, where only the disk is asked', async () => {
    const fix = await repairOf('uploads/local-disk', laravel('Storage::get($name)'));
    assert.equal(fix?.title, 'Set FILESYSTEM_DISK=s3');
  });
  for (const reads of [
    "Image::make(storage_path('app/public/photos/' . $name))",
    "response()->file(public_path('storage/photos/x.png'))",
  ])
    test(`Laravel: a mount first, where code writes ${reads}`, async () => {
      const fix = await repairOf('uploads/local-disk', laravel(reads));
      assert.deepEqual(fix?.edits, []);
      assert.match(
        fix?.needs[0] ?? '',
        /^Mount storage\/app\/public from storage that all servers share: .*PhotoController\.php finds files/,
      );
    });
});

test('a mount hides nothing that the release brings: in the web root it is of the folders that users fill', async () => {
  const fix = await repairOf('uploads/local-disk', {
    'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
    '.env': 'FILESYSTEM_DISK=open\nAWS_BUCKET=shop\n',
    'config/filesystems.php':
      "<?php\nreturn ['default' => env('FILESYSTEM_DISK', 'local'), 'disks' => [\n    'open' => ['driver' => 'local', 'root' => public_path()],\n    's3' => ['driver' => 's3', 'bucket' => env('AWS_BUCKET')],\n]];\n",
    'app/Http/Controllers/PhotoController.php':
      "<?php\nnamespace App\\Http\\Controllers;\nuse Illuminate\\Http\\Request;\nclass PhotoController\n{\n    public function store(Request $request): void\n    {\n        $request->file('photo')->store('photos');\n    }\n}\n",
  });
  assert.match(fix?.needs[0] ?? '', /^Mount the folders that users fill below .* \(none that a release brings along\)/);
});

test('a database of Redis that two share is no matter of its address', async () => {
  const asked = rules.filter(({ id }) => id === 'redis/one-database-for-everything');
  const files = {
    'requirements.txt': 'django==5.2\ncelery==5.4\nredis==5\n',
    'manage.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
    'shop/settings.py':
      "import os\nROOT_URLCONF = 'shop.urls'\nINSTALLED_APPS = ['shop']\nREDIS_URL = os.environ.get('REDIS_URL', 'redis://redis:6379/0')\nCACHES = {'default': {'BACKEND': 'django.core.cache.backends.redis.RedisCache', 'LOCATION': REDIS_URL}}\nCELERY_BROKER_URL = REDIS_URL\n",
  };
  const { findings } = await auditTexts(new Map(Object.entries(files)), { rules: asked });
  assert.equal(findings.length, 1);
  assert.equal(findings[0]?.fix, undefined);
});

describe('a lock in the cache that a start empties', () => {
  const start = (script: string): Files => ({
    'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
    '.env': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=redis\nREDIS_HOST=redis.internal\n',
    Dockerfile:
      'FROM php:8.3-fpm\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n',
    'docker/entrypoint.sh': script,
  });
  const migrates = 'php artisan migrate --force\nexec "$@"\n';
  test('is none: the line that empties it goes first', async () => {
    const fix = await repairOf(
      'deploy/migration-on-every-start',
      start(`#!/bin/sh\nset -e\nphp artisan optimize:clear\n${migrates}`),
    );
    assert.deepEqual(fix?.edits, []);
    assert.match(fix?.needs[0] ?? '', /^First take 'php artisan optimize:clear' out of docker\/entrypoint\.sh/);
  });
  test('is one where nothing does', async () => {
    const fix = await repairOf('deploy/migration-on-every-start', start(`#!/bin/sh\nset -e\n${migrates}`));
    assert.equal(fix?.edits.length, 1);
  });
});

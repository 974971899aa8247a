import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';

type Files = Readonly<Record<string, string>>;

async function findingOf(rule: string, files: Files) {
  const { findings } = await auditTexts(new Map(Object.entries(files)), {});
  return findings.find(({ ruleId }) => ruleId === rule);
}

const laravel: Files = {
  'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
  'app/Jobs/Export.php': '<?php\nnamespace App\\Jobs;\nclass Export { public function handle() {} }\n',
  '.env.example': 'SESSION_DRIVER=file\nREDIS_HOST=redis.internal\nCACHE_STORE=redis\nQUEUE_CONNECTION=redis\n',
};

describe('a repair acts where what runs reads it', () => {
  const compose = (more = '') =>
    `services:\n  web:\n    image: acme/shop:4\n    restart: always\n    environment: { APP_URL: 'https://shop.example.com' }\n    ports: ['80:80']\n${more}`;
  test('a line of a sample has no effect beside a deployment that gives the variables: it is told where they are set', async () => {
    const finding = await findingOf('sessions/per-server-store', { ...laravel, 'compose.yaml': compose() });
    assert.deepEqual(finding?.fix?.edits, []);
    assert.match(finding?.fix?.cannot ?? '', /what is started here does not read \.env\.example/);
    assert.match(
      finding?.fix?.needs[0] ?? '',
      /^Set SESSION_DRIVER=redis in the environment of web \(compose\.yaml:2\)/,
    );
  });
  test('without a deployment the sample is edited, and people are told to do the same where it runs', async () => {
    const finding = await findingOf('sessions/per-server-store', laravel);
    assert.deepEqual(finding?.fix?.edits.map(({ path }) => path), ['.env.example']); // biome-ignore format: one call
    assert.match(finding?.fix?.needs.join('\n') ?? '', /\.env\.example is a file to be copied/);
  });
});

describe('a repair names all that it needs', () => {
  test('what is in the bucket has the keys that it had below the root of the disk', async () => {
    const finding = await findingOf('uploads/local-disk', {
      ...laravel,
      'config/filesystems.php':
        "<?php\nreturn ['default' => env('FILESYSTEM_DISK', 'public'), 'disks' => ['public' => ['driver' => 'local', 'root' => storage_path('app/public')], 's3' => ['driver' => 's3']]];\n",
      'app/Http/Controllers/Avatars.php':
        "<?php\nnamespace App\\Http\\Controllers;\nuse Illuminate\\Http\\Request;\nclass Avatars { public function store(Request $request) { return $request->file('avatar')->store('avatars'); } }\n",
      'routes/web.php': "<?php\nRoute::post('/avatar', [App\\Http\\Controllers\\Avatars::class, 'store']);\n",
    });
    const needs = finding?.fix?.needs.join('\n') ?? '';
    assert.match(needs, /aws s3 sync storage\/app\/public s3:\/\/\$AWS_BUCKET --exclude/);
    assert.match(needs, /AWS_URL/);
  });
  test('Cloud SQL takes no standby without backups and the log of changes', async () => {
    const finding = await findingOf('database/no-standby', {
      'main.tf':
        'resource "google_sql_database_instance" "shop" {\n  database_version = "POSTGRES_17"\n  settings {\n    tier = "db-f1-micro"\n    availability_type = "ZONAL"\n  }\n}\n',
    });
    assert.deepEqual(finding?.fix?.edits, []);
    assert.match(
      finding?.fix?.cannot ?? '',
      /Cloud SQL refuses REGIONAL without enabled and point_in_time_recovery_enabled/,
    );
    assert.match(
      finding?.fix?.needs[0] ?? '',
      /backup_configuration \{ enabled = true {2}point_in_time_recovery_enabled = true \}/,
    );
  });
});

describe('confidence', () => {
  const stack = (more: string) => `services:\n  web:\n    build: .\n    container_name: shop\n    expose: ['8000']\n${more}`;
  const python: Files = { Dockerfile: 'FROM python:3.13\nCMD ["python", "app.py"]\n' };
  test('of a stack that nothing tells from that of a developer is medium', async () => {
    const guessed = await findingOf('supervision/not-restarted', { ...python, 'compose.yaml': stack('') });
    assert.equal(guessed?.confidence, 'medium');
    const sure = await findingOf('loadbalancer/pinned-to-one-host', { ...python, 'compose.yaml': stack('    restart: always\n') });
    assert.equal(sure?.confidence, 'high');
  });
}); // biome-ignore format: one line each

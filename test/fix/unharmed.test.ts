import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FindingFix } from '../../src/report/report.js';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = await loadRules();

type Files = Readonly<Record<string, string>>;

async function repairOf(rule: string, files: Files, title?: string): Promise<FindingFix> {
  const asked = rules.filter(({ id }) => id === rule);
  const { findings } = await auditTexts(new Map(Object.entries(files)), { rules: asked });
  const fix = findings.find((one) => title === undefined || one.fix?.title === title)?.fix;
  assert.ok(fix, 'the hazard is found, and has a repair');
  return fix;
}

const manifest = (dependencies: Readonly<Record<string, string>>, scripts: Readonly<Record<string, string>> = {}) =>
  JSON.stringify({ name: 'shop', scripts, dependencies });

const nest: Files = {
  'package.json': manifest({ '@nestjs/core': '11', '@nestjs/common': '11', '@nestjs/throttler': '6' }),
  'src/main.ts':
    "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nconst app = await NestFactory.create(AppModule);\nawait app.listen(3000);\n",
  'src/app.module.ts':
    "import { Module } from '@nestjs/common';\nimport { ThrottlerModule } from '@nestjs/throttler';\n@Module({\n  imports: [\n    ThrottlerModule.forRoot([\n      {\n        ttl: 60000,\n        limit: 100,\n      },\n    ]),\n  ],\n})\nexport class AppModule {}\n",
  'compose.yaml': "services:\n  web:\n    build: .\n    restart: always\n    expose: ['3000']\n",
};
const express: Files = {
  'package.json': manifest({ express: '5' }, { start: 'node server.js' }),
  'server.js': "import express from 'express';\nconst app = express();\napp.listen(3000);\n",
};
const dockerfile = (command: string) => `FROM node:22\nCOPY . .\nCMD ${command}\n`;
const next: Files = {
  'package.json': manifest({ next: '15', react: '19' }, { start: 'next start' }),
  'src/app/page.tsx': 'export default function Page() {\n  return null;\n}\n',
};
const sqlite: Files = {
  'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
  '.env.example': 'APP_NAME=Shop\nDB_CONNECTION=sqlite\n',
};
const php: Files = {
  'composer.json': '{ "require": { "php": "^8.3" } }',
  'index.php': "<?php\nsession_start();\n$_SESSION['user'] = 1;\n",
};
const cron: Files = {
  'package.json': manifest({ 'node-cron': '4', ioredis: '5', nodemailer: '7' }, { start: 'node server.js' }),
  'server.js':
    "import { createServer } from 'node:http';\nimport cron from 'node-cron';\nimport Redis from 'ioredis';\nimport nodemailer from 'nodemailer';\nexport const kept = new Redis(process.env.REDIS_URL);\ncron.schedule('0 6 * * *', async () => {\n  await nodemailer.createTransport({}).sendMail({ to: 'a@example.com' });\n});\ncreateServer().listen(3000);\n",
};
const rails: Files = {
  Gemfile: "gem 'rails', '~> 7.0'\n",
  'Gemfile.lock': 'GEM\n  specs:\n    rails (7.0.8)\n',
  'config/application.rb': 'module Shop\n  class Application < Rails::Application\n  end\nend\n',
  'config/environments/production.rb': 'Rails.application.configure do\n  config.eager_load = true\nend\n',
};
const django: Files = {
  'requirements.txt': 'django==5.2\n',
  'manage.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
  'shop/__init__.py': '',
  'shop/settings.py':
    "import os\nSECRET_KEY = os.environ['SECRET_KEY']\nINSTALLED_APPS = ['shop']\nCACHES = {\n    'default': {\n        'BACKEND': os.environ.get('CACHE_BACKEND', 'django.core.cache.backends.locmem.LocMemCache'),\n        'LOCATION': os.environ.get('CACHE_LOCATION', 'main'),\n    }\n}\n",
  'shop/views.py':
    "from django.core.cache import cache\nfrom django.http import HttpResponse\n\ndef show(request):\n    cache.set('seen', 1)\n    return HttpResponse(cache.get('seen'))\n",
};

describe('a repair leaves what runs unharmed', () => {
  test('a list that is wrapped is told with its items', async () => {
    const { needs, edits } = await repairOf('state/rate-limit-per-server', nest);
    assert.deepEqual(edits, []);
    assert.match(needs.join('\n'), /throttlers: \[\n\s+\{\n\s+ttl: 60000,\n\s+limit: 100,/);
  });

  test('a list that an arrow function gives becomes an object, and no block', async () => {
    const module = (nest['src/app.module.ts'] ?? '').replace('forRoot([', 'forRootAsync({ useFactory: async () => [');
    const files = { ...nest, 'src/app.module.ts': module.replace(/\]\),\n {2}\],/, '] }),\n  ],') };
    const { needs } = await repairOf('state/rate-limit-per-server', files);
    assert.match(needs.join('\n'), /=> \(\{ throttlers: \[[\s\S]*\], storage: .*\}\) \}\)/);
  });

  test('a signal that never reaches the program is part of the repair', async () => {
    const plain = await repairOf('deploy/ungraceful-stop', {
      ...express,
      Dockerfile: dockerfile('["node", "server.js"]'),
    });
    assert.equal(plain.safety, 'safe');
    for (const command of ['["npm", "start"]', 'sh entrypoint.sh', '["./entrypoint.sh"]']) {
      const files = { ...express, Dockerfile: dockerfile(command) };
      const { safety, needs } = await repairOf('deploy/ungraceful-stop', files, 'Finish requests when SIGTERM arrives');
      assert.equal(safety, 'unsafe', command);
      assert.match(needs.join('\n'), /start Node\.js itself/);
    }
  });

  test('a route behind code that runs before every route', async () => {
    assert.equal((await repairOf('health/no-health-check', next)).safety, 'safe');
    const before = await repairOf('health/no-health-check', {
      ...next,
      'src/middleware.ts': 'export function middleware() {}\n',
    });
    assert.equal(before.safety, 'unsafe');
    assert.match(before.needs.join('\n'), /src\/middleware\.ts, which runs before every route/);
  });

  test('no server is named that nobody has', async () => {
    const { edits, cannot } = await repairOf('database/file-on-one-server', sqlite);
    assert.deepEqual(edits, []);
    assert.match(cannot ?? '', /no PostgreSQL/);
  });

  test('a file that people copy is no environment', async () => {
    const files = {
      ...sqlite,
      '.env.example': 'APP_NAME=Shop\nDB_CONNECTION=mysql\nDB_HOST=db.internal\nLOG_CHANNEL=single\n',
    };
    const { needs } = await repairOf('logs/file-only', files);
    assert.match(needs.join('\n'), /\.env\.example is a file to be copied: set LOG_CHANNEL as well/);
    assert.match(needs.join('\n'), /catch_workers_output/);
  });

  test('an extension is built where the image has a compiler, and not where it is there', async () => {
    const needs = async (image: string) => (await repairOf('sessions/per-server-store', { ...php, Dockerfile: `${image}\nCOPY . /var/www/html\n` })).needs.join('\n'); // biome-ignore format: one call
    assert.match(await needs('FROM php:8.3-apache'), /RUN pecl install redis && docker-php-ext-enable redis/);
    assert.match(await needs('FROM php:8.3-fpm-alpine'), /\$PHPIZE_DEPS && pecl install redis/);
    assert.doesNotMatch(
      await needs('FROM php:8.3-apache\nRUN pecl install redis && docker-php-ext-enable redis'),
      /RUN /,
    );
  });

  test('the client of Redis is the one that the app has', async () => {
    const { needs } = await repairOf('scheduler/unguarded-task', cron);
    assert.match(needs.join('\n'), /'PX', 3_600_000, 'NX'/);
    assert.doesNotMatch(needs.join('\n'), /install|NX: true/i);
  });

  test('a setting that a library overrules is not written', async () => {
    assert.equal((await repairOf('logs/file-only', rails)).safety, 'safe');
    const lock = `${rails['Gemfile.lock']}    logging-rails (0.6.0)\n`;
    const other = await repairOf('logs/file-only', {
      ...rails,
      Gemfile: `${rails.Gemfile}gem 'logging-rails'\n`,
      'Gemfile.lock': lock,
    });
    assert.equal(other.safety, 'manual');
    assert.match(other.needs.join('\n'), /logging-rails decides/);
  });

  test('the variable of a field of settings has the prefix of its class, and is not guessed where another class holds it', async () => {
    const files = {
      'requirements.txt': 'fastapi==0.115\npydantic-settings==2.9\n',
      'app/__init__.py': '',
      'app/settings.py':
        'import secrets\n\nfrom pydantic_settings import BaseSettings, SettingsConfigDict\n\n\nclass Keys(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="SHOP_")\n    SECRET_KEY: str = secrets.token_urlsafe(32)\n\n\nsettings = Keys()\n',
      'app/main.py':
        'from fastapi import FastAPI\n\nfrom app.settings import settings\n\napp = FastAPI()\nkey = settings.SECRET_KEY\n',
    };
    const own = await repairOf('secrets/differs-per-server', files);
    assert.match(own.needs.join('\n'), /SHOP_SECRET_KEY/);
    const held = await repairOf('secrets/differs-per-server', {
      ...files,
      'app/whole.py':
        'from pydantic_settings import BaseSettings, SettingsConfigDict\nfrom app.settings import Keys\n\nclass Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="APP_", env_nested_delimiter="__")\n    keys: Keys = Keys()\n',
    });
    assert.equal(held.safety, 'manual');
    assert.doesNotMatch(held.needs.join('\n'), /[A-Z]+_SECRET_KEY/);
  });

  test('proxies that a variable names are named there', async () => {
    const files = {
      'composer.json': '{ "require": { "laravel/framework": "^12.0" } }',
      'routes/web.php': "<?php\nRoute::get('/', fn () => 'a');\n",
      'config/trustedproxy.php':
        "<?php\nreturn ['proxies' => in_array(env('TRUSTED_PROXIES', []), ['*', '**']) ? env('TRUSTED_PROXIES') : explode(',', env('TRUSTED_PROXIES') ?? '')];\n",
    };
    assert.equal(
      (await repairOf('proxy/forwarded-headers-ignored', files)).title,
      'Set TRUSTED_PROXIES to the addresses of the balancer',
    );
  });

  test('a backend that the environment chooses stays in the environment', async () => {
    const { title, safety, needs } = await repairOf('cache/per-server-store', django);
    assert.equal(title, 'Set CACHE_BACKEND to a backend that all servers share');
    assert.equal(safety, 'manual');
    assert.match(
      needs.join('\n'),
      /CACHE_BACKEND=django\.core\.cache\.backends\.redis\.RedisCache, and CACHE_LOCATION/,
    );
  });
});

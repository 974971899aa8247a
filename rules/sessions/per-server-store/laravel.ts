import { examples } from 'ha-ready/rule';

const tokens =
  "<?php\n\nreturn [\n    'defaults' => ['guard' => 'api'],\n    'guards' => [\n        'web' => ['driver' => 'session', 'provider' => 'users'],\n        'api' => ['driver' => 'jwt', 'provider' => 'users'],\n    ],\n];\n";

const byArgument =
  '#!/bin/bash\nTARGET=.env\nTEMPLATE=.env.example\nfor arg in "$@"; do\n  if [ "$arg" == "--stack" ]; then\n    TEMPLATE=.env.stack\n  fi\ndone\nif [ ! -f "$TARGET" ]; then\n  cp "$TEMPLATE" "$TARGET"\nfi\n';

const byBranch = '#!/bin/sh\nif [ "$1" = stack ]; then\n  cp .env.stack .env\nelse\n  cp .env.example .env\nfi\n';

export default examples([
  {
    on: 'laravel-10',
    about: 'a Redis that is looked for on this machine is looked for by name',
    bad: { '.env.example': 'DB_CONNECTION=mysql\nDB_HOST=db.internal\n«SESSION_DRIVER=file»\nREDIS_HOST=127.0.0.1\n' },
    fixed: { '.env.example': 'DB_CONNECTION=mysql\nDB_HOST=db.internal\nSESSION_DRIVER=redis\nREDIS_HOST=redis\n' },
  },
  {
    on: 'laravel-10',
    about: 'without an env file the fallback of the config file is changed',
    bad: {
      'database/migrations/2023_05_01_000000_create_sessions_table.php':
        '<?php\n\nreturn new class extends Migration {};\n',
      '.env.example': null,
      'config/session.php': "<?php\n\nreturn [\n    'driver' => «env('SESSION_DRIVER', 'file')»,\n];\n",
    },
    fixed: {
      'config/session.php': "<?php\n\nreturn [\n    'driver' => env('SESSION_DRIVER', 'database'),\n];\n",
    },
  },
  {
    on: 'laravel-11',
    about: 'compose hands the env file to the service',
    bad: {
      '.env.example': 'DB_CONNECTION=mysql\nDB_HOST=db\n«SESSION_DRIVER=file»\nREDIS_HOST=cache\n',
      'compose.yaml':
        'services:\n  web:\n    build: .\n    restart: always\n    env_file: [.env]\n    expose: ["8000"]\n',
    },
    fixed: { '.env.example': 'DB_CONNECTION=mysql\nDB_HOST=db\nSESSION_DRIVER=redis\nREDIS_HOST=cache\n' },
  },
  {
    on: 'laravel-11',
    about: 'a set-up step makes .env of another template than the one for developers',
    bad: { '.env.example': '«SESSION_DRIVER=file»\n', '.env.stack': 'SESSION_DRIVER=redis\n' },
    good: {
      '.env.example': 'SESSION_DRIVER=file\n',
      '.env.stack': 'SESSION_DRIVER=redis\n',
      'install.sh': '#!/bin/sh\ninstall -m 600 .env.stack .env\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'which template becomes .env is asked by an argument, which the script that starts the stack gives',
    bad: {
      '.env.example': '«SESSION_DRIVER=file»\n',
      '.env.stack': 'SESSION_DRIVER=redis\n',
      'bin/setup.sh': byArgument,
    },
    good: {
      '.env.example': 'SESSION_DRIVER=file\n',
      '.env.stack': 'SESSION_DRIVER=redis\n',
      'bin/setup.sh': byArgument,
      'bin/start.sh': '#!/bin/sh\nhere=$(dirname "$0")\nsh "$here/setup.sh" --stack\ndocker compose up -d\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'the same, one command of two',
    bad: {
      '.env.example': '«SESSION_DRIVER=file»\n',
      '.env.stack': 'SESSION_DRIVER=redis\n',
      'setup.sh': byBranch,
      'start.sh': '#!/bin/sh\n./setup.sh laptop\n',
    },
    good: {
      '.env.example': 'SESSION_DRIVER=file\n',
      '.env.stack': 'SESSION_DRIVER=redis\n',
      'setup.sh': byBranch,
      'start.sh': '#!/bin/sh\n./setup.sh stack && docker compose up -d\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'users are told by tokens, and the only page is the same for everybody; one form is enough to need sessions',
    bad: {
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\n«SESSION_DRIVER=file»\n',
      'config/auth.php': tokens,
      'routes/web.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::get('/', function () {\n    return view('welcome');\n});\nRoute::post('/subscribe', [SubscriberController::class, 'store']);\n",
    },
    good: {
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nSESSION_DRIVER=file\n',
      'config/auth.php': tokens,
      'routes/web.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::get('/', function () {\n    return view('welcome');\n});\nRoute::get('/terms', fn () => view('terms'))->name('terms');\n",
    },
  },
  {
    on: 'laravel-10',
    about: 'variables of app.json are those of what the Procfile starts; one that is left empty says nothing',
    bad: {
      Procfile: 'web: vendor/bin/heroku-php-apache2 public/\n',
      '.env.example': 'APP_ENV=production\n«SESSION_DRIVER=file»\n',
      'app.json': '{ "env": { "SESSION_DRIVER": { "description": "Where logins are kept", "value": "" } } }\n',
    },
    good: {
      Procfile: 'web: vendor/bin/heroku-php-apache2 public/\n',
      '.env.example': 'APP_ENV=production\nSESSION_DRIVER=file\n',
      'app.json': '{ "env": { "SESSION_DRIVER": { "description": "Where logins are kept", "value": "database" } } }\n',
    },
  },
]);

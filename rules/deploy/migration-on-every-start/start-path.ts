import { examples } from 'ha-ready/rule';

const copied = 'FROM python:3.13-slim\nWORKDIR /app\nCOPY backend /app\nCOPY docker/rootfs /\nENTRYPOINT ["/start"]\n';
const handed =
  'FROM python:3.13-slim\nCOPY docker/start.sh /start.sh\nENTRYPOINT ["/start.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n';
const byFunction = (step: string) => `#!/bin/bash
set -euo pipefail
as_app() {
  if [ "$RUN_AS_ROOT" = "yes" ]; then
    "$@"
    return
  fi
  if command -v gosu >/dev/null; then
    gosu app "$@"
  elif command -v su-exec >/dev/null; then
    su-exec app "$@"
  else
    exit 1
  fi
}
${step}if command -v gosu >/dev/null; then
  exec gosu app "$@"
else
  exit 1
fi
`;
const stages = `FROM python:3.13-slim AS whole
COPY docker/scripts/* /
WORKDIR /srv
FROM scratch AS slim
COPY --from=whole / /
ENTRYPOINT ["/run-app"]
CMD ["gunicorn", "shop.wsgi"]
FROM slim AS dev
ENTRYPOINT ["/bin/sh"]
`;

const before = (kind: string, words: string) => `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: shop
spec:
  template:
    metadata:
      labels:
        app: shop
    spec:
      initContainers:
        - name: prepare
          image: registry.example.com/shop:1.4.0
          command: [${words}]
      containers:
        - name: shop
          image: registry.example.com/shop:1.4.0
          command: ["node", "server.js"]
`;

export default examples([
  {
    on: 'compose-2',
    about:
      'a script without an ending, in a folder that is copied over the root; the function is named by its argument',
    bad: {
      Dockerfile: copied,
      'docker/rootfs/start': `#!/usr/bin/env bash
set -e
start_bin_migration() {
  if «alembic upgrade head»; then
    echo migrated
  fi
}
run_step() {
  STEP=$1
  start_bin_"\${STEP}"
}
run_step migration
exec gunicorn shop.wsgi
`,
    },
    good: {
      Dockerfile: copied,
      'docker/rootfs/start': `#!/usr/bin/env bash
set -e
start_bin_migration() {
  alembic upgrade head
}
run_step() {
  STEP=$1
  start_bin_"\${STEP}"
}
start_bin_web() {
  exec gunicorn shop.wsgi
}
run_step web
`,
    },
  },
  {
    on: 'compose-2',
    about: 'the files of another stage, and a last stage for development',
    bad: {
      Dockerfile: stages,
      'compose.yaml': '',
      'docker/scripts/run-app': '#!/bin/sh\nset -e\n«flask db upgrade»\nexec "$@"\n',
    },
    good: {
      Dockerfile: stages,
      'compose.yaml': '',
      'docker/scripts/run-app': '#!/bin/sh\nset -e\nexec "$@"\n',
      'docker/scripts/upgrade-by-hand': '#!/bin/sh\nset -e\nflask db upgrade\n',
    },
  },
  {
    on: 'compose-2',
    about: 'every script of a folder, one by one; a function that hands its words on',
    bad: {
      Dockerfile: 'FROM php:8.4-fpm\nCOPY docker/root /\nENTRYPOINT ["/docker/entrypoint.sh"]\nCMD ["php-fpm"]\n',
      'docker/root/docker/entrypoint.sh': `#!/bin/bash
: "\${STEPS:="/docker/entrypoint.d/"}"
find "\${STEPS}" -type f -print | sort -V | while read -r file; do
  case "\${file}" in
    *.sh) "\${file}" ;;
  esac
done
exec "$@"
`,
      'docker/root/docker/entrypoint.d/11-set-up.sh': `#!/bin/bash
source "/docker/steps.sh"
only-once "first" as-app «php artisan migrate --force»
`,
      'docker/root/docker/steps.sh': `as-app() {
  su www-data -s /bin/sh -c "$*"
}
only-once() {
  shift
  [ -f /app/once ] || "$@"
  touch /app/once
}
`,
    },
  },
  {
    on: 'compose-2',
    about: 'a script is copied to a folder that the environment of the stage before names',
    bad: {
      Dockerfile:
        'FROM python:3.13 AS base\nENV HOME_OF_APP=/app\n\nFROM base AS web\nWORKDIR $HOME_OF_APP\nCOPY . .\nCOPY ops/begin.sh $HOME_OF_APP/run.sh\nENTRYPOINT ["/app/run.sh"]\n',
      'ops/begin.sh': '#!/bin/sh\n«python manage.py migrate»\nexec gunicorn shop.wsgi\n',
    },
    good: {
      Dockerfile:
        'FROM python:3.13 AS base\nENV HOME_OF_APP=/app\n\nFROM base AS web\nWORKDIR $HOME_OF_APP\nCOPY . .\nCOPY ops/begin.sh $HOME_OF_APP/run.sh\nENTRYPOINT ["/app/run.sh"]\n',
      'ops/begin.sh': '#!/bin/sh\nexec gunicorn shop.wsgi\n',
    },
  },
  {
    on: 'compose-2',
    about: 'programs that run other programs stand in front of the script',
    bad: {
      Dockerfile:
        'FROM ruby:3.4\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["tini", "--"]\nCMD ["bundle", "exec", "bin/start-app"]\n',
      'bin/start-app':
        '#!/bin/bash -e\n«./bin/rails db:migrate»\n«bundle exec rake data:migrate»\nexec bundle exec puma\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a step of the folder that the base image runs',
    bad: {
      Dockerfile:
        'FROM serversideup/php:8.4-fpm-nginx\nCOPY docker/entrypoint.d /etc/entrypoint.d\nCOPY . /var/www/html\n',
      'docker/entrypoint.d/20-schema.sh': '#!/bin/sh\n«php bin/console doctrine:migrations:migrate -n»\n',
    },
    good: {
      Dockerfile:
        'FROM serversideup/php:8.4-fpm-nginx\nCOPY docker/entrypoint.d /usr/share/steps\nCOPY . /var/www/html\n',
      'docker/entrypoint.d/20-schema.sh': '#!/bin/sh\nphp bin/console doctrine:migrations:migrate -n\n',
    },
  },
  {
    on: 'compose-2',
    about: "arguments that the script puts in front, and the app's own command line in an image of others",
    bad: {
      'compose.yaml': `services:
  shop:
    image: registry.example.com/shop:3
    restart: always
    ports: ['8000:8000']
    command: sh -c "sleep 10 && /entrypoint.sh db createdb && «/entrypoint.sh db migrate» && /entrypoint.sh run"
`,
    },
  },
  {
    on: 'compose-2',
    about: 'a way out of the script that is taken as shipped; one that nobody can tell; one that is not taken',
    good: {
      'docker-entrypoint.sh':
        '#!/bin/sh\nif [ -z "$MIGRATE" ]; then\n  exec "$@"\nfi\npython manage.py migrate --noinput\nexec "$@"\n',
    },
    unclear: {
      'docker-entrypoint.sh':
        '#!/bin/sh\n. /srv/helpers.sh\n: "${MIGRATE:=0}"\nif is-off "$MIGRATE"; then\n  exit 0\nfi\npython manage.py migrate --noinput\n',
    },
    bad: {
      'docker-entrypoint.sh':
        '#!/bin/sh\n. /srv/helpers.sh\n: "${MIGRATE:=1}"\nif is-off "$MIGRATE"; then\n  exit 0\nfi\n«python manage.py migrate --noinput»\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a file that is taken in and not seen may set the switch',
    unclear: {
      'docker-entrypoint.sh':
        '#!/bin/sh\n. /tmp/settings\nif [ "$MIGRATE" = "yes" ]; then\n  python manage.py migrate --noinput\nfi\nexec "$@"\n',
    },
    bad: {
      'docker-entrypoint.sh':
        '#!/bin/sh\n. /tmp/settings\nif [ -z "$KEEP_SCHEMA" ]; then\n  «python manage.py migrate --noinput»\nfi\nexec "$@"\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a release of Elixir migrates by a line of its own code; a tool of PHP only makes a migration',
    bad: {
      'docker-entrypoint.sh': '#!/bin/sh\nset -e\n«/app/bin/shop eval Shop.Release.migrate»\nexec "$@"\n',
    },
    good: {
      'docker-entrypoint.sh': '#!/bin/sh\nset -e\nphp yii migrate/create nothing\nexec "$@"\n',
    },
  },
  {
    on: 'compose-2',
    about: 'consoles of PHP frameworks, and tools of Python and .NET',
    bad: {
      'docker-entrypoint.sh':
        '#!/bin/sh\nset -e\n«php yii migrate --interactive=0»\n«drush updb -y»\n«aerich upgrade»\n«dotnet ef database update»\nexec "$@"\n',
    },
    good: {
      'docker-entrypoint.sh': '#!/bin/sh\nset -e\ndrush status\naerich history\ndotnet ef migrations list\nexec "$@"\n',
    },
  },
  {
    on: 'compose-2',
    about:
      'a function runs what it is handed, as a user; the place is the call, and a way out that fails is not what stays',
    bad: {
      Dockerfile: handed,
      'docker/start.sh': byFunction('«as_app alembic upgrade head»\n'),
    },
    good: { Dockerfile: handed, 'docker/start.sh': byFunction('as_app alembic current\n') },
  },
  {
    on: 'compose-2',
    about: 'lists of commands in the words of the image, run by a program that is handed them',
    bad: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY . .\nCMD ["monofy", "shop-check", "&&", «"shop-manage", "migrate"», "&&", "gunicorn", "shop.wsgi", "|||", "shop-worker"]\n',
      'compose.yaml': '',
    },
    good: {
      Dockerfile:
        'FROM python:3.13-slim\nCOPY . .\nCMD ["monofy", "shop-check", "&&", "gunicorn", "shop.wsgi", "|||", "shop-worker"]\n',
      'compose.yaml': '',
    },
  },
  {
    on: 'kubernetes-1',
    about: 'a container that migrates before the app in every copy of the pod; a job that does it once',
    bad: { 'k8s/web.yaml': before('Deployment', '«"npx", "prisma", "migrate", "deploy"»') },
    good: { 'k8s/migrate.yaml': before('Job', '"npx", "prisma", "migrate", "deploy"') },
  },
  {
    on: 'node-22',
    about: 'the platform says what is started in place of what the image would start',
    bad: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD ["node", "server.js"]\n',
      'railway.json': '{ "deploy": { "startCommand": "«npx knex migrate:latest» && node server.js" } }\n',
    },
    good: {
      Dockerfile: 'FROM node:22-slim\nCOPY . .\nCMD npx knex migrate:latest && node server.js\n',
      'railway.json':
        '{ "deploy": { "preDeployCommand": "npx knex migrate:latest", "startCommand": "node server.js" } }\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a way out for whoever has given no key: who serves has given one',
    bad: {
      'docker-entrypoint.sh':
        '#!/bin/sh\nif [ -z "$APP_SECRET" -a -z "$APP_SECRET_FILE" ]\nthen\n  echo "give it a key"\n  exit\nfi\n«python manage.py migrate --noinput»\nexec "$@"\n',
    },
    good: {
      'docker-entrypoint.sh':
        '#!/bin/sh\nif [ "$1" = "gunicorn" ]\nthen\n  exec "$@"\n  exit\nfi\npython manage.py migrate --noinput\nexec "$@"\n',
    },
  },
  {
    on: 'compose-2',
    about: 'what is started when it is given no words, and what when it is given some',
    bad: {
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./docker-entrypoint.sh"]\n',
      'docker-entrypoint.sh':
        '#!/bin/bash\nif [[ "$#" -gt 0 ]]; then\n  exec "$@"\nfi\n«python manage.py migrate --noinput»\nexec gunicorn shop.wsgi\n',
    },
    good: {
      'docker-entrypoint.sh':
        '#!/bin/bash\nif (( $# > 0 )); then\n  exec "$@"\nfi\npython manage.py migrate --noinput\nexec gunicorn shop.wsgi\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a script that the build puts in its place by a command',
    bad: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN set -e && \\\n    pip install -r requirements.txt && \\\n    cp ./deploy/start.sh ./ && \\\n    rm -rf deploy\nENTRYPOINT ["/app/start.sh"]\n',
      'deploy/start.sh': '#!/bin/sh\n«python manage.py migrate --noinput»\nexec gunicorn shop.wsgi\n',
    },
    good: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN install -m 0755 deploy/start.sh /usr/local/bin/start\nCMD ["start"]\n',
      'deploy/start.sh': '#!/bin/sh\nexec gunicorn shop.wsgi\n',
    },
  },
  {
    on: 'compose-2',
    about: 'tools with a version behind their name, by scripts that call each other',
    bad: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 3000\nCMD ["sh", "-c", "nginx && pnpm run serve"]\n',
      'compose.yaml': '',
      'package.json':
        '{\n  "scripts": {\n    "serve": "pnpm run serve-all",\n    "serve-all": "pm2 delete all || true && pnpm run schema && pm2 start server.js && pm2 logs",\n    «"schema": "pnpm dlx prisma@6.5.0 db push --accept-data-loss"»\n  }\n}\n',
    },
    good: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 3000\nCMD ["sh", "-c", "nginx && pnpm run serve"]\n',
      'compose.yaml': '',
      'package.json':
        '{\n  "scripts": {\n    "serve": "pnpm run serve-all",\n    "serve-all": "pm2 delete all || true && pnpm run schema && pm2 start server.js && pm2 logs",\n    "schema": "pnpm dlx prisma@6.5.0 generate"\n  }\n}\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a program that is built elsewhere and named for nothing else; one that asks what is open',
    bad: {
      Dockerfile: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 3000\nCMD ["sh", "run.sh"]\n',
      'compose.yaml': '',
      'run.sh':
        '#!/bin/sh\nif [ "$MIGRATIONS_OFF" != "true" ]; then\n  «node ./db/$DB_DIALECT/migrate.cjs ./db/$DB_DIALECT»\nfi\nexec node server.js\n',
    },
    good: {
      Dockerfile: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 3000\nCMD ["sh", "run.sh"]\n',
      'compose.yaml': '',
      'run.sh': '#!/bin/sh\nnode ./db/migrate.cjs status\nexec node server.js\n',
    },
  },
  {
    on: 'compose-2',
    about: 'a command line of an installed package that says in one word that it migrates and serves',
    bad: {
      Dockerfile:
        'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 8000\nENTRYPOINT ["shop"]\nCMD [«"migrate-and-serve"»]\n',
      'compose.yaml': '',
    },
    good: {
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 8000\nENTRYPOINT ["shop"]\nCMD ["serve"]\n',
      'compose.yaml': '',
    },
  },
  {
    on: 'php-8',
    about: 'a script that is called by its path, and runs by its first line',
    bad: {
      Dockerfile: 'FROM php:8.3-apache\nCOPY . /var/www\nWORKDIR /var/www\nCMD ["/var/www/start.sh"]\n',
      'start.sh': '#!/bin/sh\ncd /var/www\n«./bin/setup.php»\nexec apache2-foreground\n',
      'bin/setup.php':
        "#!/usr/bin/env php\n<?php\n\n$database = new PDO(getenv('DATABASE_DSN'));\n$database->exec('ALTER TABLE orders ADD COLUMN paid INTEGER');\n",
    },
    good: {
      Dockerfile: 'FROM php:8.3-apache\nCOPY . /var/www\nWORKDIR /var/www\nCMD ["/var/www/start.sh"]\n',
      'start.sh': '#!/bin/sh\ncd /var/www\n./bin/ready.php\nexec apache2-foreground\n',
      'bin/ready.php':
        "#!/usr/bin/env php\n<?php\n\n$database = new PDO(getenv('DATABASE_DSN'));\n$database->query('SELECT 1 FROM orders');\n",
    },
  },
]);

import { type BootStep, hazard, isShared, judge, rule, safe } from 'ha-ready/rule';

const words = {
  'each-start': 'each copy runs it when it starts',
  'each-process': 'each process runs it when it starts',
  request: 'a web request runs it',
  schedule: 'a scheduled job runs it',
  build: 'the build of the image runs it',
} as const;

export default rule({
  severity: 'warning',
  title: 'The database is migrated by every copy that starts',
  why: 'Two copies that start together run the same migration against each other, and old copies meet the new schema in the middle of their work.',
  remedy: {
    any: 'Migrate once per release, before the new copies start: a release step, a one-off job, or under a lock that all servers share.',
    node: 'Run migrations in one step of the deployment (a release phase, a job), not in `start`.',
    flask:
      'Run the migration (`flask db upgrade`, or the command that the app has) once per release, not when an app is made or a container starts.',
  },
  needs: ['bootSteps'],
  *check({ bootSteps }) {
    for (const step of bootSteps) {
      if (step.step !== 'migrate' && step.step !== 'seed') continue;
      const extra = { at: step.at, technology: step.technology, repair: step.repair };
      const guard = sharedGuard(step);
      yield* judge(`whether ${step.label} runs`, step.runs, (runs, because) => {
        if (!runs) return safe(`${step.label} does not run as shipped`, because, extra);
        if (guard)
          return safe(`${step.label} is serialised by ${guard.label}`, [...because, ...guard.backend.because], extra);
        const severity = step.when === 'schedule' ? 'error' : 'warning';
        return hazard(
          `${step.label}: ${words[step.when]}${
            step.locksDatabase
              ? '; its lock in the database lets one at a time, others wait or fail, and old copies meet the new schema'
              : ', and no lock that all servers share was found around it'
          }`,
          because.length > 0 ? because : [{ at: step.at, says: words[step.when] }],
          { ...extra, severity },
        );
      });
    }
  },
  examples: [
    {
      on: 'symfony-7',
      about: 'a command of the console by a shorter name, as it takes them',
      bad: {
        Dockerfile:
          'FROM php:8.3-fpm\nCOPY . /srv/shop\nENTRYPOINT ["sh", "/srv/shop/docker/entrypoint.sh"]\nCMD ["php-fpm"]\n',
        'docker/entrypoint.sh':
          '#!/bin/sh\nset -e\n«php bin/console doctrine:migration:migrate --no-interaction»\nexec "$@"\n',
      },
      good: {
        Dockerfile:
          'FROM php:8.3-fpm\nCOPY . /srv/shop\nENTRYPOINT ["sh", "/srv/shop/docker/entrypoint.sh"]\nCMD ["php-fpm"]\n',
        'docker/entrypoint.sh':
          '#!/bin/sh\nset -e\nphp bin/console doctrine:migrations:status --no-interaction\nexec "$@"\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'a web request that migrates the database that all servers use',
      bad: {
        'app/Http/Controllers/UpdateController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Support\\Facades\\Artisan;\n\nclass UpdateController\n{\n    public function update(): void\n    {\n        «Artisan::call('migrate', ['--force' => true])»;\n    }\n}\n",
      },
      good: {
        'app/Http/Controllers/UpdateController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Support\\Facades\\Artisan;\n\nclass UpdateController\n{\n    public function update(): void\n    {\n        Artisan::call('view:clear');\n    }\n}\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'a set-up wizard is gone through once, before there is a second server',
      good: {
        'app/Http/Controllers/InstallController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Support\\Facades\\Artisan;\n\nclass InstallController\n{\n    public function update(): void\n    {\n        Artisan::call('migrate', ['--force' => true]);\n    }\n}\n",
      },
    },
    {
      on: 'compose-2',
      about: 'in the entry point of the image',
      bad: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
«python manage.py migrate --noinput»
exec "$@"
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a branch that the command of the image does not take',
      good: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
if [ "$1" = "uwsgi" ]; then
  python manage.py migrate --noinput
fi
exec "$@"
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a branch that the command of the image takes',
      bad: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
if [ "$1" = "gunicorn" ]; then
  «python manage.py migrate --noinput»
fi
exec "$@"
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a switch that nothing sets',
      good: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
if [ "$MIGRATE" = "yes" ]; then
  python manage.py migrate --noinput
fi
exec "$@"
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a switch that the deployment sets',
      bad: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
if [ "$MIGRATE" = "yes" ]; then
  «python manage.py migrate --noinput»
fi
exec "$@"
`,
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    environment:
      MIGRATE: 'yes'
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a switch that the host decides',
      unclear: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
if [ "$MIGRATE" = "yes" ]; then
  python manage.py migrate --noinput
fi
exec "$@"
`,
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    environment:
      MIGRATE: \${MIGRATE}
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a function that is called, and a lock of the machine that guards nothing here',
      bad: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
migrate() {
  «flock /app/data/lock alembic upgrade head»
}
migrate
exec "$@"
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a service that migrates once and ends',
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  migrate:
    build: .
    entrypoint: ['flask', 'db', 'upgrade']
`,
      },
    },
    {
      on: 'compose-2',
      about: 'in the command of a service',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    ports: [8000]
    command: sh -c "«rails db:prepare» && exec puma"
`,
      },
    },
    {
      on: 'compose-2',
      about: 'the release phase of a platform',
      good: {
        Procfile: `release: python manage.py migrate
web: gunicorn shop.wsgi
`,
      },
    },
    {
      on: 'kubernetes-1',
      about: 'in a container of every pod',
      bad: {
        'k8s/api.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: api
          image: registry.example.com/api:3
          command: [sh, -c, "«npx prisma migrate deploy» && exec node server.js"]
`,
      },
    },
  ],
});

function sharedGuard(step: BootStep) {
  return step.guards.find(
    ({ kind, backend }) => kind === 'once' && backend.state === 'known' && isShared(backend.value),
  );
}

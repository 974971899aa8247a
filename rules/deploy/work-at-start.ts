import { type BootStep, hazard, judge, rule, type Severity } from 'ha-ready/rule';

const steps: Readonly<Partial<Record<BootStep['step'], { severity: Severity; says: string }>>> = {
  install: {
    severity: 'warning',
    says: 'copies that start on different days run different code, and a start fails when the registry does',
  },
  build: {
    severity: 'warning',
    says: 'each server builds its own assets, whose names may differ from those in the page',
  },
  'fetch-code': { severity: 'warning', says: 'servers run whatever was newest when each of them started' },
  'unpack-code': {
    severity: 'error',
    says: 'each server unpacks its own copy and later keeps it, so a newer image does not reach a volume that is already there',
  },
  'collect-static': { severity: 'note', says: 'each copy writes the same files when it starts' },
  'clear-cache': { severity: 'warning', says: 'each start empties the cache that the other servers are using' },
  'dev-server': {
    severity: 'warning',
    says: "it is made for a developer's machine: it carries little, may reload itself, and ends in the middle of requests",
  },
};

const image = (build: string) =>
  `FROM python:3.13\nWORKDIR /app\nCOPY . /app\n${build}ENTRYPOINT ["/app/docker-entrypoint.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n`;
const collects = (condition: string, command: string) =>
  `#!/bin/sh\nset -e\nif ${condition}; then\n  ${command}\nfi\nexec "$@"\n`;

export default rule({
  severity: 'warning',
  title: 'A copy starts with what belongs into the build, or into development',
  why: 'What the build should have done is done at every start, by every copy, against the copies that are already serving; a server for development serves what only production sees.',
  remedy: {
    any: 'Do it once, when the image is built or when the release is made.',
  },
  needs: ['bootSteps'],
  *check({ bootSteps }) {
    for (const { step, label, technology, repair, at, runs } of bootSteps) {
      const kind = steps[step];
      if (!kind) continue;
      yield* judge(`whether ${label} runs`, runs, (does, because) =>
        does
          ? hazard(
              `${label} at every start: ${kind.says}`,
              because.length > 0 ? because : [{ at, says: 'runs at start' }],
              { at, technology, repair, severity: kind.severity },
            )
          : undefined,
      );
    }
  },
  examples: [
    {
      on: 'compose-2',
      about: 'packages are fetched when a container starts',
      bad: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
«pip install -r requirements.txt»
exec "$@"
`,
      },
    },
    {
      on: 'compose-2',
      about: 'a script named prod that builds before the server starts, and one that is the server',
      bad: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
«npm run prod»
exec "$@"
`,
        'package.json': '{ "private": true, "scripts": { "prod": "mix --production" } }',
      },
      good: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
exec npm run prod
`,
      },
    },
    {
      on: 'compose-2',
      about: 'only where the image has none',
      good: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
if [ ! -d vendor ]; then
  composer install
fi
exec "$@"
`,
      },
    },
    {
      on: 'compose-2',
      about: 'static files are collected where they are missing, which they are not where the build has collected them',
      bad: {
        Dockerfile: image(''),
        'docker-entrypoint.sh': collects(
          '[ ! -d /app/static ] || ! python tools/is_current.py',
          '«python manage.py collectstatic --noinput»',
        ),
      },
      good: {
        Dockerfile: image('RUN python manage.py collectstatic --noinput\n'),
        'docker-entrypoint.sh': collects(
          '[ ! -d /app/static ] || ! python tools/is_current.py',
          'python manage.py collectstatic --noinput',
        ),
      },
    },
    {
      on: 'compose-2',
      about: 'they are collected again wherever the app is not in a test',
      bad: {
        Dockerfile: image('RUN python manage.py collectstatic --noinput\n'),
        'docker-entrypoint.sh': collects('python tools/has_plugins.py', '«python manage.py collectstatic --noinput»'),
      },
    },
    {
      on: 'compose-2',
      about: 'the server of a developer',
      bad: {
        Dockerfile: `FROM python:3.13
COPY . /app
CMD [«"python", "manage.py", "runserver", "0.0.0.0:8000"»]
`,
      },
    },
  ],
});

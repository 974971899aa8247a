import { examples } from 'ha-ready/rule';

const twoStarts =
  'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . /srv\nRUN pip install . && chmod +x docker/entrypoint.sh docker/worker-entrypoint.sh\nEXPOSE 8000\nENTRYPOINT ["./docker/entrypoint.sh"]\n';
const serve = '#!/bin/sh\nset -e\nexec gunicorn shop.web:app "$@"\n';
const guide = (command: string) =>
  `Install on a server\n===================\n\n.. code-block:: shell\n\n    cat > /etc/systemd/system/shop-celery.service <<EOF\n    [Service]\n    ${command}\n    Restart=always\n    EOF\n`;
const arrayOfWords =
  '#!/bin/bash\nARGS=(\n  "--quiet" # no banner\n  "-A" "shop"\n  "worker"\n  "-Q" "$QUEUES"\n)\nif [[ $RUN_BEAT = True ]]; then\n  ARGS+=("--beat")\nfi\n';
const work = (command: string) => `#!/bin/sh\nset -e\n${command}\n`;

export default examples([
  {
    on: 'celery-5',
    about: 'the start script of the web image brings beat up beside the server',
    bad: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nENTRYPOINT ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\n«celery -A shop.worker worker --beat» &\nexec gunicorn shop.web:app\n',
    },
    fixed: { 'start.sh': '#!/bin/sh\ncelery -A shop.worker worker &\nexec gunicorn shop.web:app\n' },
    good: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nENTRYPOINT ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\ncelery -A shop.worker worker &\nexec gunicorn shop.web:app\n',
    },
  },
  {
    on: 'celery-5',
    about: 'a beat of its own',
    bad: {
      Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nENTRYPOINT ["./start.sh"]\n',
      'start.sh': '#!/bin/sh\nset -e\n«celery -A shop.worker beat» &\nexec gunicorn shop.web:app\n',
    },
    fixed: { 'start.sh': '#!/bin/sh\nset -e\nexec gunicorn shop.web:app\n' },
  },
  {
    on: 'celery-5',
    about: 'uWSGI starts beat beside the app',
    bad: {
      'uwsgi.ini':
        '[uwsgi]\nhttp = :8000\nmodule = shop.wsgi\n«attach-daemon = celery -A shop.worker beat»\nattach-daemon = celery -A shop.worker worker\n',
    },
    good: {
      'uwsgi.ini': '[uwsgi]\nhttp = :8000\nmodule = shop.wsgi\nattach-daemon = celery -A shop.worker worker\n',
    },
  },
  {
    on: 'celery-5',
    about: 'a worker that brings beat along; workers, and beat by itself in one copy',
    bad: {
      'compose.yaml':
        'services:\n  tasks:\n    image: example/shop:3\n    restart: always\n    command: «celery --app shop worker -B -c 4»\n',
    },
    good: {
      'compose.yaml':
        'services:\n  tasks:\n    image: example/shop:3\n    restart: always\n    command: celery --app shop worker -c 4\n    deploy: { replicas: 4 }\n  clock:\n    image: example/shop:3\n    restart: always\n    command: celery --app shop beat\n',
    },
    fixed: {
      'compose.yaml':
        'services:\n  tasks:\n    image: example/shop:3\n    restart: always\n    command: celery --app shop worker -c 4\n',
    },
  },
  {
    on: 'celery-5',
    about: 'a further entry point of the image, for its worker',
    bad: {
      Dockerfile: twoStarts,
      'docker/entrypoint.sh': serve,
      'docker/worker-entrypoint.sh': work('«exec celery -A shop worker -B "$@"»'),
    },
    good: {
      Dockerfile: twoStarts,
      'docker/entrypoint.sh': serve,
      'docker/worker-entrypoint.sh': work('exec celery -A shop worker "$@"'),
    },
  },
  {
    on: 'celery-5',
    about: 'several copies of what should be one',
    bad: {
      'compose.yaml':
        'services:\n  clock:\n    image: example/shop:3\n    restart: always\n    command: [«celery, --app, shop, beat»]\n    deploy: { replicas: 2 }\n',
    },
    good: {
      'compose.yaml':
        'services:\n  clock:\n    image: example/shop:3\n    restart: always\n    command: [celery, --app, shop, beat]\n    deploy: { replicas: 1 }\n',
    },
  },
  {
    on: 'celery-5',
    about: 'the worker of a Procfile; one by way of a script',
    bad: { Procfile: 'web: gunicorn shop.web\ntasks: «celery -A shop worker --beat»\n' },
    good: { Procfile: 'web: gunicorn shop.web\ntasks: celery -A shop worker\nclock: celery -A shop beat\n' },
  },
  {
    on: 'celery-5',
    bad: {
      Procfile: 'tasks: ./bin/start-tasks.sh\n',
      'bin/start-tasks.sh': '#!/bin/sh\nrun() {\n  «exec celery -A shop worker --beat»\n}\nrun\n',
    },
    good: {
      Procfile: 'tasks: ./bin/start-tasks.sh\n',
      'bin/start-tasks.sh': '#!/bin/sh\nrun() {\n  exec celery -A shop worker\n}\nrun\n',
    },
  },
  {
    on: 'celery-5',
    about: 'only the guide for production says how workers are started; a unit of the repository speaks for itself',
    bad: {
      'docs/install/production.rst': guide('«ExecStart=/opt/shop/bin/celery -A shop.worker worker -B»'),
    },
    good: {
      'docs/install/production.rst': guide('ExecStart=/opt/shop/bin/celery -A shop.worker worker'),
    },
  },
  {
    on: 'celery-5',
    about: 'a guide beside the unit that is shipped; a page that is no guide',
    good: {
      'docs/install/production.rst': guide('ExecStart=/opt/shop/bin/celery -A shop.worker worker -B'),
      'docs/tuning.rst': guide('ExecStart=/opt/shop/bin/celery -A shop.worker worker -B'),
      'deploy/shop-celery.service': '[Service]\nExecStart=/opt/shop/bin/celery -A shop.worker worker\nRestart=always\n',
    },
  },
  {
    on: 'celery-5',
    about: 'beat is put behind the words of an array, where a variable says so',
    bad: {
      'compose.yaml':
        'services:\n  tasks:\n    build: .\n    restart: always\n    command: ./work.sh\n    environment:\n      RUN_BEAT: "True"\n',
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . /srv\n',
      'work.sh': `${arrayOfWords}«exec celery "\${ARGS[@]}"»\n`,
    },
    good: {
      'compose.yaml':
        'services:\n  tasks:\n    build: .\n    restart: always\n    command: ./work.sh\n    environment:\n      RUN_BEAT: "False"\n',
      Dockerfile: 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . /srv\n',
      'work.sh': `${arrayOfWords}exec celery "\${ARGS[@]}"\n`,
    },
  },
]);

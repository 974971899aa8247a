import { examples } from 'ha-ready/rule';

const image = 'FROM python:3.13-slim\nCOPY . .\nENTRYPOINT ["./start.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n';

export default examples([
  {
    on: 'django-5',
    about: 'Django takes no lock around its migrations; the release runs them already',
    bad: {
      Dockerfile: image,
      'fly.toml': 'app = "shop"\n\n[deploy]\n  release_command = "python manage.py migrate"\n',
      'start.sh': '#!/bin/sh\nset -e\n«python manage.py migrate --noinput»\nexec "$@"\n',
    },
    fixed: { 'start.sh': '#!/bin/sh\nset -e\nexec "$@"\n' },
    good: { Dockerfile: image, 'start.sh': '#!/bin/sh\nset -e\npython manage.py migrate --check\nexec "$@"\n' },
  },
  {
    on: 'django-5',
    about: 'a loop around it is not taken apart',
    bad: {
      Dockerfile: image,
      'start.sh': '#!/bin/sh\nuntil «python manage.py migrate»; do sleep 1; done\nexec "$@"\n',
    },
  },
  {
    on: 'django-5',
    about: 'uWSGI migrates before it loads the app',
    bad: {
      'uwsgi.ini':
        '[uwsgi]\nhttp = :8000\nmodule = shop.wsgi\ndie-on-term = true\n«exec-pre-app = python manage.py migrate --noinput»\n',
    },
    good: {
      'uwsgi.ini':
        '[uwsgi]\nhttp = :8000\nmodule = shop.wsgi\ndie-on-term = true\nexec-pre-app = python manage.py check --deploy\n',
    },
  },
  {
    on: 'django-5',
    about: 'the module that the server loads migrates; a script that somebody runs',
    bad: {
      'shop/wsgi.py':
        'import os\n\nfrom django.core.management import call_command\nfrom django.core.wsgi import get_wsgi_application\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n\napplication = get_wsgi_application()\n«call_command("migrate", "--noinput")»\n',
    },
    good: {
      'release.py':
        'import django\nfrom django.core.management import call_command\n\ndjango.setup()\ncall_command("migrate", "--noinput")\n',
    },
  },
  {
    on: 'django-5',
    about: 'the script of the deploy runs them before it brings the copies up',
    bad: {
      Dockerfile: image,
      'deploy.sh':
        '#!/bin/sh\nset -e\nssh deploy@shop.internal <<END\ndocker compose pull\ndocker compose -f compose.yaml run --rm \\\n  web python manage.py migrate --noinput </dev/null\ndocker compose up -d\nEND\n',
      'start.sh': '#!/bin/sh\nset -e\n«python manage.py migrate --noinput»\nexec "$@"\n',
    },
    fixed: { 'start.sh': '#!/bin/sh\nset -e\nexec "$@"\n' },
  },
]);

import { examples } from 'ha-ready/rule';

const image = 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nCMD ["gunicorn", "shop.wsgi", "--threads", "4"]\n';
const uwsgi = 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nCMD ["uwsgi", "uwsgi.ini"]\n';
const database = (pool: string) =>
  `DATABASES = {\n    "default": {\n        "ENGINE": "django.db.backends.postgresql",\n        "HOST": "db.internal",\n        "OPTIONS": {"pool": ${pool}},\n    }\n}\n`;

export default examples([
  {
    on: 'django-5',
    about: "psycopg's pool in each process",
    bad: { Dockerfile: image, 'gunicorn.conf.py': 'workers = 4\n', 'shop/deployment.py': database('{"max_size": 20}') },
    good: { Dockerfile: image, 'gunicorn.conf.py': 'workers = 4\n', 'shop/deployment.py': database('True') },
  },
  {
    on: 'django-5',
    about: 'processes and threads of uWSGI, by the file that its command names',
    bad: {
      Dockerfile: uwsgi,
      'uwsgi.ini': '[uwsgi]\nmodule = shop.wsgi\ndie-on-term = true\nprocesses = 16\nthreads = 4\n',
      'uwsgi-dev.ini': '[uwsgi]\nmodule = shop.wsgi\ndie-on-term = true\nprocesses = 1\n',
      'shop/deployment.py': database('False'),
    },
    good: {
      Dockerfile: uwsgi,
      'uwsgi.ini': '[uwsgi]\nmodule = shop.wsgi\ndie-on-term = true\nworkers = 16\n',
      'uwsgi-dev.ini': '[uwsgi]\nmodule = shop.wsgi\ndie-on-term = true\nprocesses = 100\n',
      'shop/deployment.py': database('False'),
    },
  },
  {
    on: 'django-5',
    about: 'uWSGI by its command alone; a file of uWSGI that gunicorn does not read',
    bad: {
      Dockerfile: uwsgi.replace('"uwsgi.ini"', '"--module", "shop.wsgi", "-p", "32", "--threads", "2"'),
      'shop/deployment.py': database('False'),
    },
    good: {
      Dockerfile: image,
      'uwsgi.ini': '[uwsgi]\nmodule = shop.wsgi\ndie-on-term = true\nprocesses = 100\n',
      'shop/deployment.py': database('False'),
    },
  },
]);

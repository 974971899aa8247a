import { examples } from 'ha-ready/rule';

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
]);

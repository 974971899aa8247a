import { examples } from 'ha-ready/rule';

const image = 'FROM python:3.13-slim\nCOPY . .\nENTRYPOINT ["./start.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n';

export default examples([
  {
    on: 'django-5',
    about: 'static files are collected by every copy, though the image has them',
    bad: {
      Dockerfile: image.replace('ENTRYPOINT', 'RUN ./manage.py collectstatic --noinput\nENTRYPOINT'),
      'start.sh': '#!/bin/sh\n«python manage.py collectstatic --noinput»\n\nexec "$@"\n',
    },
    fixed: { 'start.sh': '#!/bin/sh\n\nexec "$@"\n' },
    good: {
      Dockerfile: image.replace('ENTRYPOINT', 'RUN python manage.py collectstatic --noinput\nENTRYPOINT'),
      'start.sh': '#!/bin/sh\nexec "$@"\n',
    },
  },
]);

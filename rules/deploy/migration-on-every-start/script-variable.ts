import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'compose-2',
    about: 'the command stands in a variable of the script, which may hold another one',
    bad: {
      'docker-entrypoint.sh':
        '#!/bin/sh\nset -e\nPYTHON=python\nMANAGE="$PYTHON manage.py"\n«$MANAGE migrate --noinput»\nexec "$@"\n',
    },
    good: {
      'docker-entrypoint.sh': '#!/bin/sh\nset -e\nMANAGE="python manage.py"\n${MANAGE} check --deploy\nexec "$@"\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'a variable with a fallback, and one that only the running system knows',
    bad: {
      Dockerfile:
        'FROM php:8.3-fpm\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n',
      'docker/entrypoint.sh':
        '#!/bin/sh\nset -e\nARTISAN="${ARTISAN:-php /app/artisan}"\n«${ARTISAN} migrate --force»\nexec "$@"\n',
    },
    good: {
      Dockerfile:
        'FROM php:8.3-fpm\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n',
      'docker/entrypoint.sh': '#!/bin/sh\nset -e\nTOOL=$(command -v tool)\n$TOOL migrate --force\nexec "$@"\n',
    },
  },
]);

import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'a start script that migrates: the lock that the framework offers is asked for',
    bad: {
      Dockerfile:
        'FROM php:8.3-fpm\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n',
      'docker/entrypoint.sh': '#!/bin/sh\nset -e\n«php artisan migrate --force»\nexec "$@"\n',
    },
    fixed: { 'docker/entrypoint.sh': '#!/bin/sh\nset -e\nphp artisan migrate --isolated --force\nexec "$@"\n' },
  },
]);

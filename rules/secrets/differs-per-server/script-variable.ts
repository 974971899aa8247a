import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'laravel-11',
    about: 'a start script makes the key by a command that stands in a variable',
    bad: {
      Dockerfile:
        'FROM php:8.3-fpm\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n',
      'docker/entrypoint.sh':
        '#!/bin/sh\nset -e\nreadonly ARTISAN="php artisan"\n«${ARTISAN} key:generate --force»\nexec "$@"\n',
    },
    good: {
      Dockerfile:
        'FROM php:8.3-fpm\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n',
      'docker/entrypoint.sh':
        '#!/bin/sh\nset -e\nreadonly ARTISAN="php artisan"\n${ARTISAN} key:generate --show\nexec "$@"\n',
    },
  },
]);

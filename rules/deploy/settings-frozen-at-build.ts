import { hazard, judge, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Settings are frozen when the image is built',
  why: 'The cached configuration holds the environment of the build, which has neither the key nor the hosts: what each server is given at its start is not asked any more.',
  remedy: {
    any: 'Cache the configuration when a container starts, where its environment is known; leave routes and views to the build.',
    laravel: 'Move `php artisan config:cache` (or `optimize`) from the Dockerfile to the start script.',
  },
  needs: ['bootSteps'],
  *check({ bootSteps }) {
    for (const { step, when, label, technology, runs, at, repair } of bootSteps) {
      if (step !== 'config-cache' || when !== 'build') continue;
      yield* judge(`whether ${label} runs`, runs, (does, because) =>
        does
          ? hazard(`${label} freezes the settings of the build: the environment of the servers is ignored`, because, {
              at,
              technology,
              repair,
            })
          : undefined,
      );
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'views and routes may be cached by the build; what is done again at the start counts',
      bad: { Dockerfile: 'FROM php:8.3-fpm\nCOPY . /app\nRUN «php artisan config:cache»\nCMD ["php-fpm"]\n' },
      good: { Dockerfile: 'FROM php:8.3-fpm\nCOPY . /app\nRUN php artisan view:cache\nCMD ["php-fpm"]\n' },
    },
    {
      on: 'laravel-11',
      about: 'optimize freezes too, unless the start script does it again',
      bad: {
        Dockerfile:
          'FROM php:8.3-fpm\nCOPY . /app\nRUN «composer install --no-dev && php artisan optimize»\nCMD ["php-fpm"]\n',
      },
      good: {
        Dockerfile:
          'FROM php:8.3-fpm\nCOPY . /app\nCOPY start.sh /start.sh\nRUN php artisan optimize\nENTRYPOINT ["/start.sh"]\nCMD ["php-fpm"]\n',
        'start.sh': '#!/bin/sh\nset -e\nphp artisan config:cache\nexec "$@"\n',
      },
    },
  ],
});

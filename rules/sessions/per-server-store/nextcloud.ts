import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nextcloud-31',
    about: "sessions of Nextcloud are PHP's own, in files unless an ini file says otherwise",
    bad: { 'php.ini': null },
    good: {},
  },
  {
    on: 'nextcloud-31',
    about: 'the official image moves sessions to Redis only when REDIS_HOST is given',
    bad: {
      'php.ini': null,
      'docker-entrypoint.sh':
        '#!/bin/sh\nif [ -n "${REDIS_HOST:-}" ]; then\n  {\n    «echo \'session.save_handler = redis\'»\n  } > /usr/local/etc/php/conf.d/redis-session.ini\nfi\nrsync -a /usr/src/nextcloud/ /var/www/html/\nexec "$@"\n',
    },
  },
  {
    on: 'nextcloud-image',
    about: 'the official image moves sessions to Redis only when REDIS_HOST is given',
    bad: {
      'compose.yaml':
        'services:\n  nextcloud:\n    image: nextcloud:31\n    environment:\n      POSTGRES_HOST: postgres.internal\n',
    },
    good: {},
  },
]);

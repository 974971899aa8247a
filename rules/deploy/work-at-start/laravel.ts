import { examples } from 'ha-ready/rule';

const image =
  'FROM php:8.3-fpm\nWORKDIR /app\nCOPY . .\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n';
const start = (step: string) => `#!/bin/sh\nset -e\n${step}\nphp artisan config:cache\nexec "$@"\n`;
const byRole = (step: string) => `#!/bin/bash
run() {
  local LINE="$*"
  local ROLE="web"
  case "$LINE" in
    *"artisan queue:work"*)
      ROLE="worker"
      ;;
    *)
      ROLE="web"
      ;;
  esac
  if [ "$ROLE" = "web" ]; then
    ${step}
  fi
  exec "$@"
}
run "$@"
`;
const env = (store: string) => `CACHE_STORE=${store}\nREDIS_HOST=redis.internal\n`;

export default examples([
  {
    on: 'laravel-11',
    about: 'all caches are emptied, that of the application among them, unless it is left out or is nobody else’s',
    bad: {
      '.env.example': env('redis'),
      Dockerfile: image,
      'docker/entrypoint.sh': start('«php artisan optimize:clear»'),
    },
    good: {
      '.env.example': env('redis'),
      Dockerfile: image,
      'docker/entrypoint.sh': start('php artisan optimize:clear --except=cache'),
    },
  },
  {
    on: 'laravel-11',
    about: 'what every server keeps for itself is emptied for itself',
    good: {
      '.env.example': env('file'),
      Dockerfile: image,
      'docker/entrypoint.sh': start('php artisan optimize:clear'),
    },
  },
  {
    on: 'laravel-11',
    about: 'the words that the container is started with decide what it is',
    bad: {
      '.env.example': env('redis'),
      Dockerfile: image,
      'docker/entrypoint.sh': byRole('«php artisan cache:clear»'),
    },
    good: {
      '.env.example': env('redis'),
      Dockerfile: image.replace('["php-fpm"]', '["php", "artisan", "queue:work"]'),
      'docker/entrypoint.sh': byRole('php artisan cache:clear'),
    },
  },
]);

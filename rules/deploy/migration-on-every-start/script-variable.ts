import { examples } from 'ha-ready/rule';

const shop =
  'FROM php:8.3-fpm\nCOPY . /app\nWORKDIR /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n';

/** What the start has written down once decides at the next. */
const noted = (lines: string) => `#!/bin/sh
if [ -f /data/shop.env ]; then
  for NAME in SHOP_KEY SHOP_READY; do
    export "$(grep -m1 "^$NAME=" /data/shop.env)"
  done
else
  echo "SHOP_READY=no" >> /data/shop.env
fi
${lines}
exec "$@"
`;

export default examples([
  {
    on: 'laravel-11',
    about: 'a mark of the installation that the script keeps in a file, and a switch that is off unless it is given',
    bad: {
      Dockerfile: shop,
      'docker/entrypoint.sh': noted(
        'if [ "${SHOP_READY}" = "yes" ]; then\n  if [ "${SKIP_MIGRATIONS:-false}" = "true" ]; then\n    echo skipped\n  else\n    «php artisan migrate --force»\n  fi\nfi',
      ),
    },
    good: {
      Dockerfile: shop,
      'docker/entrypoint.sh': noted('if [ "${MIGRATE:-no}" = "yes" ]; then\n  php artisan migrate --force\nfi'),
    },
  },
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
  {
    on: 'compose-2',
    about: 'a line that takes a script in before it serves; what the script refuses holds for whoever serves',
    bad: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 3000\nENTRYPOINT ["/bin/bash", "-c", ". ./docker/schema.sh && npm run serve"]\n',
      'compose.yaml': '',
      'docker/schema.sh':
        '#!/bin/bash\nif [[ "$DATABASE" == "postgresql" || "$DATABASE" == "mysql" ]]; then\n  export DATABASE_URL\n  «npx prisma migrate deploy»\nelse\n  echo "unknown database $DATABASE"\n  exit 1\nfi\n',
      'package.json': '{ "name": "shop", "scripts": { "serve": "node server.js" } }\n',
    },
    good: {
      Dockerfile:
        'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 3000\nENTRYPOINT ["/bin/bash", "-c", ". ./docker/schema.sh && npm run serve"]\n',
      'compose.yaml': '',
      'docker/schema.sh': '#!/bin/bash\nnpx prisma generate\n',
      'package.json': '{ "name": "shop", "scripts": { "serve": "node server.js" } }\n',
    },
  },
]);

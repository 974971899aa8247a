import { examples } from 'ha-ready/rule';

const update = (rest: string, head = '') => `#!/usr/bin/env bash
set -e
${head}git fetch --tags
git checkout "$(git describe --tags)" --force
composer install --no-dev
${rest}php bin/console cache:clear
`;

export default examples([
  {
    on: 'symfony-7',
    about: 'a script that brings the installation up to date where it lies is run on each server',
    bad: {
      'scripts/update.sh': update('«php bin/console doctrine:migrations:migrate --no-interaction»\n'),
    },
    good: {
      'scripts/update.sh': update(''),
      'scripts/migrate.sh': '#!/bin/sh\nphp bin/console doctrine:migrations:migrate --no-interaction\n',
    },
    unclear: {
      'scripts/update.sh': update(
        'if [ "$(hostname)" = "$FIRST" ]; then\n  php bin/console doctrine:migrations:migrate --no-interaction\nfi\n',
      ),
    },
  },
  {
    on: 'laravel-11',
    about: 'work on another machine or in a container, and the set-up of a checkout',
    good: {
      'scripts/remote.sh': '#!/bin/sh\ngit pull\nssh web@first.internal php artisan migrate --force\n',
      'bin/setup.sh': '#!/bin/sh\ngit pull\nphp artisan migrate\n',
    },
  },
]);

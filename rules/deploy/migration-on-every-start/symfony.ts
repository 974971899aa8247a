import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: "a command of the app itself that runs Doctrine's migrations",
    bad: {
      'docker/entrypoint.sh': '#!/bin/sh\n«bin/console app:setup --no-interaction»\nexec "$@"\n',
      'src/Command/SetupCommand.php':
        "<?php\nnamespace App\\Command;\nuse Symfony\\Component\\Console\\Attribute\\AsCommand;\n#[AsCommand(name: 'app:setup')]\nfinal class SetupCommand { public function run(): void { $this->getApplication()->find('doctrine:migrations:migrate')->run(); } }\n",
    },
    good: {
      'docker/entrypoint.sh': '#!/bin/sh\nbin/console app:warmup\nexec "$@"\n',
    },
  },
  {
    on: 'symfony-7',
    about: 'the command leaves the start script: a job of the release runs it',
    bad: {
      'k8s/migrate.yaml':
        'apiVersion: batch/v1\nkind: Job\nmetadata: { name: migrate }\nspec:\n  template:\n    spec:\n      containers:\n        - { name: migrate, image: shop, command: [php, bin/console, doctrine:migrations:migrate, --no-interaction] }\n',
      Dockerfile:
        'FROM php:8.3-fpm\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n',
      'docker/entrypoint.sh':
        '#!/bin/sh\nset -e\n«php bin/console doctrine:migrations:migrate --no-interaction»\nexec "$@"\n',
    },
    fixed: { 'docker/entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n' },
  },
]);

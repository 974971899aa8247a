import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'symfony-7',
    about: 'a deploy hook that makes the key pair for API tokens in a mount of the instance',
    bad: {
      '.platform.app.yaml':
        'name: app\ntype: php:8.3\nmounts:\n    "config/jwt": { source: local, source_path: jwt }\nhooks:\n    deploy: |\n        bin/console «lexik:jwt:generate-keypair» --skip-if-exists\n',
    },
    good: {
      '.platform.app.yaml':
        'name: app\ntype: php:8.3\nmounts:\n    "config/jwt": { source: service, service: files, source_path: jwt }\nhooks:\n    deploy: |\n        bin/console lexik:jwt:generate-keypair --skip-if-exists\n',
    },
  },
  {
    on: 'symfony-7',
    about: 'a command of the start script makes keys',
    bad: {
      Dockerfile:
        'FROM php:8.3-fpm\nCOPY . /app\nCOPY docker/entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["php-fpm"]\n',
      'docker/entrypoint.sh':
        '#!/bin/sh\nset -e\n«php bin/console lexik:jwt:generate-keypair --skip-if-exists»\nexec "$@"\n',
    },
  },
]);

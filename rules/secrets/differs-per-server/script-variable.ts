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
  {
    on: 'node-22',
    about: 'a key that is made where none is given: the start goes on without one, or ends',
    bad: {
      Dockerfile:
        'FROM node:22\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./docker/entrypoint.sh"]\nCMD ["node", "src/server.js"]\n',
      'docker/entrypoint.sh': '#!/bin/sh\nif [ -z "$JWT_SECRET" ]; then\n  echo "one is made"\nfi\nexec "$@"\n',
      'src/tokens.js':
        "import { randomBytes } from 'node:crypto';\n\nexport const JWT_SECRET = process.env.JWT_SECRET || «randomBytes»(32).toString('hex');\n",
    },
    good: {
      Dockerfile:
        'FROM node:22\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["./docker/entrypoint.sh"]\nCMD ["node", "src/server.js"]\n',
      'docker/entrypoint.sh':
        '#!/bin/sh\nif [ -z "$JWT_SECRET" ]; then\n  echo "JWT_SECRET is needed" >&2\n  exit 1\nfi\nexec "$@"\n',
      'src/tokens.js':
        "import { randomBytes } from 'node:crypto';\n\nexport const JWT_SECRET = process.env.JWT_SECRET || randomBytes(32).toString('hex');\n",
    },
  },
]);

import { hazard, judge, rule, safe } from 'ha-ready/rule';

const says = {
  'random-per-start':
    'is made anew at every start: what one server signs or encrypts, the other refuses, and a restart logs everybody out',
  'random-per-release':
    'is made anew by each upgrade of the chart: old and new copies refuse each other during a deploy, and what the one before has encrypted or opened stays shut',
  'per-server-file':
    'is made on each server and kept in a local file: what one server signs or encrypts, the other refuses',
  'per-installation':
    'is made by the installer and kept in a local file: a server that is installed by itself signs and encrypts with another one',
  'per-machine': 'is made from the name of the machine: what one server signs or encrypts, the other refuses',
} as const;

export default rule({
  severity: 'error',
  title: 'A key that all servers must share differs from server to server',
  why: 'Cookies, tokens and links signed on one server are refused by the other: users are logged out, and signed links and API tokens fail.',
  remedy: {
    any: 'Take the key that a running server keeps, and a new one only where none is in use (what is stored may be encrypted with it); keep it in a secret store, and give it to every server by its environment.',
    helm: 'Take the value that is in use where there is one (`lookup "v1" "Secret" .Release.Namespace <name>`), and make one only where there is none; or let whoever installs the chart give it (`required`).',
    wordpress:
      'Give every server the same eight keys and salts by its environment (WORDPRESS_AUTH_KEY and the others in the official image).',
    symfony:
      'Give the key pair that is in use, or one that is generated once, to every server (a secret store, a variable); never generate it when a server starts.',
    django:
      'Give every server the same SECRET_KEY by its environment (the one in use, where there is one), then read it from there and refuse to start without it.',
    laravel:
      'Give every server the keys that a running one has, and no new ones (what is stored is encrypted with APP_KEY): APP_KEY in the environment, and where Laravel Passport is installed PASSPORT_PRIVATE_KEY and PASSPORT_PUBLIC_KEY too.',
    next: 'Let all servers run one build. Where old and new copies run side by side, give each build the same NEXT_SERVER_ACTIONS_ENCRYPTION_KEY as a secret (a public image would give it away); the secret of sessions comes from the environment, by the name that the app reads (Auth.js: AUTH_SECRET; next-auth 4: NEXTAUTH_SECRET).',
    express:
      'Give every server the same secret by its environment (the one in use, where there is one), then take it from there and refuse to start without it.',
    fastapi:
      'Give every server the same variable, then give the field no default, so that the app does not start without it.',
  },
  needs: ['secrets'],
  *check({ secrets }) {
    for (const { label, technology, repair, origin, presumed, at } of secrets) {
      const extra = { at, technology, repair };
      yield* judge(`where ${label} comes from`, origin, (from, because) => {
        if (from === 'fixed' || from === 'shared-store')
          return safe(`${label} is the same on every server`, because, extra);
        return hazard(`${label} ${says[from]}`, because.length > 0 ? because : [{ at, says: 'is made here' }], {
          ...extra,
          // what it is used for is not seen
          ...(presumed ? { severity: 'warning' as const, confidence: 'medium' as const } : {}),
          ...(/^(random-per-release|per-installation)$/.test(from) ? { severity: 'warning' as const } : {}),
        });
      });
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'OAuth keys made by a page view are files of the server that answered it',
      bad: {
        'app/Http/Controllers/UpdateController.php':
          "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Support\\Facades\\Artisan;\n\nclass UpdateController\n{\n    public function update(): void\n    {\n        «Artisan::call('passport:keys')»;\n    }\n}\n",
      },
      good: {
        'app/Console/Commands/Prepare.php':
          "<?php\n\nnamespace App\\Console\\Commands;\n\nuse Illuminate\\Console\\Command;\nuse Illuminate\\Support\\Facades\\Artisan;\n\nclass Prepare extends Command\n{\n    protected $signature = 'shop:prepare';\n\n    public function handle(): void\n    {\n        Artisan::call('passport:keys');\n    }\n}\n",
      },
    },
    {
      on: 'compose-2',
      about: 'a start script that makes a key where none is given',
      bad: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
if [ -z "$SECRET_KEY" ]; then
  export «SECRET_KEY=$(openssl rand -hex 32)»
fi
exec "$@"
`,
      },
    },
    {
      on: 'compose-2',
      about: 'the deployment gives the key',
      good: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
if [ -z "$SECRET_KEY" ]; then
  export SECRET_KEY=$(openssl rand -hex 32)
fi
exec "$@"
`,
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
    environment:
      SECRET_KEY: kept-outside
`,
      },
    },
    {
      on: 'compose-2',
      about: 'an image that makes its own salts',
      bad: {
        'compose.yaml': `services:
  blog:
    image: «wordpress:6»
    restart: always
`,
      },
      good: {
        'compose.yaml': `services:
  blog:
    image: wordpress:6
    restart: always
    environment:
      WORDPRESS_AUTH_KEY: one
`,
      },
    },
  ],
});

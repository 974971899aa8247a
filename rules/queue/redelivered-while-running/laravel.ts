import { examples } from 'ha-ready/rule';

const onRedis = 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=redis\nREDIS_HOST=redis.internal\n';

const queue = (retryAfter: string) => `<?php

return [
    'default' => env('QUEUE_CONNECTION', 'database'),
    'connections' => [
        'redis' => [
            'driver' => 'redis',
            'connection' => 'default',
            'queue' => 'default',
            'retry_after' => ${retryAfter},
        ],
    ],
];
`;

const job = (name: string, seconds: number) => `<?php

namespace App\\Jobs;

use Illuminate\\Contracts\\Queue\\ShouldQueue;

class ${name} implements ShouldQueue
{
    public $timeout = ${seconds};
}
`;

const horizon = (timeout: string) => `<?php

return [
    'defaults' => [
        'supervisor-1' => ['connection' => 'redis', 'queue' => ['default'], 'timeout' => ${timeout}],
    ],
    'environments' => [
        'production' => ['supervisor-1' => ['maxProcesses' => 10]],
    ],
];
`;

const withHorizon = '{ "require": { "laravel/framework": "^11.0", "laravel/horizon": "^5.24" } }';

/** An environment to work in: the sources are mounted into an image that holds none of them. */
const desk = {
  'compose.yaml':
    "services:\n  shop.test:\n    build: ./docker/php\n    extra_hosts: ['host.docker.internal:host-gateway']\n    ports: ['8000:80']\n    volumes: ['.:/srv/shop']\n",
  'docker/php/Dockerfile':
    'FROM ubuntu:24.04\nWORKDIR /srv/shop\nCOPY supervisord.conf /etc/supervisor/conf.d/supervisord.conf\nEXPOSE 80\nCMD ["supervisord", "-n"]\n',
  'docker/php/supervisord.conf': '[program:php]\ncommand=%(ENV_PHP_COMMAND)s\n',
};

export default examples([
  {
    on: 'laravel-11',
    about:
      'several jobs outlast a wait that nothing sets: told at the longest of them, not at the image of an environment to work in',
    bad: {
      ...desk,
      '.env.example': onRedis,
      'app/Jobs/SendInvoice.php': job('SendInvoice', 120),
      'app/Jobs/SendReport.php': job('SendReport', 300).replace('300', '«300»'),
    },
  },
  {
    on: 'laravel-11',
    about: 'the queue waits longer than the job may take',
    bad: {
      '.env.example': 'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=redis\nREDIS_HOST=redis.internal\n',
      'app/Jobs/SendInvoice.php':
        '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\n\nclass SendInvoice implements ShouldQueue\n{\n    public $timeout = «300»;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
    },
    fixed: {
      '.env.example':
        'DB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=redis\nREDIS_HOST=redis.internal\nREDIS_QUEUE_RETRY_AFTER=330\n',
    },
  },
  {
    on: 'laravel-11',
    about: 'several jobs that run longer than one connection waits: told once, where it waits',
    bad: {
      '.env.example': onRedis,
      'config/queue.php': queue('«90»'),
      'app/Jobs/SendInvoice.php': job('SendInvoice', 120),
      'app/Jobs/ImportOrders.php': job('ImportOrders', 600),
    },
    good: {
      '.env.example': onRedis,
      'config/queue.php': queue('660'),
      'app/Jobs/SendInvoice.php': job('SendInvoice', 120),
      'app/Jobs/ImportOrders.php': job('ImportOrders', 600),
    },
  },
  {
    on: 'laravel-11',
    about: "the timeout of Horizon's supervisor, on the connection that it works off",
    bad: {
      '.env.example': onRedis,
      'composer.json': withHorizon,
      'config/queue.php': queue('90'),
      'config/horizon.php': horizon('«900»'),
    },
    good: {
      '.env.example': onRedis,
      'composer.json': withHorizon,
      'config/queue.php': queue('960'),
      'config/horizon.php': horizon('900'),
    },
  },
  {
    on: 'laravel-11',
    about: 'the timeout of a worker that a start script keeps running',
    bad: {
      '.env.example': onRedis,
      'config/queue.php': queue('90'),
      'docker/entrypoint.sh':
        '#!/bin/sh\nwhile true; do\n  php artisan queue:work \\\n    --tries=3 \\\n    «--timeout=3600»\n  sleep 5\ndone\n',
    },
    good: {
      '.env.example': onRedis,
      'config/queue.php': queue('90'),
      'docker/entrypoint.sh':
        '#!/bin/sh\nwhile true; do\n  php artisan queue:work --tries=3 --timeout=60\n  sleep 5\ndone\n# php artisan queue:work --timeout=3600\n',
    },
  },
]);

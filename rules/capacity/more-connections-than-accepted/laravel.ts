import { examples } from 'ha-ready/rule';

const pool = (children: string) => `[www]\nlisten = 9000\npm = dynamic\npm.max_children = ${children}\n`;
const env = 'APP_KEY=base64:x\nDB_CONNECTION=pgsql\nDB_HOST=db\n';
const compose = `services:
  php:
    image: shop
    restart: always
    expose: [9000]
  worker:
    image: shop
    restart: always
    command: php artisan queue:work
    deploy:
      replicas: 4
`;

export default examples([
  {
    on: 'laravel-11',
    about: 'every process of PHP-FPM holds a connection',
    bad: { '.env.production': env, 'docker/www.conf': pool('60'), 'compose.yaml': compose },
    good: { '.env.production': env, 'docker/www.conf': pool('20'), 'compose.yaml': compose },
    unclear: { '.env.production': env, 'docker/www.conf': pool('${PHP_FPM_CHILDREN}'), 'compose.yaml': compose },
  },
  {
    on: 'laravel-11',
    about: 'a pooler in front has a limit of its own, which is raised for little',
    bad: {
      '.env.production': env,
      'docker/www.conf': pool('60'),
      'pgbouncer.ini': '[pgbouncer]\npool_mode = transaction\nmax_client_conn = 100\n',
    },
    good: {
      '.env.production': env,
      'docker/www.conf': pool('60'),
      'pgbouncer.ini': '[pgbouncer]\npool_mode = transaction\nmax_client_conn = 1000\n',
    },
  },
]);

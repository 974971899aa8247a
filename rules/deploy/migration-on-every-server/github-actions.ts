import { examples } from 'ha-ready/rule';

const job = (matrix: string, step: string) => `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
${matrix}    steps:
      - uses: actions/checkout@v4
${step}`;

const ssh = (host: string, script: string) =>
  `      - uses: appleboy/ssh-action@v1\n        with:\n          host: ${host}\n          script: ${script}\n`;

export default examples([
  {
    on: 'laravel-11',
    about: 'several servers of a matrix, in a list, in a loop',
    bad: {
      '.github/workflows/deploy.yml': job(
        '    strategy:\n      matrix:\n        host: [web1.example.com, web2.example.com]\n',
        ssh('${{ matrix.host }}', '«cd /srv/shop && php artisan migrate --force»'),
      ),
      '.github/workflows/api.yml': job('', ssh('10.0.0.11,10.0.0.12', '«php artisan migrate --force»')),
      '.github/workflows/loop.yml': job(
        '',
        '      - run: «for host in web1 web2; do ssh $host "cd /srv/shop && php artisan migrate --force"; done»\n',
      ),
    },
    good: {
      '.github/workflows/deploy.yml': job('', ssh('web1.example.com', 'php artisan migrate --force')),
      '.github/workflows/locked.yml': job('', ssh('10.0.0.11,10.0.0.12', 'php artisan migrate --force --isolated')),
      '.github/workflows/test.yml': job('', '      - run: php artisan migrate --force\n'),
    },
  },
]);

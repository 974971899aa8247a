import { hazard, judge, rule, safe } from 'ha-ready/rule';

const sidekiq = (version: string, command: string) => ({
  'Gemfile.lock': `GEM\n  remote: https://rubygems.org/\n  specs:\n    sidekiq (${version})\n\nDEPENDENCIES\n  sidekiq\n`,
  'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  worker:
    build: .
    restart: always
    command: ${command}
`,
});

export default rule({
  severity: 'warning',
  title: 'A worker is killed before its job can end',
  why: 'With every deploy and restart, jobs that run longer than the stop may take are cut in the middle: a queue that waits for an answer hands them out again, half done as they are, and one that has forgotten them loses them.',
  remedy: {
    any: 'Give the worker longer to stop than its longest job may run.',
    supervisor:
      'Set `stopwaitsecs` above the `--timeout` of the worker (and keep that below `retry_after`), and let the container wait as long (`stop_grace_period`).',
    systemd: 'Set `TimeoutStopSec` above the `--timeout` of the worker.',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, longestJobSeconds, stopGraceSeconds, repairs } of processes) {
      if (longestJobSeconds?.state !== 'known' || !stopGraceSeconds) continue;
      const longest = longestJobSeconds.value;
      yield* judge(`how long ${name} may take to stop`, stopGraceSeconds, (grace, because) => {
        const evidence = [...longestJobSeconds.because, ...because];
        return grace >= longest
          ? safe(`${name} has ${grace} s to stop, its jobs ${longest} s`, evidence, { technology })
          : hazard(`${name} is killed ${grace} s after the signal to stop, a job may run ${longest} s`, evidence, {
              technology,
              repair: repairs?.stopGraceSeconds,
            });
      });
    }
  },
  examples: [
    {
      on: 'supervisor-4',
      about: 'ten seconds are the default, a job of Laravel may run a minute',
      bad: {
        'supervisord.conf':
          '[program:queue]\ncommand=«php artisan queue:work»\nautorestart=true\n\n[program:imports]\ncommand=php artisan queue:work --timeout=600\n«stopwaitsecs=60»\nautorestart=true\n',
      },
      good: {
        'supervisord.conf':
          '[program:queue]\ncommand=php artisan queue:work --timeout=600\nstopwaitsecs=660\nautorestart=true\n\n[program:web]\ncommand=nginx\n',
      },
    },
    {
      on: 'systemd-252',
      about: 'systemd waits 90 s unless told otherwise',
      bad: {
        'worker.service': '[Service]\nExecStart=/usr/bin/php artisan queue:work\nRestart=always\n«TimeoutStopSec=20»\n',
      },
      good: { 'worker.service': '[Service]\nExecStart=/usr/bin/php artisan queue:work\nRestart=always\n' },
    },
    {
      on: 'pm2-6',
      bad: {
        'pm2.json':
          '{"apps": [{"name": "q", "script": "artisan", "args": "queue:work", "interpreter": "php", "kill_timeout": «3000»}]}',
      },
      good: {},
    },
    {
      on: 'compose-2',
      about: 'Sidekiq ends its jobs after 25 s, before 6.0 after 8',
      bad: sidekiq('6.5.12', '«bundle exec sidekiq»'),
      good: sidekiq('5.2.7', 'bundle exec sidekiq'),
    },
    {
      on: 'compose-2',
      about: 'compose kills after ten seconds',
      bad: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  worker:
    build: .
    restart: always
    command: «php artisan queue:work --timeout=60»
`,
      },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  worker:
    build: .
    restart: always
    command: php artisan queue:work --timeout=60
    stop_grace_period: 1m30s
`,
      },
    },
  ],
});

import { hazard, judge, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'A copy that starts resets what the others are using',
  why: 'Starting a second server (or replacing one) clears locks, jobs, tables or flags of the whole installation, or stops its workers, while the other servers are at work.',
  remedy: {
    any: 'Reset only what belongs to this copy, or do it once per release behind a shared lock.',
  },
  needs: ['bootSteps'],
  *check({ bootSteps }) {
    for (const { step, label, technology, repair, at, runs } of bootSteps) {
      if (step !== 'reset-shared-state') continue;
      yield* judge(`whether ${label} runs`, runs, (does, because) =>
        does
          ? hazard(
              `${label}: done by every copy that starts, to what all servers share`,
              because.length > 0 ? because : [{ at, says: 'runs at start' }],
              { at, technology, repair },
            )
          : undefined,
      );
    }
  },
  examples: [
    {
      on: 'compose-2',
      about: 'a start that empties what all servers share',
      bad: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
«redis-cli -h cache flushall»
exec "$@"
`,
      },
      good: {
        'docker-entrypoint.sh': `#!/bin/sh
set -e
rm -rf /tmp/app-*
exec "$@"
`,
      },
    },
    {
      on: 'celery-5',
      about: 'a worker that ends itself after a while tells all workers of the broker to end',
      bad: {
        Procfile: 'tasks: ./bin/work.sh\n',
        'bin/work.sh': '#!/bin/sh\nsleep 3600 && «celery -A shop control shutdown» &\nexec celery -A shop worker\n',
      },
      good: {
        Procfile: 'tasks: ./bin/work.sh\n',
        'bin/work.sh':
          '#!/bin/sh\nsleep 3600 && celery -A shop control -d "celery@$HOSTNAME" shutdown &\nexec celery -A shop worker\n',
      },
    },
    {
      on: 'laravel-11',
      about:
        "a command of the start script that fails what the other copies are at work on; by hand it would be an operator's decision",
      bad: {
        'docker/entrypoint.sh': '#!/bin/sh\nphp artisan shop:boot\nexec "$@"\n',
        'app/Console/Commands/Boot.php':
          "<?php\n\nnamespace App\\Console\\Commands;\n\nuse App\\Models\\Deployment;\nuse Illuminate\\Console\\Command;\n\nclass Boot extends Command\n{\n    protected $signature = 'shop:boot';\n\n    public function handle(): void\n    {\n        «Deployment::where('status', 'running')->update(['status' => 'failed'])»;\n    }\n}\n",
      },
      good: {
        'docker/entrypoint.sh': '#!/bin/sh\n# php artisan shop:boot\nexec "$@"\n',
        'app/Console/Commands/Boot.php':
          "<?php\n\nnamespace App\\Console\\Commands;\n\nuse App\\Models\\Deployment;\nuse Illuminate\\Console\\Command;\n\nclass Boot extends Command\n{\n    protected $signature = 'shop:boot';\n\n    public function handle(): void\n    {\n        Deployment::where('status', 'running')->update(['status' => 'failed']);\n    }\n}\n",
      },
    },
  ],
});

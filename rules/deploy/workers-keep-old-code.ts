import { hazard, judge, rule, safe } from 'ha-ready/rule';

const job = {
  'app/Jobs/SendInvoice.php':
    '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\n\nclass SendInvoice implements ShouldQueue\n{\n    public function handle(): void\n    {\n    }\n}\n',
};

export default rule({
  severity: 'warning',
  title: 'Queue workers go on with the code of before the deployment',
  why: 'A worker holds the code that it was started with: after a deployment it handles new jobs with old code, on each server until somebody restarts it.',
  remedy: {
    any: 'Tell the workers to end after their job once the new code is in place; what supervises them starts them anew.',
  },
  needs: ['rollouts'],
  reads: ['queues'],
  *check({ rollouts, queues }) {
    // Work that is done within the request needs no worker.
    if (!queues.some(({ runs }) => runs === 'broker')) return;
    for (const { label, technology, restartsWorkers, at, repair } of rollouts)
      yield* judge(`whether ${label} restarts the workers`, restartsWorkers, (does, because) =>
        does
          ? safe(`${label} restarts the workers`, because, { technology })
          : hazard(`${label} replaces the code and leaves the queue workers on the old one`, because, {
              at,
              technology,
              repair,
            }),
      );
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'jobs in Redis need workers; jobs within the request need none',
      bad: {
        ...job,
        '.env.production': 'QUEUE_CONNECTION=redis\nREDIS_HOST=10.0.0.21\n',
        'deploy.php': "<?php\nnamespace Deployer;\n«require 'recipe/laravel.php'»;\nhost('web1.example.com');\n",
      },
      good: {
        ...job,
        '.env.production': 'QUEUE_CONNECTION=redis\nREDIS_HOST=10.0.0.21\n',
        'deploy.php':
          "<?php\nnamespace Deployer;\nrequire 'recipe/laravel.php';\nhost('web1.example.com');\nafter('deploy:symlink', 'artisan:queue:restart');\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'a task of its own restarts them through the supervisor',
      bad: {
        ...job,
        '.env.production': 'QUEUE_CONNECTION=database\n',
        'deploy.php':
          "<?php\nnamespace Deployer;\n«require 'recipe/laravel.php'»;\ntask('reload', function () {\n    run('sudo systemctl status php-fpm');\n});\n",
      },
      good: {
        ...job,
        '.env.production': 'QUEUE_CONNECTION=sync\n',
        'deploy.php': "<?php\nnamespace Deployer;\nrequire 'recipe/laravel.php';\nhost('web1.example.com');\n",
      },
    },
  ],
});

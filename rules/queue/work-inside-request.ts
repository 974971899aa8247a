import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Background jobs run inside the web request',
  why: 'The work is done by whichever server took the request and is lost with it: a deploy, a crash or a timeout cuts mails, imports and webhooks short, and nothing retries them.',
  remedy: {
    any: 'Put jobs on a shared queue (Redis, the database, SQS) and run supervised workers.',
    symfony:
      'Route messages to a transport that workers consume (`doctrine://`, `redis://`, `amqp://`) instead of `sync://`.',
    celery:
      'Run supervised workers of Celery on a broker that every server reaches, then leave `task_always_eager` to tests: without a worker the jobs wait for ever.',
  },
  needs: ['queues'],
  *check({ queues }) {
    for (const queue of queues) {
      if (queue.runs !== 'in-request' || queue.backend.state === 'unknown') continue;
      const message = `${queue.label} runs jobs with '${queue.backend.value.technology}', inside the request: they are lost with the server that took it`;
      yield hazard(message, queue.backend.because, { technology: queue.technology, repair: queue.repair });
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'jobs run inline',
      bad: {
        '.env.example': 'REDIS_URL=redis://redis.internal:6379/0\n',
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.active_job.queue_adapter = «:inline»\nend\n',
        'app/models/order.rb':
          'class Order < ApplicationRecord\n  after_create_commit { ReceiptJob.perform_later(self) }\nend\n',
      },
      fixed: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.active_job.queue_adapter = :sidekiq\nend\n',
      },
      good: {
        'app/models/order.rb':
          'class Order < ApplicationRecord\n  after_create_commit { ReceiptJob.perform_later(self) }\nend\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'jobs that the env file leaves to the request',
      bad: {
        'database/migrations/0001_01_01_000002_create_jobs_table.php':
          '<?php\n\nreturn new class extends Migration {};\n',
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\n«QUEUE_CONNECTION=sync»\n',
        'app/Jobs/SendInvoice.php':
          '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\n\nclass SendInvoice implements ShouldQueue\n{\n    use Queueable;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
      },
      fixed: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=database\n',
      },
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=sync\n',
      },
    },
    {
      on: 'laravel-10',
      about: 'QUEUE_DRIVER was the name before 5.7: the config file does not read it and its default is sync',
      bad: {
        '.env.example': 'APP_NAME=Shop\nQUEUE_DRIVER=redis\n',
        'app/Jobs/SendInvoice.php':
          '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\n\nclass SendInvoice implements ShouldQueue\n{\n    use Queueable;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
        'config/queue.php':
          "<?php\n\nreturn [\n    'default' => «env('QUEUE_CONNECTION', 'sync')»,\n    'connections' => ['sync' => ['driver' => 'sync'], 'redis' => ['driver' => 'redis']],\n];\n",
      },
      good: {
        '.env.example': 'APP_NAME=Shop\nQUEUE_DRIVER=redis\n',
        'app/Jobs/SendInvoice.php':
          '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\n\nclass SendInvoice implements ShouldQueue\n{\n    use Queueable;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
        'config/queue.php':
          "<?php\n\nreturn [\n    'default' => env('QUEUE_CONNECTION', env('QUEUE_DRIVER', 'sync')),\n    'connections' => ['sync' => ['driver' => 'sync'], 'redis' => ['driver' => 'redis']],\n];\n",
      },
    },
  ],
});

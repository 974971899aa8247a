import { hazard, judgeStore, rule } from 'ha-ready/rule';

const withOwnRedis = (adapter: string) => ({
  Gemfile: 'gem "rails"\ngem "sidekiq"\n',
  Dockerfile:
    'FROM ruby:3.3\nRUN apt-get update && apt-get install -y redis-server supervisor\nWORKDIR /app\nCOPY . .\nCOPY supervisord.conf /etc/supervisord.conf\nCMD ["supervisord", "-c", "/etc/supervisord.conf"]\n',
  'supervisord.conf':
    '[supervisord]\nnodaemon=true\n\n[program:redis]\ncommand=redis-server --appendonly yes\n\n[program:web]\ncommand=bundle exec puma -C config/puma.rb\n\n[program:worker]\ncommand=bundle exec sidekiq\n',
  'config/environments/production.rb': `Rails.application.configure do\n  config.active_job.queue_adapter = ${adapter}\nend\n`,
  'app/models/order.rb':
    'class Order < ApplicationRecord\n  after_create_commit { ReceiptJob.perform_later(self) }\nend\n',
});

export default rule({
  severity: 'error',
  title: 'Background jobs wait where only one server sees them',
  why: 'Jobs in the memory or in a local file of one server are lost when it stops, and no worker on another server can take them over.',
  remedy: {
    any: 'Put jobs on a shared queue (Redis, the shared database, SQS) that workers on any server read.',
    rails:
      'Set config.active_job.queue_adapter to :sidekiq (on a shared Redis) or, in an app with Active Record, to :good_job or :solid_queue (on a shared database), and run its workers.',
    celery: 'Give Celery a broker that every server reaches (Redis, RabbitMQ, SQS).',
  },
  needs: ['queues'],
  *check({ queues }) {
    for (const queue of queues) {
      if (queue.runs === 'in-request') continue;
      yield* judgeStore(queue, ({ technology, reach }, because) =>
        hazard(
          `${queue.label} keeps jobs in '${technology}' of one ${reach}: they are lost with it and no other server can take them`,
          because,
          {
            technology: queue.technology,
            ...(queue.runs === 'in-process' ? { severity: queue.stakes === 'speed' ? 'note' : 'warning' } : {}),
          },
        ),
      );
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'Active Job without an adapter',
      bad: {
        'config/environments/production.rb': 'Rails.application.configure do\n  config.eager_load = true\nend\n',
        'app/models/order.rb':
          'class Order < ApplicationRecord\n  after_create_commit { ReceiptJob.perform_later(self) }\nend\n',
      },
      good: {
        'app/models/order.rb':
          'class Order < ApplicationRecord\n  after_create_commit { ReceiptJob.perform_later(self) }\nend\n',
      },
    },
    {
      on: 'rails-8',
      about: 'Solid Queue in a SQLite file of its own',
      bad: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.active_job.queue_adapter = :solid_queue\nend\n',
        'app/models/order.rb':
          'class Order < ApplicationRecord\n  after_create_commit { ReceiptJob.perform_later(self) }\nend\n',
        'config/database.yml':
          'production:\n  primary:\n    adapter: postgresql\n    host: db.internal\n  queue:\n    adapter: sqlite3\n    database: «storage/queue.sqlite3»\n',
      },
    },
    {
      on: 'laravel-12',
      about: 'deferred jobs run in the process that answered the request',
      bad: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\n«QUEUE_CONNECTION=deferred»\n',
        'app/Jobs/SendInvoice.php':
          '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\n\nclass SendInvoice implements ShouldQueue\n{\n    use Queueable;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
      },
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=sqs\n',
        'app/Jobs/SendInvoice.php':
          '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\n\nclass SendInvoice implements ShouldQueue\n{\n    use Queueable;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
      },
      unclear: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nQUEUE_CONNECTION=hive\n',
        'app/Jobs/SendInvoice.php':
          '<?php\n\nnamespace App\\Jobs;\n\nuse Illuminate\\Contracts\\Queue\\ShouldQueue;\nuse Illuminate\\Foundation\\Queue\\Queueable;\n\nclass SendInvoice implements ShouldQueue\n{\n    use Queueable;\n\n    public function handle(): void\n    {\n        Mail::to($this->user)->send(new InvoiceMail());\n    }\n}\n',
      },
    },
    {
      on: 'rails-8',
      about: 'Sidekiq on a Redis that the container starts for itself',
      bad: withOwnRedis('«:sidekiq»'),
      good: { ...withOwnRedis(':sidekiq'), '.env.production': 'REDIS_URL=redis://redis.internal:6379/0\n' },
    },
    {
      on: 'rails-8',
      about:
        "jobs that never pass through Active Job wait where their own library keeps them, whatever the adapter's default",
      bad: {
        Gemfile: 'gem "rails"\ngem "sucker_punch"\n',
        'app/jobs/receipt_job.rb':
          'class ReceiptJob\n  include SuckerPunch::Job\n\n  def perform(id)\n    Receipt.find(id).send_out\n  end\nend\n',
        'app/models/order.rb':
          'class Order < ApplicationRecord\n  after_create_commit { «ReceiptJob.perform_async(id)» }\nend\n',
      },
      good: {
        Gemfile: 'gem "rails"\ngem "sidekiq"\n',
        'app/workers/receipt_worker.rb':
          'class ReceiptWorker\n  include Sidekiq::Worker\n\n  def perform(id)\n    Receipt.find(id).send_out\n  end\nend\n',
        'app/models/order.rb':
          'class Order < ApplicationRecord\n  after_create_commit { ReceiptWorker.perform_async(id) }\nend\n',
      },
    },
  ],
});

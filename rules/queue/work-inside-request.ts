import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Background jobs run inside the web request',
  why: 'The work is done by whichever server took the request and is lost with it: a deploy, a crash or a timeout cuts mails, imports and webhooks short, and nothing retries them.',
  remedy: {
    any: 'Put jobs on a shared queue (Redis, the database, SQS) and run supervised workers.',
    symfony:
      'Route messages to a transport that workers consume (`doctrine://`, `redis://`, `amqp://`) instead of `sync://`.',
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
  ],
});

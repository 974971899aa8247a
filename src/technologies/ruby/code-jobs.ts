import type { CodeCatalogue } from '../../program/catalogue.js';

/** Background jobs and schedulers of any Ruby program. */
export const jobs: CodeCatalogue = {
  language: 'ruby',
  through: { 'Sidekiq/{Job,Worker}.set': 'self' },
  effects: [
    {
      on: 'Sidekiq/{Job,Worker}.{perform_async,perform_in,perform_at,perform_bulk}',
      is: 'enqueue',
      body: 'self',
      source: 'sidekiq 8.0, lib/sidekiq/job.rb',
    },
    {
      on: '*.{perform_async,perform_in}',
      is: 'enqueue',
      weak: true,
      body: 'self',
      source: 'sidekiq 8.0, lib/sidekiq/job.rb',
    },
    { on: 'Resque.{enqueue,enqueue_to,enqueue_in,enqueue_at}', is: 'enqueue', source: 'resque 2.7, lib/resque.rb' },
    { on: 'Que/Job.enqueue', is: 'enqueue', body: 'self', source: 'que 2.4, lib/que/job.rb' },
    { on: 'Delayed/Job.enqueue', is: 'enqueue', body: 0, source: 'delayed_job 4.1, lib/delayed/backend/base.rb' },
    { on: '*.delay', is: 'enqueue', weak: true, source: 'delayed_job 4.1, lib/delayed/message_sending.rb' },
    {
      on: 'Shoryuken/Worker.perform_async',
      is: 'enqueue',
      body: 'self',
      source: 'shoryuken 6.2, lib/shoryuken/worker.rb',
    },
    {
      on: '{Queue(),Thread/Queue(),SizedQueue(),Thread/SizedQueue()}.{push,enq}',
      is: 'fill',
      data: 0,
      source: 'Ruby 3.4, thread_sync.c',
    },
    {
      on: '{Queue(),Thread/Queue(),SizedQueue(),Thread/SizedQueue()}.{pop,shift,deq}',
      is: 'drain',
      source: 'Ruby 3.4, thread_sync.c',
    },
    {
      on: 'SuckerPunch/Job.{perform_async,perform_in}',
      is: 'later',
      body: 'self',
      source: 'sucker_punch 3.2, lib/sucker_punch/job.rb',
    },
    {
      on: '{Rufus/Scheduler(),Rufus/Scheduler.singleton(),Rufus/Scheduler.s()}.{every,cron,interval,repeat,schedule_every,schedule_cron}',
      is: 'schedule',
      body: '&',
      source: 'rufus-scheduler 3.9, lib/rufus/scheduler.rb',
    },
    {
      on: '{Rufus/Scheduler(),Rufus/Scheduler.singleton(),Rufus/Scheduler.s()}.{in,at}',
      is: 'schedule',
      body: '&',
      once: true,
      source: 'rufus-scheduler 3.9, lib/rufus/scheduler.rb',
    },
    { on: 'Clockwork.every', is: 'schedule', body: '&', apart: true, source: 'clockwork 3.0, lib/clockwork.rb' },
    { on: 'Bunny().*.publish', is: 'shared', what: 'message', source: 'bunny 2.24, lib/bunny/exchange.rb' },
  ],
  entries: [
    {
      kind: 'job',
      call: '{handle_asynchronously,*.handle_asynchronously}',
      source: 'delayed_job 4.1, lib/delayed/message_sending.rb',
    },
    { kind: 'job', extends: 'Sidekiq/{Job,Worker}', methods: ['perform'], source: 'sidekiq 8.0, lib/sidekiq/job.rb' },
    {
      kind: 'job',
      extends: '{Que/Job,Shoryuken/Worker,SuckerPunch/Job,Hutch/Consumer}',
      methods: ['run', 'perform', 'process'],
      source: 'que 2.4, lib/que/job.rb; shoryuken 6.2, lib/shoryuken/worker.rb; hutch 1.3, lib/hutch/consumer.rb',
    },
  ],
};

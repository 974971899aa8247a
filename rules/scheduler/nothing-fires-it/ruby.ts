import { examples } from 'ha-ready/rule';

const gems = 'gem "rails"\ngem "resque"\ngem "resque-scheduler"\n';
const schedule = (name: string) => `${name}:\n  cron: "0 6 * * *"\n  class: InvoiceJob\n  queue: mail\n`;
const deployment = (more = '') => `services:
  web:
    build: .
    command: bundle exec puma
    ports: ["80:3000"]
  jobs:
    build: .
    command: bundle exec rake resque:work QUEUE=*
${more}`;

export default examples([
  {
    on: 'rails-8',
    about: 'the workers of Resque do not fire the schedule of resque-scheduler',
    bad: { Gemfile: gems, 'config/resque_schedule.yml': schedule('«invoices»'), 'compose.yaml': deployment() },
    good: {
      Gemfile: gems,
      'config/resque_schedule.yml': schedule('invoices'),
      'compose.yaml': deployment('  clock:\n    build: .\n    command: bundle exec rake resque:scheduler\n'),
    },
    unclear: {
      Gemfile: gems,
      'config/resque_schedule.yml': schedule('invoices'),
      'compose.yaml': deployment('  chores:\n    build: .\n    command: bin/background\n'),
    },
  },
  {
    on: 'rails-8',
    about: 'a repository that does not show where its jobs are done',
    unclear: { Gemfile: gems, 'config/resque_schedule.yml': schedule('invoices') },
  },
]);

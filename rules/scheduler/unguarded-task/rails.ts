import { examples } from 'ha-ready/rule';

const gems = 'gem "rails"\ngem "sidekiq-scheduler"\n';

export default examples([
  {
    on: 'rails-8',
    about: 'the schedule of sidekiq-scheduler may stand in config/sidekiq.yml',
    bad: {
      Gemfile: gems,
      'config/sidekiq.yml':
        ':concurrency: 5\n:scheduler:\n  :schedule:\n    «digest»:\n      class: DigestJob\n      every: 1h\n',
    },
    good: {
      Gemfile: gems,
      'config/sidekiq.yml':
        ':concurrency: 5\n:scheduler:\n  :schedule:\n    digest:\n      class: DigestJob\n      cron: "0 * * * *"\n',
    },
  },
  {
    on: 'rails-8',
    about: 'any number of schedulers of Resque elect one in Redis',
    good: {
      Gemfile: 'gem "rails"\ngem "resque-scheduler"\n',
      'config/resque_schedule.yml': 'digest:\n  every: 1h\n  class: DigestJob\n',
      'compose.yaml':
        'services:\n  clock:\n    build: .\n    command: bundle exec rake resque:scheduler\n    deploy:\n      replicas: 2\n',
    },
  },
]);

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
]);

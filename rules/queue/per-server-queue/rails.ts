import { examples } from 'ha-ready/rule';

const job = 'class Order < ApplicationRecord\n  after_create_commit { ReceiptJob.perform_later(self) }\nend\n';

export default examples([
  {
    on: 'rails-8',
    about: 'without an adapter jobs are threads of the web process: one is chosen',
    bad: {
      'config/environments/production.rb':
        '«Rails.application.configure do»\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'app/models/order.rb': job,
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_job.queue_adapter = :sidekiq\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
    },
  },
]);

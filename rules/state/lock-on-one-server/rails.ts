import { examples } from 'ha-ready/rule';

const production = (store: string) =>
  `Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = ${store}\nend\n`;
const job = (call: string) =>
  `class ImportJob < ApplicationJob\n  def perform\n    return unless ${call}\n\n    Product.import\n  end\nend\n`;

export default examples([
  {
    on: 'rails-8',
    about: 'a lock in Rails.cache is as wide as the cache',
    bad: {
      'config/environments/production.rb': production(':memory_store'),
      'app/jobs/import_job.rb': job('«Rails.cache.write("import", 1, unless_exist: true)»'),
    },
    good: {
      'app/jobs/import_job.rb': job('Rails.cache.write("import", 1, unless_exist: true)'),
    },
  },
]);

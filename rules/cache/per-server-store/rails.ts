import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'rails-8',
    about: 'a cache in files becomes Redis',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = «:file_store»\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = :redis_cache_store, { url: ENV.fetch("REDIS_URL") }\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'where no store is chosen the default is files: the choice is added',
    bad: {
      'config/environments/production.rb':
        '«Rails.application.configure do»\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'app/models/price.rb':
        'class Price < ApplicationRecord\n  def self.all_cached\n    Rails.cache.fetch("prices") { all.to_a }\n  end\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.cache_store = :redis_cache_store, { url: ENV.fetch("REDIS_URL") }\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a store that keeps nothing has nothing to share; ERB may fall back to one that does',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = :solid_cache_store\nend\n',
      'config/database.yml':
        'production:\n  primary:\n    adapter: postgresql\n    host: db.internal\n  cache:\n    adapter: <%= ENV["CACHE_ADAPTER"].presence || "sqlite3" %>\n    database: «storage/cache.sqlite3»\n',
    },
    good: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = :null_store\nend\n',
    },
  },
]);

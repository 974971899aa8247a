import { examples } from 'ha-ready/rule';

const throttle = 'Rack::Attack.throttle("login", limit: 5, period: 60) { |request| request.ip }\n';

export default examples([
  {
    on: 'rails-8',
    about: 'a store of its own in memory; the same line as a comment sets nothing',
    bad: {
      '.env.example': 'REDIS_URL=redis://redis.internal:6379/0\n',
      'config/initializers/rack_attack.rb': `«Rack::Attack.cache.store = ActiveSupport::Cache::MemoryStore.new»\n${throttle}`,
    },
    fixed: {
      'config/initializers/rack_attack.rb': `Rack::Attack.cache.store = ActiveSupport::Cache::RedisCacheStore.new(url: ENV["REDIS_URL"])\n${throttle}`,
    },
    good: {
      'config/initializers/rack_attack.rb': `# Rack::Attack.cache.store = ActiveSupport::Cache::MemoryStore.new\n${throttle}`,
    },
  },
  {
    on: 'rails-8',
    about: '`rate_limit` of a controller counts in Rails.cache unless it is given a store',
    bad: {
      'app/controllers/sessions_controller.rb':
        'class SessionsController < ApplicationController\n  «rate_limit to: 5, within: 1.minute, store: ActiveSupport::Cache::MemoryStore.new»\nend\n',
    },
    good: {
      'app/controllers/sessions_controller.rb':
        'class SessionsController < ApplicationController\n  rate_limit to: 5, within: 1.minute, only: :create\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a store by environment: what production takes decides',
    bad: {
      'config/initializers/limits.rb': `if Rails.env.test?\n  Rack::Attack.cache.store = ActiveSupport::Cache::RedisCacheStore.new\nelsif Rails.env.production?\n  «Rack::Attack.cache.store = ActiveSupport::Cache::FileStore.new("tmp/limits")»\nend\n${throttle}`,
    },
    good: {
      'config/initializers/limits.rb': `if Rails.env.test?\n  Rack::Attack.cache.store = ActiveSupport::Cache::MemoryStore.new\nelse\n  Rack::Attack.cache.store = ActiveSupport::Cache::RedisCacheStore.new(url: ENV.fetch("REDIS_URL"))\nend\n${throttle}`,
    },
  },
  {
    on: 'rails-8',
    about: 'a store by environment as a value; what a function gives is not known',
    bad: {
      'config/initializers/limits.rb': `Rack::Attack.cache.store = Rails.env.test? ? Rails.cache : «ActiveSupport::Cache::MemoryStore.new»\n${throttle}`,
    },
    unclear: {
      'config/initializers/limits.rb': `Rack::Attack.cache.store =\n  if Rails.env.test?\n    ActiveSupport::Cache::MemoryStore.new\n  else\n    LimitStore.build\n  end\n${throttle}`,
    },
    good: {
      'config/initializers/limits.rb': `Rack::Attack.cache.store =\n  if Rails.env.test?\n    ActiveSupport::Cache::MemoryStore.new\n  else\n    ActiveSupport::Cache::RedisCacheStore.new\n  end\n${throttle}`,
    },
  },
]);

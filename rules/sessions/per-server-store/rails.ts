import { examples } from 'ha-ready/rule';

const application = (lines: string) =>
  `require_relative "boot"\nrequire "rails"\nrequire "active_record/railtie"\nrequire "action_controller/railtie"\n\nmodule Shop\n  class Application < Rails::Application\n    config.load_defaults 8.0\n${lines}  end\nend\n`;

export default examples([
  {
    on: 'rails-8',
    about: 'sessions in a cache of the process, chosen where the shipped settings name no memcached',
    bad: {
      'config/settings.yml': 'site_name: Shop\n#memcached: cache.internal\n',
      'config/initializers/session_store.rb':
        'if Settings.key?(:memcached)\n  Rails.application.config.session_store :mem_cache_store, memcache_server: Settings.memcached\nelse\n  Rails.application.config.session_store :cache_store, cache: «ActiveSupport::Cache::MemoryStore.new»\nend\n',
    },
    good: {
      'config/settings.yml': 'site_name: Shop\nmemcached: cache.internal\n',
      'config/initializers/session_store.rb':
        'if Settings.key?(:memcached)\n  Rails.application.config.session_store :mem_cache_store, memcache_server: Settings.memcached\nelse\n  Rails.application.config.session_store :cache_store, cache: ActiveSupport::Cache::MemoryStore.new\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'settings of production go over the settings of everywhere',
    bad: {
      'config/settings.yml': 'session_kind: redis_store\n',
      'config/settings/production.yml': 'session_kind: cache_store\n',
      'config/application.rb': application(
        '    config.session_store Settings.session_kind\n    config.cache_store = «:memory_store»\n',
      ),
      'config/environments/production.rb': 'Rails.application.configure do\nend\n',
    },
    good: {
      'config/settings.yml': 'session_kind: redis_store\n',
      'config/application.rb': application(
        '    config.session_store Settings.session_kind\n    config.cache_store = :memory_store\n',
      ),
      'config/environments/production.rb': 'Rails.application.configure do\nend\n',
    },
  },
]);

import { examples } from 'ha-ready/rule';

const sums = (store: string, more: string) => ({
  'app/models/sums.rb': `module Sums\n  STORE = ${store}\n\n  module_function\n\n  def of(address)\n    sum = STORE.fetch(address)\n    return sum if sum\n\n    sum = Digest::MD5.base64digest(Net::HTTP.get(URI(address)))\n    STORE.write(address, sum)\n    sum\n  end\n${more}end\n`,
  'app/controllers/files_controller.rb':
    'class FilesController < ApplicationController\n  def show\n    render plain: Sums.of(params[:address])\n  end\n\n  def destroy\n    Sums.forget(params[:address])\n    head :no_content\n  end\nend\n',
});

export default examples([
  {
    on: 'rails-8',
    about: 'what nothing but a limit of requests is counted in is told of the limit',
    good: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.cache_store = :memory_store\nend\n',
      'app/controllers/tokens_controller.rb':
        'class TokensController < ApplicationController\n  rate_limit to: 5, within: 1.minute, only: :create\n\n  def create\n    head :ok\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'what each copy finds out for itself where it is missing; what one of them drops stays on the others',
    bad: sums('«ActiveSupport::Cache::MemoryStore.new»', '\n  def forget(address)\n    STORE.delete(address)\n  end\n'),
    good: sums('ActiveSupport::Cache::MemoryStore.new', ''),
  },
  {
    on: 'rails-8',
    about: 'a cache in files becomes Redis',
    bad: {
      '.env.example': 'REDIS_URL=redis://redis.internal:6379/0\n',
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = «:file_store»\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = :redis_cache_store, { url: ENV["REDIS_URL"] }\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: "the address comes the way that the app's other clients have it, by what the file has in use already",
    bad: {
      '.env.example': 'REDIS_URL=redis://redis.internal:6379/0\n',
      'config/cable.yml':
        'production:\n  adapter: redis\n  url: <%= Shop::Settings.fetch("REDIS_URL", "redis://localhost:6379/1") %>\n',
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.action_controller.asset_host = Shop::Settings.fetch("ASSET_HOST", nil)\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = «:file_store»\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.action_controller.asset_host = Shop::Settings.fetch("ASSET_HOST", nil)\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = :redis_cache_store, { url: Shop::Settings.fetch("REDIS_URL", "redis://localhost:6379/1") }\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'where no store is chosen the default is files: the choice is added',
    bad: {
      '.env.example': 'REDIS_URL=redis://redis.internal:6379/0\n',
      'config/environments/production.rb':
        '«Rails.application.configure do»\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'app/models/price.rb':
        'class Price < ApplicationRecord\n  def self.all_cached\n    Rails.cache.fetch("prices") { all.to_a }\n  end\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.cache_store = :redis_cache_store, { url: ENV["REDIS_URL"] }\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
    },
  },
  {
    on: 'rails-8',
    about:
      'before 5.2 Rails has no store for Redis: which one to add is a decision, and the settings file is where it is missing',
    bad: {
      Gemfile: 'source "https://rubygems.org"\n\ngem "rails", "~> 4.2"\n',
      'Gemfile.lock':
        'GEM\n  remote: https://rubygems.org/\n  specs:\n    rails (4.2.11)\n\nDEPENDENCIES\n  rails (~> 4.2)\n',
      '.env.example': 'REDIS_URL=redis://redis.internal:6379/0\n',
      'config/environments/production.rb':
        '«Shop::Application.configure do»\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'app/models/price.rb':
        'class Price < ActiveRecord::Base\n  def self.all_cached\n    Rails.cache.fetch("prices") { all.to_a }\n  end\nend\n',
    },
    good: {
      'Gemfile.lock':
        'GEM\n  remote: https://rubygems.org/\n  specs:\n    rails (4.2.11)\n\nDEPENDENCIES\n  rails (~> 4.2)\n',
      'config/environments/production.rb':
        'Shop::Application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = :mem_cache_store, "cache.internal"\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a store that nobody chose matters where something is kept in it, be it a part of a page',
    bad: {
      'config/environments/production.rb':
        '«Rails.application.configure do»\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
      'app/views/orders/show.html.erb': '<h1>Order</h1>\n<% cache @order do %>\n  <%= @order.name %>\n<% end %>\n',
    },
    good: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.action_controller.perform_caching = true\nend\n',
      'app/views/orders/show.html.erb': '<h1>Order</h1>\n<%= @order.cached_name %>\n',
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
  {
    on: 'rails-8',
    about: 'a cache of its own beside that of Rails: by its class, and by a name in the settings of the app',
    bad: {
      'config/application.rb':
        'require "rails/all"\n\nmodule Shop\n  class Application < Rails::Application\n    config.load_defaults 8.0\n    config.cache_store = :redis_cache_store, { url: ENV["REDIS_URL"] }\n    config.x.search_cache = «:memory_store»\n  end\nend\n',
      'config/initializers/settings.rb':
        'module Shop\n  SETTINGS = «ActiveSupport::Cache::FileStore.new(Rails.root.join("tmp/settings"))»\nend\n',
      'app/controllers/search_controller.rb':
        'class SearchController < ActionController::Base\n  def show\n    render json: Results.store.fetch(params[:q]) { Post.search(params[:q]) }\n  end\nend\n',
      'app/models/results.rb':
        'class Results\n  def self.store\n    @store ||= ActiveSupport::Cache.lookup_store(Rails.configuration.x.search_cache)\n  end\nend\n',
    },
    good: {
      'config/application.rb':
        'require "rails/all"\n\nmodule Shop\n  class Application < Rails::Application\n    config.load_defaults 8.0\n    config.cache_store = :redis_cache_store, { url: ENV["REDIS_URL"] }\n    config.x.search_cache = :mem_cache_store\n  end\nend\n',
      'app/controllers/search_controller.rb':
        'class SearchController < ActionController::Base\n  def show\n    render json: Results.store.fetch(params[:q]) { Post.search(params[:q]) }\n  end\nend\n',
      'app/models/results.rb':
        'class Results\n  def self.store\n    @store ||= ActiveSupport::Cache.lookup_store(Rails.configuration.x.search_cache)\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a Redis that the app starts beside itself: each copy has its own, unless an address says otherwise',
    bad: {
      Procfile: 'web: bin/rails server\nredis: redis-server config/redis.conf\n',
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = «:redis_cache_store»\nend\n',
    },
    good: {
      Procfile: 'web: bin/rails server\nredis: redis-server config/redis.conf\n',
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.cache_store = :redis_cache_store, { url: "redis://cache.internal:6379" }\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'pages are kept as files of the server that answered first',
    bad: {
      'app/controllers/pages_controller.rb':
        'class PagesController < ActionController::Base\n  «caches_page :show»\n\n  def update\n    expire_page action: :show\n  end\nend\n',
    },
    good: {
      'app/controllers/pages_controller.rb':
        'class PagesController < ActionController::Base\n  def show\n    expires_in 5.minutes, public: true\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about:
      'an add-on of the platform gives the variable that a condition asks for, under the name that it is given there',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  if ENV["STOCK_SERVERS"].present?\n    config.cache_store = «:mem_cache_store, ENV["STOCK_SERVERS"].split(",")»\n  end\nend\n',
      'app/views/orders/index.html.erb': '<% cache @orders do %><p>...</p><% end %>\n',
    },
    good: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  if ENV["STOCK_SERVERS"].present?\n    config.cache_store = :mem_cache_store, ENV["STOCK_SERVERS"].split(",")\n  end\nend\n',
      'app/views/orders/index.html.erb': '<% cache @orders do %><p>...</p><% end %>\n',
      'app.json':
        '{"name": "shop", "addons": [{"plan": "memcachedcloud:30", "as": "STOCK"}], "buildpacks": [{"url": "heroku/ruby"}]}',
      Procfile: 'web: bundle exec puma\n',
    },
  },
]);

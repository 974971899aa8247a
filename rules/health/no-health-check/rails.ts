import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'rails-8',
    about: 'a resource whose list says how the app is; one that is only written to answers no probe',
    bad: { 'config/routes.rb': 'Rails.application.routes.draw do\n  resources :health, only: [:create]\nend\n' },
    good: {
      'config/routes.rb':
        'Rails.application.routes.draw do\n  resources :health, only: %i[index] do\n    collection { get :old }\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: "the route that Rails' own generator writes is added",
    bad: { 'config/routes.rb': 'Rails.application.routes.draw do\n  root "products#index"\nend\n' },
    fixed: {
      'config/routes.rb':
        'Rails.application.routes.draw do\n  get "up" => "rails/health#show", as: :rails_health_check\n  root "products#index"\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'the route is added, and what would turn probes away from it is taken out of their way',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.force_ssl = true\nend\n',
      'config/routes.rb': 'Rails.application.routes.draw do\n  root "products#index"\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.force_ssl = true\n  config.ssl_options = { redirect: { exclude: ->(request) { request.path == "/up" } } }\nend\n',
      'config/routes.rb':
        'Rails.application.routes.draw do\n  get "up" => "rails/health#show", as: :rails_health_check\n  root "products#index"\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'force_ssl answers a probe by plain http with a redirect, unless its path is excluded',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.force_ssl = true\nend\n',
      'config/routes.rb':
        'Rails.application.routes.draw do\n  «get "up" => "rails/health#show", as: :rails_health_check»\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.force_ssl = true\n  config.ssl_options = { redirect: { exclude: ->(request) { request.path == "/up" } } }\nend\n',
    },
    good: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.force_ssl = Shop.secure?\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'config.hosts refuses a probe by address',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.hosts << "shop.example.com"\nend\n',
      'config/routes.rb':
        'Rails.application.routes.draw do\n  «get "up" => "rails/health#show", as: :rails_health_check»\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.hosts << "shop.example.com"\n  config.host_authorization = { exclude: ->(request) { request.path == "/up" } }\nend\n',
    },
    good: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\n  config.hosts << "shop.example.com"\n  config.host_authorization = { exclude: ->(request) { request.path == "/up" } }\nend\n',
    },
  },
]);

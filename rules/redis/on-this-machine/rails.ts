import { examples } from 'ha-ready/rule';

const lock =
  'GEM\n  remote: https://rubygems.org/\n  specs:\n    pg (1.5.9)\n    puma (6.6.0)\n    rails (8.0.2)\n    sidekiq (8.0.4)\n\nDEPENDENCIES\n  pg (~> 1.5)\n  puma (>= 6.0)\n  rails (~> 8.0.1)\n  sidekiq\n';

export default examples([
  {
    on: 'rails-8',
    about: 'an initializer says where the Redis of Sidekiq is, also as what an add-on of the platform gives',
    bad: {
      'Gemfile.lock': lock,
      'config/initializers/sidekiq.rb':
        'Sidekiq.default_configuration.redis = { url: «"redis://localhost:6379/2"», ssl_params: { verify_mode: 0 } }\n',
    },
    good: {
      'Gemfile.lock': lock,
      'config/initializers/sidekiq.rb':
        'Sidekiq.configure_server do |config|\n  config.redis = { url: ENV["REDIS_URL"] }\nend\n\nSidekiq.configure_client do |config|\n  config.redis = { url: ENV["REDIS_URL"] }\nend\n',
      'app.json': '{"name": "shop", "addons": ["heroku-redis:mini"], "buildpacks": [{"url": "heroku/ruby"}]}',
      Procfile: 'web: bundle exec puma\nworker: bundle exec sidekiq\n',
    },
  },
]);

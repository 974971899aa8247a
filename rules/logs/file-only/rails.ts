import { examples } from 'ha-ready/rule';

const switched =
  'Rails.application.configure do\n  config.logger = Logger.new("log/production.log")\n\n  if ENV["RAILS_LOG_TO_STDOUT"].present?\n    config.logger = Logger.new(STDOUT)\n  end\nend\n';

export default examples([
  {
    on: 'rails-8',
    about: 'a logger that is a file becomes STDOUT',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = «ActiveSupport::Logger.new("log/production.log")»\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new(STDOUT)\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: "a plain Logger of Ruby's, and another one under a condition that does not hold",
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = «Logger.new("log/production.log")»\nend\n',
    },
    good: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = Logger.new(STDOUT)\n\n  if ENV["LOG_TO_STDOUT"].present?\n    logger = ActiveSupport::Logger.new(STDOUT)\n    config.logger = ActiveSupport::TaggedLogging.new(logger)\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'what Puma prints; under a condition the tool does not say',
    bad: { 'config/puma.rb': 'threads 5\n«stdout_redirect "log/puma.log", "log/puma.err.log", true»\n' },
    good: {
      'config/puma.rb':
        'threads 5\nstdout_redirect "/dev/stdout", "/dev/stderr" if ENV["QUIET"]\nif ENV["LOG_TO_FILES"]\n  stdout_redirect "log/puma.log"\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a buildpack says that lines go to the console, where nothing else starts the app',
    bad: {
      'config/environments/production.rb': switched.replace(
        'Logger.new("log/production.log")',
        '«Logger.new("log/production.log")»',
      ),
      'app.json': '{"name": "shop", "buildpacks": [{"url": "heroku/nodejs"}]}',
      Procfile: 'web: bundle exec puma -C config/puma.rb\n',
    },
    good: {
      'config/environments/production.rb': switched,
      'app.json': '{"name": "shop", "buildpacks": [{"url": "heroku/nodejs"}, {"url": "heroku/ruby"}]}',
      Procfile: 'web: bundle exec puma -C config/puma.rb\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a gem that sets the logger to STDOUT, whatever the settings say',
    bad: {
      Gemfile: 'gem "rails"\ngroup :development do\n  gem "rails_stdout_logging"\nend\n',
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = «ActiveSupport::Logger.new("log/production.log")»\nend\n',
    },
    good: {
      Gemfile: 'gem "rails"\ngroup :production do\n  gem "rails_12factor"\nend\n',
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.logger = ActiveSupport::Logger.new("log/production.log")\nend\n',
    },
  },
]);

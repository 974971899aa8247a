import { examples } from 'ha-ready/rule';

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
]);

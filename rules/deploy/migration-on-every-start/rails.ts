import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'rails-8',
    about: 'an initializer, which each process runs, unless a variable says otherwise',
    bad: {
      'config/initializers/schema.rb':
        "Rails.application.config.after_initialize do\n  «ActiveRecord::Tasks::DatabaseTasks.migrate» if ENV['MIGRATES'] != 'no'\nend\n",
    },
    good: {
      'config/initializers/schema.rb':
        "Rails.application.config.after_initialize do\n  ActiveRecord::Tasks::DatabaseTasks.migrate if ENV['MIGRATES'] == 'yes'\nend\n",
      'lib/tasks/schema.rake': 'task :schema do\n  ActiveRecord::Tasks::DatabaseTasks.migrate\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'by a module of lib/',
    bad: {
      'config/initializers/schema.rb': "require 'schema'\n\nRails.application.config.to_prepare { Schema.bring_up }\n",
      'lib/schema.rb':
        'module Schema\n  def self.bring_up\n    «ActiveRecord::Base.connection.migration_context.migrate»\n  end\nend\n',
    },
  },
]);

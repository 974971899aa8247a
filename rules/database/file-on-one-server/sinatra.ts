import { examples } from 'ha-ready/rule';

const app = (line: string) =>
  `require "sinatra/base"\nrequire "sequel"\n\n${line}\n\nclass Shop < Sinatra::Base\n  get("/health") { "ok" }\nend\n`;

export default examples([
  {
    on: 'sinatra-4',
    about: 'a file where the address of a server is not given',
    bad: { 'app.rb': app('DB = Sequel.connect(«ENV.fetch("DATABASE_URL", "sqlite://shop.db")»)') },
    good: { 'app.rb': app('DB = Sequel.connect(ENV.fetch("DATABASE_URL", "postgres://db.internal/shop"))') },
  },
  {
    on: 'sinatra-4',
    about: 'Active Record and SQLite itself',
    bad: {
      'app.rb': app('ActiveRecord::Base.establish_connection(adapter: «"sqlite3"», database: "shop.db")'),
    },
    good: {
      'app.rb': app(
        'ActiveRecord::Base.establish_connection(adapter: "postgresql", host: "db.internal", database: "shop")',
      ),
    },
  },
  {
    on: 'sinatra-4',
    about: 'the address is what a module of the app says',
    bad: {
      'app.rb': app('require_relative "settings"\nDB = Sequel.connect(«Settings.database»)'),
      'settings.rb':
        'module Settings\n  def self.database\n    ENV.fetch("DATABASE_URL", "sqlite://shop.db")\n  end\nend\n',
    },
    good: {
      'app.rb': app('require_relative "settings"\nDB = Sequel.connect(Settings.database)'),
      'settings.rb':
        'module Settings\n  def self.database\n    ENV.fetch("DATABASE_URL", "postgres://db.internal/shop")\n  end\nend\n',
    },
  },
]);

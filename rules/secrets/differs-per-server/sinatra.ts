import { examples } from 'ha-ready/rule';

const app = (...lines: readonly string[]) =>
  `require "sinatra/base"\n\nclass Shop < Sinatra::Base\n${lines.map((line) => `  ${line}\n`).join('')}\n  get("/health") { "ok" }\nend\n`;

export default examples([
  {
    on: 'sinatra-4',
    about: 'sessions without a secret: Sinatra makes one at each start',
    bad: { '.env.example': 'SESSION_SECRET=\n', 'app.rb': app('«enable :sessions»') },
    fixed: { 'app.rb': app('enable :sessions', 'set :session_secret, ENV.fetch("SESSION_SECRET")') },
    good: { 'app.rb': app('enable :sessions', 'set :session_secret, ENV["SESSION_SECRET"]') },
    unclear: { 'app.rb': app('enable :sessions', 'set :session_secret, Keys.session') },
  },
  {
    on: 'sinatra-4',
    about: 'a random value where the variable is not set; the deployment may set it',
    bad: {
      'app.rb': app('enable :sessions', 'set :session_secret, «ENV.fetch("SESSION_SECRET") { SecureRandom.hex(64) }»'),
    },
    good: {
      'app.rb': app('enable :sessions', 'set :session_secret, ENV.fetch("SESSION_SECRET") { SecureRandom.hex(64) }'),
      '.env.production': 'SESSION_SECRET=kept-outside\n',
    },
  },
  {
    on: 'sinatra-4',
    about: 'the cookie of the middleware; a secret for development only does not ship',
    bad: {
      '.env.example': 'SESSION_SECRET=\n',
      'app.rb': app('use Rack::Session::Cookie, secret: «SecureRandom.hex(32)»'),
    },
    fixed: { 'app.rb': app('use Rack::Session::Cookie, secret: ENV.fetch("SESSION_SECRET")') },
    good: {
      'app.rb': app(
        'enable :sessions',
        'configure(:production) { set :session_secret, ENV.fetch("SESSION_SECRET") }',
        'configure(:development) { set :session_secret, SecureRandom.hex(64) }',
      ),
    },
  },
  {
    on: 'sinatra-4',
    about: 'settings in a module of functions, where a block stands in for the variable',
    bad: {
      'app.rb':
        'require "sinatra/base"\nrequire_relative "settings"\n\nmodule Shop\n  class Web < Sinatra::Base\n    enable :sessions\n    set :session_secret, «Settings.secret»\n\n    get("/health") { "ok" }\n  end\nend\n',
      'settings.rb':
        'module Shop\n  module Settings\n    module_function\n\n    def secret\n      ENV.fetch("SESSION_SECRET") { SecureRandom.hex(64) }\n    end\n  end\nend\n',
    },
    good: {
      'app.rb':
        'require "sinatra/base"\nrequire_relative "settings"\n\nmodule Shop\n  class Web < Sinatra::Base\n    enable :sessions\n    set :session_secret, Settings.secret\n\n    get("/health") { "ok" }\n  end\nend\n',
      'settings.rb':
        'module Shop\n  module Settings\n    module_function\n\n    def secret\n      ENV.fetch("SESSION_SECRET")\n    end\n  end\nend\n',
    },
  },
]);

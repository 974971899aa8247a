import { examples } from 'ha-ready/rule';

const app = (line: string) =>
  `require "sinatra/base"\n\nclass Shop < Sinatra::Base\n  ${line}\n\n  get("/health") { "ok" }\nend\n`;

export default examples([
  {
    on: 'sinatra-4',
    about: 'a pool in memory becomes a cookie that travels with the user',
    bad: { '.env.example': 'SESSION_SECRET=\n', 'app.rb': app('use «Rack::Session::Pool», expire_after: 3600') },
    fixed: { 'app.rb': app('use Rack::Session::Cookie, secret: ENV.fetch("SESSION_SECRET"), expire_after: 3600') },
    good: { 'app.rb': app('use Rack::Session::Redis, redis_server: ENV.fetch("REDIS_URL")') },
    unclear: { 'app.rb': app('use Rack::Session::Moneta, store: :File') },
  },
  {
    on: 'sinatra-4',
    about: 'the store of a setting; sessions that are off keep nothing',
    bad: {
      'app.rb': app('enable :sessions\n  set :session_store, «Rack::Session::Pool»'),
    },
    good: { 'app.rb': app('disable :sessions') },
  },
]);

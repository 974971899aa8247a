import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'sinatra-4',
    about: 'a logger of its own that is a file',
    bad: {
      'app.rb':
        'require "sinatra/base"\nrequire "logger"\n\nLOG = «Logger.new("log/shop.log")»\n\nclass Shop < Sinatra::Base\n  get("/health") { "ok" }\nend\n',
    },
    fixed: {
      'app.rb':
        'require "sinatra/base"\nrequire "logger"\n\nLOG = Logger.new($stdout)\n\nclass Shop < Sinatra::Base\n  get("/health") { "ok" }\nend\n',
    },
    good: {
      'app.rb':
        'require "sinatra/base"\nrequire "logger"\n\nLOG = Logger.new($stdout)\n\nclass Shop < Sinatra::Base\n  get("/health") { "ok" }\nend\n',
    },
  },
]);

import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'sinatra-4',
    about: 'streams that are kept open and told by this process only',
    bad: {
      'app.rb':
        'require "sinatra/base"\n\nclass Shop < Sinatra::Base\n  set :connections, []\n\n  get("/health") { "ok" }\n\n  get "/events" do\n    stream(:keep_open) do |out|\n      settings.connections << out\n    end\n  end\n\n  post "/orders" do\n    settings.connections.each { |out| «out << "data: placed\\n\\n"» }\n    204\n  end\nend\n',
    },
    good: {
      'app.rb':
        'require "sinatra/base"\n\nclass Shop < Sinatra::Base\n  get("/health") { "ok" }\n\n  get "/events" do\n    stream(:keep_open) do |out|\n      REDIS.subscribe("orders") { |on| on.message { |_, text| out << text } }\n    end\n  end\nend\n',
    },
  },
]);

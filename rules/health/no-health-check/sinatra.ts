import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'sinatra-4',
    about: 'a route that answers a balancer, whatever its name',
    bad: {
      'app.rb': 'require "sinatra/base"\n\n«class Shop < Sinatra::Base»\n  get("/") { erb :index }\nend\n',
    },
    fixed: {
      'app.rb':
        'require "sinatra/base"\n\nclass Shop < Sinatra::Base\n  get("/up") { 200 }\n\n  get("/") { erb :index }\nend\n',
    },
    good: {
      'app.rb': 'require "sinatra/base"\n\nclass Shop < Sinatra::Base\n  get("/up") { 200 }\nend\n',
    },
  },
]);

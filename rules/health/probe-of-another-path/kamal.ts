import { examples } from 'ha-ready/rule';

const routes = 'Rails.application.routes.draw do\n  get "/healthz", to: "health#show"\nend\n';

export default examples([
  {
    on: 'rails-8',
    about: 'kamal-proxy asks /up of a new copy unless it is told another path',
    bad: {
      'config/routes.rb': routes,
      'config/deploy.yml':
        'service: shop\nimage: shop\nservers:\n  web: [10.0.0.11, 10.0.0.12]\n«proxy»:\n  app_port: 3000\n',
    },
    good: {
      'config/routes.rb': routes,
      'config/deploy.yml':
        'service: shop\nimage: shop\nservers:\n  web: [10.0.0.11, 10.0.0.12]\nproxy:\n  healthcheck:\n    path: /healthz\n',
    },
  },
]);

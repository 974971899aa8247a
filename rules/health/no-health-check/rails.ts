import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'rails-8',
    about: "the route that Rails' own generator writes is added",
    bad: { 'config/routes.rb': 'Rails.application.routes.draw do\n  root "products#index"\nend\n' },
    fixed: {
      'config/routes.rb':
        'Rails.application.routes.draw do\n  get "up" => "rails/health#show", as: :rails_health_check\n  root "products#index"\nend\n',
    },
  },
]);

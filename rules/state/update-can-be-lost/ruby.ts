import { examples } from 'ha-ready/rule';

const controller = (lines: string) =>
  `class VisitsController < ApplicationController\n  def create\n${lines}    head :ok\n  end\nend\n`;

export default examples([
  {
    on: 'rails-8',
    about: 'a counter of the cache',
    bad: {
      'config/routes.rb': 'Rails.application.routes.draw do\n  resources :visits, only: :create\nend\n',
      'app/controllers/visits_controller.rb': controller(
        '    visits = Rails.cache.read("visits") || 0\n    «Rails.cache.write("visits", visits + 1)»\n',
      ),
    },
    good: {
      'config/routes.rb': 'Rails.application.routes.draw do\n  resources :visits, only: :create\nend\n',
      'app/controllers/visits_controller.rb': controller('    Rails.cache.increment("visits")\n'),
    },
  },
]);

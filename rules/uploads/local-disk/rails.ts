import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'rails-8',
    about: 'the cloud service that config/storage.yml describes is chosen',
    bad: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_storage.service = «:local»\nend\n',
      'app/models/user.rb': 'class User < ApplicationRecord\n  has_one_attached :avatar\nend\n',
    },
    fixed: {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.active_storage.service = :amazon\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a generated file is renamed into public',
    bad: {
      'app/models/card.rb':
        'class Card\n  DIR = Rails.public_path.join("cards")\n\n  def path\n    DIR.join("a.png")\n  end\n\n  def store(data)\n    temp_path = DIR.join(".a.png")\n    «File.open(temp_path, "wb+") { |file| file.write data }»\n    File.rename(temp_path, path)\n  end\nend\n',
    },
  },
]);

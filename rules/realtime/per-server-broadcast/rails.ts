import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'rails-8',
    about: 'messages inside one process go through Redis',
    bad: {
      '.env.example': 'REDIS_URL=redis://redis.internal:6379/0\n',
      'config/cable.yml': 'production:\n  adapter: «async» # for now\n  channel_prefix: shop\n',
      'app/models/order.rb': 'class Order < ApplicationRecord\n  broadcasts_to :customer\nend\n',
    },
    fixed: {
      'config/cable.yml':
        'production:\n  adapter: redis # for now\n  url: <%= ENV.fetch("REDIS_URL") { "redis://localhost:6379/1" } %>\n  channel_prefix: shop\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a page that listens, and a channel',
    bad: {
      'config/cable.yml': 'production:\n  adapter: «async»\n',
      'app/views/orders/show.html.erb': '<%= turbo_stream_from @order %>\n',
    },
    good: {
      'app/channels/room_channel.rb':
        'class RoomChannel < ApplicationCable::Channel\n  def subscribed\n    stream_from "room"\n  end\nend\n',
    },
  },
  {
    on: 'rails-8',
    about: 'a Redis on the machine itself',
    bad: {
      'config/cable.yml': 'production:\n  adapter: redis\n  url: «redis://localhost:6379/1»\n',
      'app/models/message.rb':
        'class Message < ApplicationRecord\n  after_create_commit { broadcast_append_to "messages" }\nend\n',
    },
    good: {
      'config/cable.yml': 'production:\n  adapter: redis\n  url: <%= ENV["REDIS_URL"] %>\n',
      'app/models/message.rb':
        'class Message < ApplicationRecord\n  after_create_commit { broadcast_append_to "messages" }\nend\n',
    },
  },
]);

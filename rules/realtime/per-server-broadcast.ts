import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'Messages to connected clients stay on one server',
  why: 'A user connected to server A never sees what happens on server B: chats, notifications and live updates go missing for half of the users.',
  remedy: {
    any: 'Connect the servers through a shared channel (a Redis adapter, a channel layer, a hosted service).',
    rails: 'Set the production adapter of config/cable.yml to redis, postgresql or solid_cable on a shared database.',
    django: 'Set CHANNEL_LAYERS to `channels_redis.core.RedisChannelLayer`.',
    mercure:
      'Run one hub as a service of its own, or use an edition of the hub with a shared transport (Redis, PostgreSQL).',
    laravel: 'Set REVERB_SCALING_ENABLED=true with a Redis that all Reverb servers reach, or use Pusher or Ably.',
    socketio:
      'Give every server of socket.io an adapter (@socket.io/redis-adapter). It carries what goes through `io` and rooms: what is sent to sockets that the app has collected itself has to go to rooms first.',
    flask: 'Give SocketIO a `message_queue` on Redis, and let the balancer keep a client on one server.',
  },
  needs: ['broadcasters'],
  *check({ broadcasters }) {
    for (const store of broadcasters) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} travel through '${technology}' of one ${reach}: clients connected to the other server miss them`,
          because,
          { technology: store.technology },
        ),
      );
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'Action Cable with the async adapter',
      bad: {
        '.env.example': 'REDIS_URL=redis://redis.internal:6379/0\n',
        'config/cable.yml': 'production:\n  adapter: «async»\n',
        'app/models/message.rb': 'class Message < ApplicationRecord\n  broadcasts_to :room\nend\n',
      },
      fixed: {
        'config/cable.yml':
          'production:\n  adapter: redis\n  url: <%= ENV.fetch("REDIS_URL") { "redis://localhost:6379/1" } %>\n',
      },
      good: {
        'app/models/message.rb': 'class Message < ApplicationRecord\n  broadcasts_to :room\nend\n',
      },
    },
    {
      on: 'rails-8',
      about: 'Action Cable is not loaded',
      good: {
        'config/application.rb':
          'require "rails"\nrequire "action_controller/railtie"\n# require "action_cable/engine"\n',
        'config/cable.yml': 'production:\n  adapter: async\n',
        'app/models/message.rb': 'class Message < ApplicationRecord\n  broadcasts_to :room\nend\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'Reverb passes messages on to its other servers only when scaling is enabled',
      bad: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nBROADCAST_CONNECTION=reverb\n',
        'app/Events/OrderShipped.php':
          '<?php\n\nnamespace App\\Events;\n\nuse Illuminate\\Contracts\\Broadcasting\\ShouldBroadcast;\n\nclass OrderShipped implements ShouldBroadcast\n{\n}\n',
      },
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nBROADCAST_CONNECTION=reverb\nREVERB_SCALING_ENABLED=true\n',
        'app/Events/OrderShipped.php':
          '<?php\n\nnamespace App\\Events;\n\nuse Illuminate\\Contracts\\Broadcasting\\ShouldBroadcast;\n\nclass OrderShipped implements ShouldBroadcast\n{\n}\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'a hosted service; and nothing at all where no event is broadcast',
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nBROADCAST_CONNECTION=pusher\n',
        'app/Events/OrderShipped.php':
          '<?php\n\nnamespace App\\Events;\n\nuse Illuminate\\Contracts\\Broadcasting\\ShouldBroadcast;\n\nclass OrderShipped implements ShouldBroadcast\n{\n}\n',
      },
      unclear: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nBROADCAST_CONNECTION=centrifugo\n',
        'app/Events/OrderShipped.php':
          '<?php\n\nnamespace App\\Events;\n\nuse Illuminate\\Contracts\\Broadcasting\\ShouldBroadcast;\n\nclass OrderShipped implements ShouldBroadcast\n{\n}\n',
      },
    },
  ],
});

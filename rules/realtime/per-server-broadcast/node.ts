import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'a loop over the sockets of this process; one that only pings them; GraphQL subscriptions',
    bad: {
      'src/live.js':
        "import { WebSocketServer } from 'ws';\n\nconst wss = new WebSocketServer({ port: 3001 });\n\nexport function publish(message) {\n  for (const client of «wss.clients») client.send(message);\n}\n",
    },
    good: {
      'src/live.js':
        "import { WebSocketServer } from 'ws';\n\nconst wss = new WebSocketServer({ port: 3001 });\nsetInterval(() => wss.clients.forEach((client) => client.ping()), 30_000);\n",
    },
  },
  {
    on: 'node-22',
    bad: {
      'src/pubsub.js': "import { PubSub } from 'graphql-subscriptions';\n\nexport const pubsub = «new PubSub»();\n",
    },
    good: {
      'src/pubsub.js':
        "import { RedisPubSub } from 'graphql-redis-subscriptions';\n\nexport const pubsub = new RedisPubSub({ connection: process.env.REDIS_URL });\n",
    },
  },
]);

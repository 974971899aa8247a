import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'a loop over the sockets of this process; one that only pings them; GraphQL subscriptions',
    bad: {
      'src/live.js': `import { WebSocketServer } from 'ws';

const wss = new WebSocketServer({ port: 3001 });

export function publish(message) {
  for (const client of «wss.clients») client.send(message);
}
`,
    },
    good: {
      'src/live.js': `import { WebSocketServer } from 'ws';

const wss = new WebSocketServer({ port: 3001 });
setInterval(() => wss.clients.forEach((client) => client.ping()), 30_000);
`,
    },
  },
  {
    on: 'node-22',
    bad: {
      'src/pubsub.js': `import { PubSub } from 'graphql-subscriptions';

export const pubsub = «new PubSub»();
`,
    },
    good: {
      'src/pubsub.js': `import { RedisPubSub } from 'graphql-redis-subscriptions';

export const pubsub = new RedisPubSub({ connection: process.env.REDIS_URL });
`,
    },
  },
]);

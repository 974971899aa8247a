import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'hapi-21',
    about: 'routes of hapi are objects, alone or in lists of a module',
    bad: {
      'src/server.js': `import Hapi from '@hapi/hapi';
import orders from './orders.js';

const server = «Hapi.server»({ port: 3000 });
server.route(orders);
await server.start();
`,
      'src/orders.js': `export default [{ method: 'GET', path: '/orders', handler: (request) => request.server.app.orders.list() }];
`,
    },
    good: {
      'src/server.js': `import Hapi from '@hapi/hapi';
import routes from './routes.js';

const server = Hapi.server({ port: 3000 });
server.route(routes);
await server.start();
`,
      'src/routes.js': `export default [
  { method: 'GET', path: '/orders', handler: (request) => request.server.app.orders.list() },
  { method: 'GET', path: '/healthz', options: { auth: false, handler: () => 'ok' } },
];
`,
    },
  },
]);

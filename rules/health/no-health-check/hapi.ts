import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'hapi-21',
    about: 'routes of hapi are objects, alone or in lists of a module',
    bad: {
      'src/server.js':
        "import Hapi from '@hapi/hapi';\nimport orders from './orders.js';\n\nconst server = «Hapi.server»({ port: 3000 });\nserver.route(orders);\nawait server.start();\n",
      'src/orders.js':
        "export default [{ method: 'GET', path: '/orders', handler: (request) => request.server.app.orders.list() }];\n",
    },
    good: {
      'src/server.js':
        "import Hapi from '@hapi/hapi';\nimport routes from './routes.js';\n\nconst server = Hapi.server({ port: 3000 });\nserver.route(routes);\nawait server.start();\n",
      'src/routes.js':
        "export default [\n  { method: 'GET', path: '/orders', handler: (request) => request.server.app.orders.list() },\n  { method: 'GET', path: '/healthz', options: { auth: false, handler: () => 'ok' } },\n];\n",
    },
  },
]);

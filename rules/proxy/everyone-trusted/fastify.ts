import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastify-5',
    bad: {
      'src/server.js':
        "import fastify from 'fastify';\n\nconst app = fastify({ trustProxy: «true» });\napp.get('/me', async (request) => request.ip);\nawait app.listen({ port: 3000 });\n",
    },
    good: {
      'src/server.js':
        "import fastify from 'fastify';\n\nconst app = fastify({ trustProxy: process.env.TRUSTED_PROXIES ?? '10.0.0.0/8' });\napp.get('/me', async (request) => request.ip);\nawait app.listen({ port: 3000 });\n",
    },
  },
]);

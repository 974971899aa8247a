import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'koa-3',
    about: 'the address of the client is the one of the balancer',
    bad: {
      'src/server.js':
        "import Koa from 'koa';\n\nconst app = «new Koa»();\napp.use((ctx) => {\n  ctx.body = ctx.ip;\n});\napp.listen(3000);\n",
    },
    good: {
      'src/server.js':
        "import Koa from 'koa';\n\nconst app = new Koa({ proxy: true, maxIpsCount: 1 });\napp.use((ctx) => {\n  ctx.body = ctx.ip;\n});\napp.listen(3000);\n",
    },
  },
]);

import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'koa-3',
    about: 'Koa takes the left-most address unless it is told how many hops to believe',
    bad: {
      'src/server.js': "import Koa from 'koa';\n\nconst app = new Koa();\n«app.proxy = true»;\napp.listen(3000);\n",
    },
    good: {
      'src/server.js':
        "import Koa from 'koa';\n\nconst app = new Koa({ proxy: true, maxIpsCount: 1 });\napp.listen(3000);\n",
    },
  },
]);

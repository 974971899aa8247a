import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'koa-3',
    about: 'Koa takes the left-most address unless it is told how many hops to believe',
    bad: {
      'src/server.js': `import Koa from 'koa';

const app = new Koa();
«app.proxy = true»;
app.listen(3000);
`,
    },
    good: {
      'src/server.js': `import Koa from 'koa';

const app = new Koa({ proxy: true, maxIpsCount: 1 });
app.listen(3000);
`,
    },
  },
]);

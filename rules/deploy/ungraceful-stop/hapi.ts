import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'hapi-21',
    bad: {
      'src/server.js': `import Hapi from '@hapi/hapi';

const server = Hapi.server({ port: 3000 });
await «server.start»();
`,
    },
    good: {},
  },
]);

import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'hapi-21',
    bad: {
      'src/server.js':
        "import Hapi from '@hapi/hapi';\n\nconst server = Hapi.server({ port: 3000 });\nawait «server.start»();\n",
    },
    good: {},
  },
]);

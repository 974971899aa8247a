import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'compose-2',
    about: 'a script that does more than start the server stays: nothing of it is left out',
    bad: {
      'package.json': '{ "scripts": { "start": "node migrate.js && node server.js" } }\n',
      Dockerfile: 'FROM node:22\nCOPY . .\n«CMD ["npm", "start"]»\n',
    },
  },
]);

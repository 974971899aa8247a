import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'the fix: a script of its own, for the release to run',
    bad: {
      'package.json':
        '{\n  "name": "shop",\n  "type": "module",\n  "scripts": {\n    «"start": "npx prisma migrate deploy && node src/server.js"»\n  },\n  "dependencies": {\n    "express": "^5.1.0"\n  }\n}\n',
    },
    fixed: {
      'package.json':
        '{\n  "name": "shop",\n  "type": "module",\n  "scripts": {\n    "start": "node src/server.js",\n    "migrate": "npx prisma migrate deploy"\n  },\n  "dependencies": {\n    "express": "^5.1.0"\n  }\n}\n',
    },
  },
]);

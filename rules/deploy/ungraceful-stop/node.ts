import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'a shell that waits for the server does not pass the signal on',
    bad: {
      Dockerfile: 'FROM node:22\nCOPY . /app\nCMD npm run migrate && «node src/server.js»\n',
    },
    good: {
      Dockerfile: 'FROM node:22\nCOPY . /app\nCMD ["node", "src/server.js"]\n',
    },
  },
  {
    on: 'node-22',
    about: 'yarn in front of the server',
    bad: {
      Dockerfile: 'FROM node:22\nCOPY . /app\nCMD [«"yarn", "start"»]\n',
    },
    good: {
      Dockerfile: 'FROM node:22\nCOPY . /app\nCMD ["node", "src/server.js"]\n',
    },
  },
  {
    on: 'next-15',
    about: 'a server of the app that renders the pages of Next.js; `next start` itself stops well',
    bad: {
      'package.json':
        '{ "name": "shop", "private": true, "scripts": { "build": "next build", "start": "node server.js" }, "dependencies": { "next": "^15.5.0", "express": "^5.1.0", "react": "^19.1.0" } }\n',
      'server.js':
        "const express = require('express');\nconst next = require('next');\n\nconst pages = next({ dev: false });\npages.prepare().then(() => {\n  const app = express();\n  app.all('/{*rest}', (request, response) => pages.getRequestHandler()(request, response));\n  «app.listen»(3000);\n});\n",
    },
    good: {
      'package.json':
        '{ "name": "shop", "private": true, "scripts": { "build": "next build", "start": "next start" }, "dependencies": { "next": "^15.5.0", "react": "^19.1.0" } }\n',
    },
  },
]);

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
      Dockerfile: 'FROM node:22\nCOPY . /app\nCMD node src/server.js\n',
    },
  },
]);

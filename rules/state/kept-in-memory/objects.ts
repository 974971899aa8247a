import { examples } from 'ha-ready/rule';

const serving = (keep: string, find: string) => `import express from 'express';
import { ${keep.split('(')[0]?.split('.')[0]} } from './codes.js';

const app = express();

app.post('/codes', (req, res) => {
  ${keep}(req.body.user, req.body.code);
  res.end();
});

app.get('/codes/:user', (req, res) => {
  res.json({ code: ${find}(req.params.user) });
});

app.get('/healthz', (_, res) => res.end());
app.listen(3000);
`;

const list = `import { Redis } from 'ioredis';

const redis = new Redis(process.env.REDIS_URL);
export const codes = {
  ended: {},
  async keep(user, code) {
    await redis.set(user, code, 'EX', 600);
  },
  find(user) {
    return redis.get(user);
  },
};
`;

export default examples([
  {
    on: 'express-5',
    about: 'what outlives the loading of a module again is kept on the object that all code sees; a table within it',
    bad: {
      'src/codes.js':
        'const store = globalThis.codes ?? (globalThis.codes = { byUser: new Map(), timer: null });\nconst «byUser» = store.byUser;\n\nif (!store.timer) store.timer = setInterval(() => byUser.clear(), 60_000);\n\nexport const codes = {\n  keep: (user, code) => byUser.set(user, code),\n  find: (user) => byUser.get(user),\n};\n',
      'src/server.js': serving('codes.keep', 'codes.find'),
    },
    good: { 'src/codes.js': list, 'src/server.js': serving('codes.keep', 'codes.find') },
  },
  {
    on: 'express-5',
    about: 'the tables of one class are one fault, shown at the one that requests change and read',
    bad: {
      'src/codes.js':
        "class Codes {\n  constructor() {\n    this.sent = [];\n    this.byUser = «new Map()»;\n    this.tries = new Map();\n    setInterval(() => this.send(), 60_000);\n  }\n\n  keep(user, code) {\n    this.byUser.set(user, code);\n    this.sent.push({ user, code });\n  }\n\n  find(user) {\n    this.tries.set(user, (this.tries.get(user) ?? 0) + 1);\n    return this.tries.get(user) > 5 ? undefined : this.byUser.get(user);\n  }\n\n  async send() {\n    for (const one of this.sent) await fetch(process.env.MAIL_URL, { method: 'POST', body: JSON.stringify(one) });\n  }\n}\n\nexport const codes = new Codes();\n",
      'src/server.js': serving('codes.keep', 'codes.find'),
    },
    good: { 'src/codes.js': list, 'src/server.js': serving('codes.keep', 'codes.find') },
  },
  {
    on: 'express-5',
    about: 'a table in an object with functions, and in one with many names',
    bad: {
      'src/codes.js':
        'export const codes = {\n  «byUser»: {},\n  keep(user, code) {\n    this.byUser[user] = code;\n  },\n  find(user) {\n    return this.byUser[user];\n  },\n};\n',
      'src/server.js': serving('codes.keep', 'codes.find'),
    },
  },
  {
    on: 'express-5',
    about:
      'an object that is made when it is first asked for, and kept for all who ask later; one made for each who asks is none',
    bad: {
      'src/codes.js':
        'class Codes {\n  constructor() {\n    this.byUser = «new Map()»;\n  }\n\n  keep(user, code) {\n    this.byUser.set(user, code);\n  }\n\n  find(user) {\n    return this.byUser.get(user);\n  }\n}\n\nlet all;\n\nexport function codes() {\n  if (!all) all = new Codes();\n  return all;\n}\n',
      'src/server.js': serving('codes().keep', 'codes().find'),
    },
    good: {
      'src/codes.js':
        'class Codes {\n  constructor() {\n    this.byUser = new Map();\n  }\n\n  keep(user, code) {\n    this.byUser.set(user, code);\n  }\n\n  find(user) {\n    return this.byUser.get(user);\n  }\n}\n\nexport function codes() {\n  return new Codes();\n}\n',
      'src/server.js': serving('codes().keep', 'codes().find'),
    },
  },
]);

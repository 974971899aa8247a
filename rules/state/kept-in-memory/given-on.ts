import { examples } from 'ha-ready/rule';

const login = `export function keep(env, user, code) {
  env.codes[user] = code;
}

export const find = (env, user) => env.codes[user];
`;

const env = (made: string, after = '') => `export function create(config) {
  const env = {
    title: config.title,
    port: config.port,
    address: config.address,
    seconds: 600,
${made}  };
${after}  return env;
}
`;

const server = (
  start: string,
) => `import express from 'express';\nimport { create } from './env.js';\nimport { find, keep } from './login.js';

function routes(env) {
  const app = express();
  app.post('/codes', (req, res) => {
    keep(env, req.body.user, req.body.code);
    res.end();
  });
  app.get('/codes/:user', (req, res) => {
    res.json({ code: find(env, req.params.user) });
  });
  app.get('/healthz', (_, res) => res.end());
  return app;
}

${start}
`;

const once = server("const env = create({ title: 'shop', port: 3000 });\nroutes(env).listen(env.port);");

export default examples([
  {
    on: 'express-5',
    about: 'a table of the object that the start makes and all functions are given',
    bad: {
      'src/env.js': env('    «codes»: {},\n'),
      'src/login.js': login,
      'src/server.js': once,
    },
    good: {
      'src/env.js': env('    codes: { admin: config.admin },\n'),
      'src/login.js': 'export function keep() {}\n\nexport const find = (env, user) => env.codes[user];\n',
      'src/server.js': once,
    },
  },
  {
    on: 'express-5',
    about: 'a table that the start puts on it; one on an object of each request is gone with the request',
    bad: {
      'src/env.js': env('', '  «env.codes» = {};\n'),
      'src/login.js': login,
      'src/server.js': once,
    },
    good: {
      'src/env.js': env('', '  env.codes = {};\n'),
      'src/login.js': login,
      'src/server.js':
        "import express from 'express';\nimport { create } from './env.js';\nimport { find, keep } from './login.js';\n\nconst app = express();\napp.post('/codes', (req, res) => {\n  const env = create({ title: 'shop' });\n  for (const one of req.body) keep(env, one.user, one.code);\n  res.json({ code: find(env, req.body[0].user) });\n});\napp.get('/healthz', (_, res) => res.end());\napp.listen(3000);\n",
    },
  },
  {
    on: 'express-5',
    about: 'a table on what a library has made',
    bad: {
      'src/server.js':
        "import express from 'express';\nimport { find, keep } from './login.js';\n\nconst app = express();\n«app.codes» = {};\n\napp.post('/codes', (req, res) => {\n  keep(app, req.body.user, req.body.code);\n  res.end();\n});\napp.get('/codes/:user', (req, res) => {\n  res.json({ code: find(app, req.params.user) });\n});\napp.get('/healthz', (_, res) => res.end());\napp.listen(3000);\n",
      'src/login.js': login,
    },
  },
]);

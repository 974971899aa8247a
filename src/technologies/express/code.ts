import type { CodeCatalogue } from '../../program/catalogue.js';

const application = 'npm express 5.3, lib/application.js';
const verbs = '{get,post,put,patch,delete,all,use,options,head,param}';
const given = ['express.Request()', 'express.Response()'];

/** Express and what is made like it: routers, handlers of requests, what a request brings. */
export const code: CodeCatalogue = {
  alias: {
    'express.application': 'express()',
    'express.Application': 'express',
    'express.Express': 'express',
    'express.IRouter': 'express.Router',
    'express-promise-router': 'express.Router',
    'express-ws().app': 'express()',
    'express.express': 'express',
    connect: 'express',
    polka: 'express',
    'restify.createServer': 'express',
    'router.Router': 'express.Router',
  },
  same: [
    `express().${verbs}`,
    `express.Router().${verbs}`,
    `express().route().${verbs}`,
    `express.Router().route().${verbs}`,
    'express.Response().{set,type,header}',
  ],
  // lib/application.js: the app's own, also where a request asks for it
  everywhere: ['express().locals', 'express.Request().app.locals'],
  through: { 'express-async-handler': 0, 'express-async-wrap': 0, 'express-asyncify.asyncify': 0 },
  entries: [
    { kind: 'request', call: `express().${verbs}`, route: 0, given, source: application },
    {
      kind: 'request',
      call: `express.Router().${verbs}`,
      route: 0,
      mounted: true,
      given,
      source: 'npm router 2.2, index.js',
    },
    // `router[method](path, show)`
    { kind: 'request', call: '{express(),express.Router()}[]', route: 0, mounted: true, given, source: application },
    { kind: 'request', call: `express().route().${verbs}`, given, source: application },
    { kind: 'request', call: `express.Router().route().${verbs}`, given, source: 'npm router 2.2, lib/route.js' },
    {
      kind: 'socket',
      call: 'express().ws',
      given: ['ws.WebSocket()', 'express.Request()'],
      source: 'npm express-ws 5, README.md',
    },
    {
      kind: 'socket',
      call: 'express.Router().ws',
      given: ['ws.WebSocket()', 'express.Request()'],
      source: 'npm express-ws 5, README.md',
    },
    { kind: 'request', call: 'multer.diskStorage', given: ['express.Request()'], source: 'npm multer 2.5, README.md' },
  ],
  answers: [
    { on: 'express.Response().{send,json,end}', body: 0, source: 'npm express 5.3, lib/response.js' },
    { on: 'express.Response().sendStatus', status: 0, source: 'npm express 5.3, lib/response.js' },
  ],
  effects: [
    // `skip` says which lines are left out
    { on: 'morgan', is: 'log', source: 'npm morgan 1.10, index.js' },
    { on: 'express.static', is: 'serve', path: 0, source: 'npm express 5.3, lib/express.js' },
    { on: 'express.Response().{sendFile,download}', is: 'read', path: 0, source: 'npm express 5.3, lib/response.js' },
    {
      on: 'express.Response().{sendFile,download}',
      is: 'serve',
      path: [1, 'root'],
      source: 'npm express 5.3, lib/response.js',
    },
  ],
  inputs: {
    'express.Request().{file,files,pipe}': 'upload',
    // the type of what multer keeps (npm @types/multer 2.0, index.d.ts)
    'Express.Multer.File()': 'upload',
    'express.Request().{body,rawBody,query,params}': 'text',
  },
  handles: ['express.Request()'],
  connections: [
    {
      on: 'express.Response()',
      sends: ['write', 'send', 'json', 'end'],
      sockets: false,
      source: 'npm express 5.1, lib/response.js',
    },
  ],
};

import type { CodeCatalogue } from '../../program/catalogue.js';

const verbs = '{get,post,put,patch,delete,del,all,use,head,options,param,register}';
const given = ['koa.Context()'];

/** Koa: middleware and routers. */
export const code: CodeCatalogue = {
  alias: {
    'koa-router': '@koa/router',
    '@koa/router.Router': '@koa/router',
    'koa.default': 'koa',
    'koa.Application': 'koa',
    'koa.ParameterizedContext': 'koa.Context',
  },
  same: ['koa().use', `@koa/router().${verbs}`],
  through: { 'koa-convert': 0 },
  entries: [
    { kind: 'request', call: 'koa().use', given, source: 'npm koa 3, docs/api/index.md' },
    { kind: 'request', call: `@koa/router().${verbs}`, given, source: 'npm @koa/router 13, README.md' },
    { kind: 'request', call: 'koa-route.{get,post,put,patch,delete,all}', given, source: 'npm koa-route 4, Readme.md' },
  ],
  effects: [{ on: 'koa-send', is: 'read', path: [1, 'root'], source: 'npm koa-send 5, Readme.md' }],
  inputs: {
    'koa.Context().request.{file,files}': 'upload',
    'koa.Context().{file,files}': 'upload',
    'koa.Context().req.pipe': 'upload',
    'koa.Context().request.body': 'text',
  },
  handles: ['koa.Context()'],
};

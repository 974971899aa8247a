import type { CodeCatalogue } from '../../program/catalogue.js';

const verbs = '{get,post,put,patch,delete,head,options,all,route,addHook,setErrorHandler,setNotFoundHandler}';
const given = ['fastify.FastifyRequest()', 'fastify.FastifyReply()'];
const fastify = 'npm fastify 5, docs/Reference/Routes.md';

/** Fastify: routes, hooks, and plugins, which are given the app. */
export const code: CodeCatalogue = {
  alias: { 'fastify.fastify': 'fastify', 'fastify.FastifyInstance': 'fastify', 'fastify.default': 'fastify' },
  same: [`fastify().${verbs}`, 'fastify().{register,after,ready,withTypeProvider}'],
  through: { 'fastify-plugin': 0, 'fastify-plugin.default': 0 },
  callbacks: [{ on: 'fastify().register', given: ['fastify()'], source: 'npm fastify 5, docs/Reference/Plugins.md' }],
  entries: [
    { kind: 'request', call: `fastify().${verbs}`, given, source: fastify },
    {
      kind: 'boot',
      file: '{plugins,routes}/**/*.{js,ts,mjs,cjs}',
      exports: ['default', '*'],
      given: ['fastify()'],
      source: 'npm @fastify/autoload 6, README.md',
    },
    {
      kind: 'boot',
      file: 'app.{js,ts,mjs,cjs}',
      exports: ['default', '*'],
      given: ['fastify()'],
      source: 'npm fastify-cli 7, README.md',
    },
  ],
  effects: [
    {
      on: 'fastify.FastifyReply().{sendFile,download}',
      is: 'read',
      path: 0,
      source: 'npm @fastify/static 8, README.md',
    },
  ],
  inputs: {
    'fastify.FastifyRequest().{file,files,parts,saveRequestFiles}()': 'upload',
    'fastify.FastifyRequest().raw.pipe': 'upload',
    'fastify.FastifyRequest().{body,query,params}': 'text',
  },
  handles: ['fastify.FastifyReply()', 'fastify.FastifyRequest()'],
};

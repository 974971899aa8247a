import type { CodeCatalogue } from '../../../program/catalogue.js';

const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];
const hono = '{get,post,put,patch,delete,options,all,use,on,onError,notFound}';
const trpc = '@trpc/server.initTRPC.create().procedure';
const adonis = '{@adonisjs/core/services/router,@ioc:Adonis/Core/Route}';

/** Frameworks that have no configuration of their own to be read: where requests enter them. */
export const frameworks: CodeCatalogue = {
  alias: {
    'hono.default': 'hono.Hono',
    'hono/tiny.Hono': 'hono.Hono',
    'hono/quick.Hono': 'hono.Hono',
    '@hono/zod-openapi.OpenAPIHono': 'hono.Hono',
    'elysia()': 'elysia.Elysia()',
    'nitropack/runtime': 'h3',
    'parse/node': 'Parse',
    parse: 'Parse',
    'meteor/meteor.Meteor': 'Meteor',
    'meteor/webapp.WebApp': 'WebApp',
    'react-router-dom': 'react-router',
  },
  same: [
    `hono.Hono().${hono}`,
    'hono.Hono().{route,basePath,mount}',
    'elysia.Elysia().*',
    `${trpc}.{input,use,output,meta,concat,unstable_concat}`,
    '@trpc/server.initTRPC.{context,meta}',
    '@tanstack/react-start.createServerFn().{validator,inputValidator,middleware}',
    'h3.{createRouter,createApp}().*',
    'rwsdk/router.*',
  ],
  gives: {
    'typedi.Container.get': 0,
    'tsyringe.container.resolve': 0,
    'tsyringe.delay': 0,
  },
  through: {
    '{lodash,lodash-es,underscore,es-toolkit}.{debounce,throttle,once,memoize,partial,partialRight,bind,ary,unary,curry,rearg,before,attempt}': 0,
    '{lodash,lodash-es,underscore,es-toolkit}.{after,wrap}': 1,
    '{lodash,lodash-es}/{debounce,throttle,once,memoize,partial,partialRight,bind,ary,unary,curry}': 0,
    '{lodash.debounce,lodash.throttle,lodash.once,lodash.memoize}': 0,
    'ramda.{once,unary,binary,curry,memoize,partial,bind,tryCatch}': 0,
    'bluebird.{promisify,method,coroutine,try}': 0,
    '{pify,thenify,promisify,util-promisify,es6-promisify,es6-promisify.promisify,universalify.fromCallback,universalify.fromPromise}': 0,
    '{once,onetime,memoize-one,fast-memoize,mem,memoize,micro-memoize,memoizee,memoizee/weak,p-memoize,p-debounce,p-throttle,async-exit-hook,co.wrap}': 0,
    '{react,preact/compat}.{cache,useCallback}': 0,
    'p-limit()': 0,
    'h3.{lazyEventHandler,fromNodeMiddleware}': 0,
    '@vendia/serverless-express': 'app',
    'async-retry': 0,
  },
  singles: [
    'typedi.Service',
    'tsyringe.singleton',
    'routing-controllers.{Controller,JsonController}',
    '@midwayjs/core.{Provide,Controller}',
    '@tsed/di.{Injectable,Service,Controller}',
    '@loopback/core.injectable',
  ],
  entries: [
    {
      kind: 'request',
      call: '{http,https}.createServer',
      given: ['http.IncomingMessage()', 'http.ServerResponse()'],
      source: 'Node.js 22, doc/api/http.md',
    },
    {
      kind: 'request',
      call: 'http2.{createServer,createSecureServer}',
      given: ['http.IncomingMessage()', 'http.ServerResponse()'],
      source: 'Node.js 22, doc/api/http2.md',
    },
    {
      kind: 'request',
      call: '{Bun.serve,Deno.serve}',
      source: 'Bun 1.2, docs/api/http; Deno 2, runtime/fundamentals/http_server',
    },
    { kind: 'request', call: 'micro.serve', handler: 0, source: 'npm micro 10, README.md' },
    { kind: 'request', call: `hono.Hono().${hono}`, given: ['hono.Context()'], source: 'npm hono 4, src/hono-base.ts' },
    {
      kind: 'request',
      call: 'elysia.Elysia().{get,post,put,patch,delete,all,ws,onRequest,onBeforeHandle,derive,resolve}',
      source: 'npm elysia 1, src/index.ts',
    },
    { kind: 'request', call: 'find-my-way().{on,get,post,put,delete}', source: 'npm find-my-way 9, README.md' },
    {
      kind: 'request',
      call: 'itty-router.{Router,AutoRouter,IttyRouter}().{get,post,put,patch,delete,all}',
      source: 'npm itty-router 5, README.md',
    },
    { kind: 'request', call: 'oak.Router().{get,post,put,patch,delete,all,use}', source: 'oak 17, router.ts' },
    // Nuxt and Nitro
    {
      kind: 'request',
      call: '{defineEventHandler,eventHandler,defineCachedEventHandler,cachedEventHandler,h3.defineEventHandler,h3.eventHandler}',
      handler: 0,
      source: 'npm h3 1.15, docs/1.guide; npm nitropack 2.11, docs',
    },
    {
      kind: 'request',
      call: 'h3.{createRouter,createApp}().{get,post,put,patch,delete,use,add}',
      source: 'npm h3 1.15, docs/1.guide',
    },
    {
      kind: 'boot',
      call: '{defineNitroPlugin,nitropack.defineNitroPlugin}',
      handler: 0,
      source: 'npm nitropack 2.11, docs/1.guide/8.plugins.md',
    },
    { kind: 'task', call: '{defineTask,nitropack.defineTask}', source: 'npm nitropack 2.11, docs/1.guide/10.tasks.md' },
    // SvelteKit
    {
      kind: 'request',
      file: 'routes/**/+server.{ts,js}',
      exports: [...verbs, 'fallback'],
      source: 'npm @sveltejs/kit 2, documentation/docs/20-core-concepts/10-routing.md',
    },
    {
      kind: 'request',
      file: 'routes/**/+{page,layout}.server.{ts,js}',
      exports: ['load', 'actions', 'entries'],
      source: 'npm @sveltejs/kit 2, documentation/docs/20-core-concepts/20-load.md',
    },
    {
      kind: 'request',
      file: 'hooks.server.{ts,js}',
      exports: ['handle', 'handleError', 'handleFetch'],
      source: 'npm @sveltejs/kit 2, documentation/docs/30-advanced/20-hooks.md',
    },
    {
      kind: 'boot',
      file: 'hooks.server.{ts,js}',
      exports: ['init'],
      source: 'npm @sveltejs/kit 2, documentation/docs/30-advanced/20-hooks.md',
    },
    // Remix and React Router
    {
      kind: 'request',
      file: 'app/**/*.{tsx,jsx,ts,js}',
      exports: ['loader', 'action'],
      source: 'npm @remix-run/dev 2.16, docs/route/loader; npm @react-router/dev 7, docs/start/framework/routing.md',
    },
    {
      kind: 'request',
      file: 'app/entry.server.{tsx,jsx}',
      exports: ['default', 'handleDataRequest'],
      source: 'npm @remix-run/dev 2.16, docs/file-conventions/entry.server.md',
    },
    // Astro, SolidStart, TanStack Start
    {
      kind: 'request',
      file: 'src/pages/**/*.{ts,js}',
      exports: [...verbs, 'ALL'],
      source: 'npm astro 5, guides/endpoints',
    },
    {
      kind: 'request',
      file: 'src/middleware{,/index}.{ts,js}',
      exports: ['onRequest'],
      source: 'npm astro 5, guides/middleware',
    },
    {
      kind: 'request',
      file: 'src/routes/**/*.{ts,tsx}',
      exports: verbs,
      source: 'npm @solidjs/start 1, docs/building-your-application/api-routes',
    },
    {
      kind: 'request',
      call: '@tanstack/react-start.createServerFn().handler',
      handler: 0,
      source: 'npm @tanstack/react-start 1, docs/server-functions',
    },
    // tRPC and GraphQL
    {
      kind: 'request',
      call: `${trpc}.{query,mutation,subscription}`,
      handler: 0,
      source: 'npm @trpc/server 11, README.md',
    },
    { kind: 'request', call: `${trpc}.use`, handler: 0, source: 'npm @trpc/server 11, README.md' },
    {
      kind: 'request',
      call: '@trpc/server.router().{query,mutation,subscription}',
      source: 'npm @trpc/server 9, README.md',
    },
    {
      kind: 'request',
      call: '{apollo-server,apollo-server-express,apollo-server-koa,apollo-server-fastify,@apollo/server}.ApolloServer',
      handler: 'resolvers',
      source: 'npm @apollo/server 4, docs/source/api/apollo-server.mdx',
    },
    {
      kind: 'request',
      call: '{@graphql-tools/schema,graphql-tools,@apollo/subgraph}.{makeExecutableSchema,buildSubgraphSchema}',
      handler: 'resolvers',
      source: 'npm @graphql-tools/schema 10, README.md',
    },
    {
      kind: 'request',
      call: 'graphql-yoga.createSchema',
      handler: 'resolvers',
      source: 'npm graphql-yoga 5, README.md',
    },
    {
      kind: 'request',
      call: '{express-graphql.graphqlHTTP,express-graphql,graphql-http.createHandler}',
      handler: 'rootValue',
      source: 'npm express-graphql 0.12, README.md',
    },
    {
      kind: 'request',
      call: '{mercurius,fastify().graphql}',
      handler: 'resolvers',
      source: 'npm mercurius 16, docs/api/options.md',
    },
    {
      kind: 'request',
      call: 'graphql.GraphQLObjectType',
      handler: 'fields',
      source: 'npm graphql 16, src/type/definition.ts',
    },
    {
      kind: 'request',
      decorator: 'type-graphql.{Query,Mutation,Subscription,FieldResolver}',
      source: 'npm type-graphql 2, docs/resolvers.md',
    },
    // controllers with decorators
    {
      kind: 'request',
      decorator: 'routing-controllers.{Get,Post,Put,Patch,Delete,All,Head,Method}',
      source: 'npm routing-controllers 0.11, README.md',
    },
    { kind: 'request', decorator: '{tsoa,@tsoa/runtime}.{Get,Post,Put,Patch,Delete}', source: 'npm tsoa 6, docs' },
    {
      kind: 'request',
      decorator: 'inversify-express-utils.{httpGet,httpPost,httpPut,httpPatch,httpDelete,all}',
      source: 'npm inversify-express-utils 6, README.md',
    },
    { kind: 'request', decorator: '@tsed/schema.{Get,Post,Put,Patch,Delete}', source: 'npm @tsed/schema 8, README.md' },
    {
      kind: 'request',
      decorator: '@loopback/rest.{get,post,put,patch,del,operation}',
      source: 'npm @loopback/rest 14, README.md',
    },
    {
      kind: 'request',
      decorator: '@midwayjs/core.{Get,Post,Put,Patch,Del,All}',
      source: 'npm @midwayjs/core 3, README.md',
    },
    { kind: 'request', decorator: '@foal/core.{Get,Post,Put,Patch,Delete}', source: 'npm @foal/core 4, README.md' },
    // Sails, AdonisJS, Strapi, Feathers, Egg
    {
      kind: 'request',
      file: 'api/controllers/**/*.{js,ts}',
      exports: '*',
      source: 'npm sails 1.5, docs/concepts/ActionsControllers',
    },
    {
      kind: 'request',
      file: 'api/helpers/**/*.{js,ts}',
      exports: '*',
      source: 'npm sails 1.5, docs/concepts/ActionsControllers',
    },
    {
      kind: 'request',
      file: 'api/{policies,responses}/**/*.{js,ts}',
      exports: '*',
      source: 'npm sails 1.5, docs/concepts/Policies',
    },
    {
      kind: 'boot',
      file: 'config/bootstrap.{js,ts}',
      exports: '*',
      source: 'npm sails 1.5, docs/reference/sails.config',
    },
    {
      kind: 'request',
      call: `${adonis}.{get,post,put,patch,delete,any,route,resource}`,
      source: 'npm @adonisjs/core 6, docs/guides/basics/routing',
    },
    {
      kind: 'request',
      file: 'app/{Controllers/Http,controllers}/**/*.{js,ts}',
      methods: '*',
      source: 'npm @adonisjs/core 6, docs/guides/basics/controllers',
    },
    {
      kind: 'request',
      file: 'app/{Middleware,middleware}/**/*.{js,ts}',
      methods: ['handle'],
      source: 'npm @adonisjs/core 6, docs/guides/basics/middleware',
    },
    {
      kind: 'command',
      extends: '@adonisjs/core/ace.BaseCommand',
      methods: ['run'],
      source: 'npm @adonisjs/core 6, docs/guides/ace',
    },
    {
      kind: 'request',
      call: '{@strapi/strapi,@strapi/strapi/factories}.{factories.createCoreController,createCoreController}',
      handler: 1,
      returned: true,
      source: 'npm @strapi/strapi 5, docs/cms/backend-customization/controllers',
    },
    {
      kind: 'request',
      file: 'src/{api,extensions}/**/{controllers,policies,middlewares}/**/*.{js,ts}',
      exports: '*',
      source: 'npm @strapi/strapi 5, docs/cms/backend-customization',
    },
    {
      kind: 'request',
      file: 'src/api/**/lifecycles.{js,ts}',
      exports: '*',
      source: 'npm @strapi/strapi 5, docs/cms/backend-customization/models',
    },
    {
      kind: 'boot',
      file: 'src/index.{js,ts}',
      exports: ['bootstrap', 'register'],
      source: 'npm @strapi/strapi 5, docs/cms/configurations/functions',
    },
    {
      kind: 'task',
      file: 'config/{cron-tasks,functions/cron}.{js,ts}',
      exports: '*',
      source: 'npm @strapi/strapi 5, docs/cms/configurations/cron',
    },
    {
      kind: 'request',
      extends: '@feathersjs/feathers.ServiceMethods',
      methods: ['find', 'get', 'create', 'update', 'patch', 'remove'],
      source: 'npm @feathersjs/feathers 5, docs/api/services',
    },
    { kind: 'request', extends: 'egg.Controller', methods: '*', source: 'npm egg 3, docs/basics/controller' },
    { kind: 'task', extends: 'egg.Subscription', methods: ['subscribe'], source: 'npm egg 3, docs/basics/schedule' },
    // Parse and Meteor
    {
      kind: 'request',
      call: 'Parse.Cloud.{define,beforeSave,afterSave,beforeDelete,afterDelete,beforeFind,afterFind,beforeLogin,afterLogin,beforeSaveFile,afterSaveFile}',
      source: 'npm parse-server 8, src/cloud-code/Parse.Cloud.js',
    },
    { kind: 'job', call: 'Parse.Cloud.job', source: 'npm parse-server 8, src/cloud-code/Parse.Cloud.js' },
    { kind: 'request', call: 'Meteor.{methods,publish}', source: 'Meteor 3, docs/api/meteor' },
    {
      kind: 'request',
      call: 'WebApp.{connectHandlers,rawConnectHandlers,handlers}.use',
      source: 'Meteor 3, docs/packages/webapp',
    },
    { kind: 'boot', call: 'Meteor.startup', source: 'Meteor 3, docs/api/meteor' },
    // command lines
    { kind: 'command', call: 'commander.{Command(),program}.action', source: 'npm commander 14, README.md' },
    { kind: 'command', call: 'yargs().command', source: 'npm yargs 17, README.md' },
    { kind: 'command', extends: '@oclif/core.Command', methods: ['run'], source: 'npm @oclif/core 4, README.md' },
  ],
  effects: [
    { on: 'Meteor.setInterval', is: 'timer', body: 0, source: 'Meteor 3, docs/api/meteor' },
    { on: 'Bun.write', is: 'write', path: 0, data: 1, source: 'Bun 1.2, docs/api/file-io' },
    {
      on: 'Deno.{writeFile,writeTextFile,writeFileSync,writeTextFileSync}',
      is: 'write',
      path: 0,
      data: 1,
      source: 'Deno 2, api/deno/file-system',
    },
    { on: 'Deno.{remove,removeSync}', is: 'remove', path: 0, source: 'Deno 2, api/deno/file-system' },
    { on: 'process.exit', is: 'exit', source: 'Node.js 22, doc/api/process.md' },
  ],
  inputs: {
    'formidable.Files()': 'upload',
    'hono.Context().req.parseBody()': 'upload',
  },
  handles: ['http.IncomingMessage()'],
  connections: [
    {
      on: 'http.ServerResponse()',
      sends: ['write', 'end'],
      sockets: false,
      source: 'Node.js 22, doc/api/http.md',
    },
  ],
};

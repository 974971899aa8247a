import type { CodeCatalogue } from '../../program/catalogue.js';

/** hapi: routes are given as maps, plugins are given the server. */
export const code: CodeCatalogue = {
  alias: { '@hapi/hapi.Server': '@hapi/hapi.server', hapi: '@hapi/hapi' },
  entries: [
    {
      kind: 'request',
      call: '@hapi/hapi.server().{route,ext}',
      given: ['@hapi/hapi.Request()', '@hapi/hapi.ResponseToolkit()'],
      source: 'npm @hapi/hapi 21, API.md',
    },
  ],
  callbacks: [
    { on: '@hapi/hapi.server().register', given: ['@hapi/hapi.server()'], source: 'npm @hapi/hapi 21, API.md' },
  ],
  effects: [{ on: '@hapi/hapi.ResponseToolkit().file', is: 'read', path: 0, source: 'npm @hapi/inert 7, API.md' }],
  inputs: { '@hapi/hapi.Request().payload': 'text' },
  handles: ['@hapi/hapi.Request()'],
};

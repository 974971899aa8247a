import type { CodeCatalogue } from '../../program/catalogue.js';

const server = 'npm socket.io 4.8, dist/index.d.ts';
const socket = 'npm socket.io 4.8, dist/socket.d.ts';

/** Socket.IO and other sockets: who listens to clients, and what reaches only those of one server. */
export const code: CodeCatalogue = {
  alias: {
    'socket.io()': 'socket.io.Server()',
    'socket.io.Namespace': 'socket.io.Server',
    'ws.Server': 'ws.WebSocketServer',
    'ws()': 'ws.WebSocket()',
  },
  same: [
    'socket.io.Server().{of,on,use,to,in,except,volatile,compress,local}',
    'socket.io.Socket().{on,once,join,leave}',
  ],
  entries: [
    { kind: 'socket', call: 'socket.io.Server().{on,once,use}', given: ['socket.io.Socket()'], source: server },
    { kind: 'socket', call: 'socket.io.Server().sockets.{on,use}', given: ['socket.io.Socket()'], source: server },
    { kind: 'socket', call: 'socket.io.Socket().{on,once,use,onAny}', source: socket },
    {
      kind: 'socket',
      call: 'ws.WebSocketServer().on',
      given: ['ws.WebSocket()', 'http.IncomingMessage()'],
      source: 'npm ws 8, doc/ws.md',
    },
    { kind: 'socket', call: 'ws.WebSocket().{on,addEventListener}', source: 'npm ws 8, doc/ws.md' },
    {
      kind: 'socket',
      extends: '@hocuspocus/server.Extension',
      methods: [
        'onConnect',
        'connected',
        'onAuthenticate',
        'onLoadDocument',
        'onChange',
        'onDisconnect',
        'onAwarenessUpdate',
        'onStateless',
        'beforeHandleMessage',
      ],
      given: ['@hocuspocus/server.Payload()'],
      source: 'npm @hocuspocus/server 3, src/types.ts, Extension',
    },
    // some time after the last change, of what this process has open
    {
      kind: 'task',
      extends: '@hocuspocus/server.Extension',
      methods: ['onStoreDocument', 'afterStoreDocument'],
      source: 'npm @hocuspocus/server 3, src/Hocuspocus.ts, storeDocumentHooks',
    },
    {
      kind: 'socket',
      call: 'sockjs.createServer().on',
      given: ['sockjs.Connection()'],
      source: 'npm sockjs 0.3, README.md',
    },
    { kind: 'socket', call: 'sockjs.Connection().on', source: 'npm sockjs 0.3, README.md' },
    {
      kind: 'socket',
      call: 'uWebSockets.js.{App,SSLApp}().ws',
      handler: 1,
      given: ['uWebSockets.js.WebSocket()'],
      source: 'uWebSockets.js 20, docs/index.d.ts',
    },
    {
      kind: 'request',
      call: 'uWebSockets.js.{App,SSLApp}().{get,post,put,patch,del,any,options}',
      source: 'uWebSockets.js 20, docs/index.d.ts',
    },
    { kind: 'socket', call: 'primus().on', given: ['primus.Spark()'], source: 'npm primus 8, README.md' },
    { kind: 'socket', call: 'primus.Spark().on', source: 'npm primus 8, README.md' },
    {
      kind: 'socket',
      call: 'websocket.server().on',
      given: ['websocket.request()'],
      source: 'npm websocket 1, docs/WebSocketServer.md',
    },
  ],
  effects: [
    {
      on: 'uWebSockets.js.{App,SSLApp}().publish',
      is: 'broadcast',
      what: 'clients',
      reach: 'process',
      source: 'uWebSockets.js 20, docs/index.d.ts',
    },
    {
      on: 'uWebSockets.js.WebSocket().publish',
      is: 'broadcast',
      what: 'clients',
      reach: 'process',
      source: 'uWebSockets.js 20, docs/index.d.ts',
    },
    {
      on: 'Bun.serve().publish',
      is: 'broadcast',
      what: 'clients',
      reach: 'process',
      source: 'Bun 1.2, docs/api/websockets',
    },
    {
      on: 'primus().{write,forEach}',
      is: 'broadcast',
      what: 'clients',
      reach: 'process',
      source: 'npm primus 8, README.md',
    },
    {
      on: '{colyseus,@colyseus/core}.Server',
      is: 'broadcast',
      what: 'clients',
      reach: 'process',
      when: { arg: 'presence', matches: '^$' },
      source: 'npm colyseus 0.16, README.md',
    },
    { on: 'socket.io.Server().{emit,send}', is: 'broadcast', reach: 'process', source: server },
    { on: 'socket.io.Server().{to,in,of}().emit', is: 'broadcast', reach: 'process', source: server },
    {
      on: 'socket.io.Socket().{broadcast.emit,to().emit,in().emit}',
      is: 'broadcast',
      reach: 'process',
      source: socket,
    },
  ],
  handles: ['socket.io.Socket()'],
  connectionIds: [
    'socket.io.Socket().id',
    '@hocuspocus/server.{Payload,onConnectPayload,connectedPayload,onChangePayload,onDisconnectPayload,onAuthenticatePayload,onAwarenessUpdatePayload,onStatelessPayload,beforeHandleMessagePayload}().socketId',
  ],
  connections: [
    {
      on: 'ws.WebSocket()',
      sends: ['send'],
      all: 'ws.WebSocketServer().clients',
      source: 'npm ws 8, doc/ws.md',
    },
    { on: 'uWebSockets.js.WebSocket()', sends: ['send'], source: 'uWebSockets.js 20, docs/index.d.ts' },
    { on: 'sockjs.Connection()', sends: ['write'], source: 'npm sockjs 0.3, README.md' },
    { on: 'primus.Spark()', sends: ['write', 'send'], source: 'npm primus 8, README.md' },
    {
      on: '{websocket.request().accept,websocket.connection}()',
      sends: ['send', 'sendUTF', 'sendBytes'],
      source: 'npm websocket 1, docs/WebSocketConnection.md',
    },
  ],
};

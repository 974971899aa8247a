import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'a loop over the sockets of this process; one that only pings them; GraphQL subscriptions',
    bad: {
      'src/live.js':
        "import { WebSocketServer } from 'ws';\n\nconst wss = new WebSocketServer({ port: 3001 });\n\nexport function publish(message) {\n  for (const client of «wss.clients») client.send(message);\n}\n",
    },
    good: {
      'src/live.js':
        "import { WebSocketServer } from 'ws';\n\nconst wss = new WebSocketServer({ port: 3001 });\nsetInterval(() => wss.clients.forEach((client) => client.ping()), 30_000);\n",
    },
  },
  {
    on: 'node-22',
    bad: {
      'src/pubsub.js': "import { PubSub } from 'graphql-subscriptions';\n\nexport const pubsub = «new PubSub»();\n",
    },
    good: {
      'src/pubsub.js':
        "import { RedisPubSub } from 'graphql-redis-subscriptions';\n\nexport const pubsub = new RedisPubSub({ connection: process.env.REDIS_URL });\n",
    },
  },
  {
    on: 'node-22',
    about: 'rooms of sockets that the app keeps itself, and a Redis channel that joins the servers',
    bad: {
      'src/chat.js':
        "import { WebSocketServer } from 'ws';\n\nconst rooms = new Map();\nconst wss = new WebSocketServer({ port: 3001 });\n\nwss.on('connection', (socket, request) => {\n  const room = new URL(request.url, 'http://shop').searchParams.get('room');\n  if (!rooms.has(room)) rooms.set(room, new Set());\n  rooms.get(room).add(socket);\n  socket.on('message', (text) => {\n    for (const peer of rooms.get(room)) «peer.send(text)»;\n  });\n  socket.on('close', () => rooms.get(room).delete(socket));\n});\n",
    },
    good: {
      'src/chat.js':
        "import { Redis } from 'ioredis';\nimport { WebSocketServer } from 'ws';\n\nconst rooms = new Map();\nconst wss = new WebSocketServer({ port: 3001 });\nconst publisher = new Redis(process.env.REDIS_URL);\nconst subscriber = new Redis(process.env.REDIS_URL);\n\nawait subscriber.psubscribe('room:*');\nsubscriber.on('pmessage', (pattern, channel, text) => {\n  for (const peer of rooms.get(channel) ?? []) peer.send(text);\n});\nwss.on('connection', (socket, request) => {\n  const room = request.url;\n  if (!rooms.has(room)) rooms.set(room, new Set());\n  rooms.get(room).add(socket);\n  socket.on('message', (text) => publisher.publish(room, text));\n});\n",
    },
  },
  {
    on: 'node-22',
    about: 'server-sent events: a list of open responses',
    bad: {
      'src/events.js':
        "import express from 'express';\n\nlet clients = [];\nexport const events = express.Router();\n\nevents.get('/events', (request, response) => {\n  response.writeHead(200, { 'Content-Type': 'text/event-stream' });\n  clients.push(response);\n  request.on('close', () => {\n    clients = clients.filter((client) => client !== response);\n  });\n});\n\nexport function publish(event) {\n  clients.forEach((client) => «client.write('data: ' + JSON.stringify(event) + '\\n\\n')»);\n}\n",
    },
    good: {
      'src/events.js':
        "import express from 'express';\nimport { createClient } from 'redis';\n\nconst clients = new Set();\nexport const events = express.Router();\nconst subscriber = createClient({ url: process.env.REDIS_URL });\nawait subscriber.connect();\n\nawait subscriber.subscribe('events', (text) => {\n  for (const client of clients) client.write(text);\n});\nevents.get('/events', (request, response) => {\n  clients.add(response);\n  request.on('close', () => clients.delete(response));\n});\n",
    },
  },
  {
    on: 'node-22',
    about: 'documents of Yjs live in the server that opened them',
    bad: {
      'src/documents.js':
        "import { setupWSConnection } from 'y-websocket/bin/utils';\nimport { WebSocketServer } from 'ws';\n\nconst wss = new WebSocketServer({ port: 1234 });\nwss.on('connection', (socket, request) => «setupWSConnection»(socket, request));\n",
    },
    good: {
      'src/documents.js':
        "import { Redis } from '@hocuspocus/extension-redis';\nimport { Server } from '@hocuspocus/server';\n\nconst server = new Server({ port: 1234, extensions: [new Redis({ host: process.env.REDIS_HOST })] });\nserver.listen();\n",
    },
  },
  {
    on: 'node-22',
    about: 'extensions that a function makes, of classes over those of packages',
    good: {
      'package.json':
        '{"name": "docs", "type": "module", "scripts": {"start": "node src/documents.js"}, "dependencies": {"@hocuspocus/server": "3", "@hocuspocus/extension-redis": "3"}}',
      'src/redis.js':
        "import { Redis as Base } from '@hocuspocus/extension-redis';\nimport { client } from './client.js';\n\nexport class Redis extends Base {\n  constructor() {\n    super({ redis: client() });\n  }\n}\n",
      'src/documents.js':
        "import { Server } from '@hocuspocus/server';\nimport { Redis } from './redis.js';\n\nconst extensions = () => [new Redis()];\nconst server = new Server({ port: 1234, extensions: extensions() });\nserver.listen();\n",
    },
  },
  {
    on: 'node-22',
    about: 'Hocuspocus without its Redis extension',
    bad: {
      'src/documents.js':
        "import { Database } from '@hocuspocus/extension-database';\nimport { Server } from '@hocuspocus/server';\nimport { fetch, store } from './documents-table.js';\n\nconst server = «new Server»({ port: 1234, extensions: [new Database({ fetch, store })] });\nserver.listen();\n",
    },
  },
  {
    on: 'node-22',
    about: 'GraphQL Yoga publishes within the process unless it is given an event target',
    bad: {
      'src/pubsub.js': "import { createPubSub } from 'graphql-yoga';\n\nexport const pubsub = «createPubSub»();\n",
    },
    good: {
      'src/pubsub.js':
        "import { createRedisEventTarget } from '@graphql-yoga/redis-event-target';\nimport { createPubSub } from 'graphql-yoga';\nimport { Redis } from 'ioredis';\n\nconst publishClient = new Redis(process.env.REDIS_URL);\nconst subscribeClient = new Redis(process.env.REDIS_URL);\nexport const pubsub = createPubSub({ eventTarget: createRedisEventTarget({ publishClient, subscribeClient }) });\n",
    },
  },
  {
    on: 'fastify-5',
    about: 'subscriptions of Mercurius go through an emitter of the process unless it is given another',
    bad: {
      'src/graphql.js':
        "import mercurius from 'mercurius';\nimport { schema } from './schema.js';\n\nexport default async function graphql(app) {\n  «app.register»(mercurius, { schema, subscription: true });\n}\n",
    },
    good: {
      'src/graphql.js':
        "import mercurius from 'mercurius';\nimport redis from 'mqemitter-redis';\nimport { schema } from './schema.js';\n\nexport default async function graphql(app) {\n  app.register(mercurius, { schema, subscription: { emitter: redis({ host: process.env.REDIS_HOST }) } });\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'an extension of the app itself may join the servers',
    unclear: {
      'src/documents.js':
        "import { Hocuspocus } from '@hocuspocus/server';\nimport { Redis } from 'ioredis';\nimport { SyncExtension } from './sync.js';\n\nconst documents = new Hocuspocus({ extensions: [] });\nexport const sync = new SyncExtension(documents, new Redis(process.env.REDIS_URL));\n",
    },
  },
  {
    on: 'node-22',
    about: 'topics of uWebSockets.js are those of the process; what hears the other servers passes their messages on',
    bad: {
      'src/sockets.js':
        "import { App } from 'uWebSockets.js';\n\nconst app = App();\nconst tell = (message) => «app.publish»('all', message);\n\napp.ws('/*', { open: (socket) => socket.subscribe('all'), message: (socket, message) => tell(message) });\napp.listen(3000, () => {});\n",
    },
    good: {
      'src/sockets.js':
        "import { createClient } from 'redis';\nimport { App } from 'uWebSockets.js';\n\nconst app = App();\nconst heard = createClient({ url: process.env.REDIS_URL });\nconst told = createClient({ url: process.env.REDIS_URL });\nconst tell = (message) => app.publish('all', message);\n\nheard.subscribe('all', tell);\napp.ws('/*', { open: (socket) => socket.subscribe('all'), message: (socket, message) => told.publish('all', message) });\napp.listen(3000, () => {});\n",
    },
  },
]);

import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'socketio-4',
    bad: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst io = «new Server»(http, { transports: ['websocket'] });\nio.on('connection', (socket) => socket.on('message', (text) => io.emit('message', text)));\nhttp.listen(3000);\n",
    },
    good: {},
  },
  {
    on: 'socketio-4',
    about: 'an adapter that only a cluster gets, which the example is not',
    bad: {
      '.env.example': 'CLUSTER=\n',
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { createAdapter } from '@socket.io/redis-adapter';\nimport { Server } from 'socket.io';\nimport { publisher, subscriber } from './redis.js';\n\nconst http = createServer();\nconst io = «new Server»(http, { transports: ['websocket'] });\nif (process.env.CLUSTER) {\n  io.adapter(createAdapter(publisher, subscriber));\n}\nhttp.listen(3000);\n",
    },
    good: {
      '.env.example': 'CLUSTER=1\n',
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { createAdapter } from '@socket.io/redis-adapter';\nimport { Server } from 'socket.io';\nimport { publisher, subscriber } from './redis.js';\n\nconst http = createServer();\nconst io = new Server(http, { transports: ['websocket'] });\nif (process.env.CLUSTER) {\n  io.adapter(createAdapter(publisher, subscriber));\n}\nhttp.listen(3000);\n",
    },
  },
  {
    on: 'socketio-4',
    about: 'the fix: an adapter, with a connection of its own to listen on',
    bad: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst io = «new Server»(http, { transports: ['websocket'] });\nio.on('connection', (socket) => socket.join('lobby'));\nhttp.listen(3000);\n",
    },
    fixed: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\nimport { createAdapter } from '@socket.io/redis-adapter';\nimport { redis } from './redis.js';\n\nconst http = createServer();\nconst io = new Server(http, { transports: ['websocket'] });\nconst subscriber = redis.duplicate();\nsubscriber.connect();\nio.adapter(createAdapter(redis, subscriber));\nio.on('connection', (socket) => socket.join('lobby'));\nhttp.listen(3000);\n",
      'src/redis.js':
        "import { createClient } from 'redis';\n\nexport const redis = createClient({ url: process.env.REDIS_URL });\nredis.on('error', (error) => console.error(error));\nredis.connect();\n",
    },
  },
  {
    on: 'socketio-4',
    about: 'the fix speaks of the server by what it was assigned to',
    bad: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server as Sockets } from 'socket.io';\n\nclass Rooms {\n  open(http) {\n    this.sockets = «new Sockets»(http, { transports: ['websocket'] });\n    this.sockets.on('connection', (socket) => socket.join('lobby'));\n  }\n}\n\nconst http = createServer();\nnew Rooms().open(http);\nhttp.listen(3000);\n",
    },
    fixed: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server as Sockets } from 'socket.io';\nimport { createAdapter } from '@socket.io/redis-adapter';\nimport { redis } from './redis.js';\n\nclass Rooms {\n  open(http) {\n    this.sockets = new Sockets(http, { transports: ['websocket'] });\n    const subscriber = redis.duplicate();\n    subscriber.connect();\n    this.sockets.adapter(createAdapter(redis, subscriber));\n    this.sockets.on('connection', (socket) => socket.join('lobby'));\n  }\n}\n\nconst http = createServer();\nnew Rooms().open(http);\nhttp.listen(3000);\n",
      'src/redis.js':
        "import { createClient } from 'redis';\n\nexport const redis = createClient({ url: process.env.REDIS_URL });\nredis.on('error', (error) => console.error(error));\nredis.connect();\n",
    },
  },
  {
    on: 'socketio-4',
    about: 'the cluster adapter joins the processes of one server; an option joins the servers',
    bad: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { createAdapter } from '@socket.io/cluster-adapter';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst io = new Server(http, { transports: ['websocket'] });\n«io.adapter»(createAdapter());\nhttp.listen(3000);\n",
    },
    good: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { createAdapter } from '@socket.io/redis-streams-adapter';\nimport { createClient } from 'redis';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst redis = createClient({ url: process.env.REDIS_URL });\nexport const io = new Server(http, { transports: ['websocket'], adapter: createAdapter(redis) });\nhttp.listen(3000);\n",
    },
  },
]);

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
]);

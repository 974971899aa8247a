import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'socketio-4',
    about: 'the fix: the transport that stays on one server',
    bad: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { createAdapter } from '@socket.io/redis-adapter';\nimport { Server } from 'socket.io';\nimport { publisher, subscriber } from './redis.js';\n\nconst http = createServer();\nconst io = new Server(http, {\n  transports: «['polling', 'websocket']»,\n});\nio.adapter(createAdapter(publisher, subscriber));\nhttp.listen(3000);\n",
    },
    fixed: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { createAdapter } from '@socket.io/redis-adapter';\nimport { Server } from 'socket.io';\nimport { publisher, subscriber } from './redis.js';\n\nconst http = createServer();\nconst io = new Server(http, {\n  transports: ['websocket'],\n});\nio.adapter(createAdapter(publisher, subscriber));\nhttp.listen(3000);\n",
    },
  },
]);

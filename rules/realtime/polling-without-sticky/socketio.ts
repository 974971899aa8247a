import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'socketio-4',
    bad: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst io = new Server(http, { transports: «['polling', 'websocket']» });\nhttp.listen(3000);\n",
    },
    good: {},
  },
  {
    on: 'socketio-4',
    about: 'the default starts with polling, unless every client of the app asks for WebSocket only',
    bad: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst io = «new Server»(http);\nhttp.listen(3000);\n",
    },
    good: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst io = new Server(http);\nhttp.listen(3000);\n",
      'client/chat.js':
        "import { io } from 'socket.io-client';\n\nexport const socket = io('/', { transports: ['websocket'] });\n",
    },
  },
  {
    on: 'socketio-4',
    about: 'a client begins with the first of its transports',
    bad: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst io = «new Server»(http);\nhttp.listen(3000);\n",
      'client/chat.js':
        "import { io } from 'socket.io-client';\n\nexport const socket = io('/', { transports: ['polling', 'websocket'] });\n",
    },
    good: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst io = new Server(http);\nhttp.listen(3000);\n",
      'client/chat.js':
        "import { io } from 'socket.io-client';\n\nexport const socket = io('/', { transports: ['websocket', 'polling'] });\n",
    },
  },
]);

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
  {
    on: 'socketio-4',
    about: 'clients that a helper of theirs makes',
    bad: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst io = «new Server»(http);\nhttp.listen(3000);\n",
      'client/connect.js':
        "import { io } from 'socket.io-client';\n\nexport const connect = (path, options) => io(path, options);\n",
      'client/chat.js':
        "import { connect } from './connect.js';\n\nexport const chat = connect('/chat', { transports: ['websocket'] });\nexport const news = connect('/news', { transports: ['polling'] });\n",
    },
    good: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst http = createServer();\nconst io = new Server(http);\nhttp.listen(3000);\n",
      'client/connect.js':
        "import { io } from 'socket.io-client';\n\nexport const connect = (path, options) => io(path, options);\n",
      'client/chat.js':
        "import { connect } from './connect.js';\n\nexport const chat = connect('/chat', { transports: ['websocket'] });\nexport const news = connect('/news', { transports: ['websocket'] });\n",
    },
  },
]);

import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'socketio-4',
    bad: {
      'src/server.js': `import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { transports: «['polling', 'websocket']» });
http.listen(3000);
`,
    },
    good: {},
  },
  {
    on: 'socketio-4',
    about: 'the default starts with polling, unless every client of the app asks for WebSocket only',
    bad: {
      'src/server.js': `import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = «new Server»(http);
http.listen(3000);
`,
    },
    good: {
      'src/server.js': `import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http);
http.listen(3000);
`,
      'client/chat.js': `import { io } from 'socket.io-client';

export const socket = io('/', { transports: ['websocket'] });
`,
    },
  },
]);

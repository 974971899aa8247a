import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'socketio-4',
    bad: {
      'src/server.js': `import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = «new Server»(http, { transports: ['websocket'] });
io.on('connection', (socket) => socket.on('message', (text) => io.emit('message', text)));
http.listen(3000);
`,
    },
    good: {},
  },
  {
    on: 'socketio-4',
    about: 'an adapter that only a cluster gets, which the example is not',
    bad: {
      '.env.example': 'CLUSTER=\n',
      'src/server.js': `import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { Server } from 'socket.io';
import { publisher, subscriber } from './redis.js';

const http = createServer();
const io = «new Server»(http, { transports: ['websocket'] });
if (process.env.CLUSTER) {
  io.adapter(createAdapter(publisher, subscriber));
}
http.listen(3000);
`,
    },
    good: {
      '.env.example': 'CLUSTER=1\n',
      'src/server.js': `import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { Server } from 'socket.io';
import { publisher, subscriber } from './redis.js';

const http = createServer();
const io = new Server(http, { transports: ['websocket'] });
if (process.env.CLUSTER) {
  io.adapter(createAdapter(publisher, subscriber));
}
http.listen(3000);
`,
    },
  },
]);

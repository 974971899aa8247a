import { examples } from 'ha-ready/rule';

const server = `import express from 'express';\nimport { ask, waiting } from './channel.js';

const app = express();

app.post('/ask/:name', async (req, res) => {
  res.json(await ask(req.params.name, req.body));
});
app.get('/waiting', (_, res) => res.json(waiting()));
app.get('/healthz', (_, res) => res.end());
app.listen(3000);
`;

const channel = (more: string) => `import { randomUUID } from 'node:crypto';\nimport { Redis } from 'ioredis';

const redis = new Redis(process.env.REDIS_URL);
const open = new Map();

export async function ask(name, question) {
  const id = \`\${name}-\${Date.now()}\`;
  open.set(id, { name, question });
  await redis.publish('questions', JSON.stringify({ id, question }));
  return { id };
}

export function waiting() {
  return [...open.values()];
}
${more}`;

export default examples([
  {
    on: 'express-5',
    about:
      'what waits in this process for what others send, looked up by who hears them; without that, only the others would find it',
    bad: {
      'src/channel.js': channel('').replace('const open', 'const «open»'),
      'src/server.js': server,
    },
    good: {
      'src/channel.js': channel(
        "\nconst heard = redis.duplicate();\nawait heard.subscribe('answers');\nheard.on('message', (_, text) => {\n  const { id, answer } = JSON.parse(text);\n  const asked = open.get(id);\n  if (asked) asked.answer = answer;\n});\n",
      ),
      'src/server.js': server,
    },
  },
  {
    on: 'express-5',
    about: 'a number under which something is put into a table of this process: the table tells',
    bad: {
      'src/server.js':
        "import express from 'express';\n\nconst «rooms» = new Map();\nlet last = 0;\n\nconst app = express();\napp.post('/rooms', (req, res) => {\n  last += 1;\n  const id = last;\n  rooms.set(id, { name: req.body.name });\n  res.json({ id });\n});\napp.get('/rooms/:id', (req, res) => res.json(rooms.get(Number(req.params.id))));\napp.get('/healthz', (_, res) => res.end());\napp.listen(3000);\n",
    },
  },
  {
    on: 'express-5',
    about:
      'a number that tells one message to a process of its own from the next; one that decides, and that users see',
    bad: {
      'src/server.js':
        "import { fork } from 'node:child_process';\nimport express from 'express';\n\nlet «orders» = 0;\nconst mailer = fork('src/mailer.js');\n\nconst app = express();\napp.post('/orders', (req, res) => {\n  orders++;\n  mailer.send({ to: req.body.mail });\n  res.end();\n});\napp.get('/orders', (req, res) => res.json({ orders }));\napp.listen(3000);\n",
      'src/mailer.js': "process.on('message', ({ to, number }) => console.log(to, number));\n",
    },
    good: {
      'src/server.js':
        "import { fork } from 'node:child_process';\nimport express from 'express';\n\nlet number = 0;\nconst mailer = fork('src/mailer.js');\n\nconst app = express();\napp.post('/orders', (req, res) => {\n  mailer.send({ to: req.body.mail, number });\n  number++;\n  res.end();\n});\napp.listen(3000);\n",
      'src/mailer.js': "process.on('message', ({ to, number }) => console.log(to, number));\n",
    },
  },
  {
    on: 'socketio-4',
    about: 'what is kept for one connection, under its id; looked at for all of them it is another matter',
    bad: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst io = new Server(createServer().listen(3000));\nconst «names» = new Map();\n\nio.on('connection', (socket) => {\n  socket.on('name', (name) => names.set(socket.id, name));\n  socket.on('who', (answer) => answer([...names.values()]));\n  socket.on('disconnect', () => names.delete(socket.id));\n});\n",
    },
    good: {
      'src/server.js':
        "import { createServer } from 'node:http';\nimport { Server } from 'socket.io';\n\nconst io = new Server(createServer().listen(3000));\nconst names = new Map();\n\nio.on('connection', (socket) => {\n  socket.on('name', (name) => names.set(socket.id, name));\n  socket.on('me', (answer) => answer(names.get(socket.id)));\n  socket.on('disconnect', () => names.delete(socket.id));\n});\n",
    },
  },
  {
    on: 'socketio-4',
    about: 'what a library tells by the id of the connection, also where a type of the app stands around its own',
    bad: {
      'src/types.ts': 'export type withUser<T> = Omit<T, "context"> & { context: { user: string } };\n',
      'src/limit.ts':
        "import type { connectedPayload, Extension, onConnectPayload } from '@hocuspocus/server';\nimport type { withUser } from './types.ts';\n\nexport class Limit implements Extension {\n  users = «new Map()»;\n\n  async connected({ documentName, socketId }: withUser<connectedPayload>) {\n    this.users.set(documentName, socketId);\n  }\n\n  async onConnect({ documentName }: onConnectPayload) {\n    if (this.users.has(documentName)) throw new Error('somebody is there');\n  }\n}\n",
      'src/server.js':
        "import { Server } from '@hocuspocus/server';\nimport { Limit } from './limit.ts';\n\nServer.configure({ extensions: [new Limit()] }).listen();\n",
    },
    good: {
      'src/types.ts': 'export type withUser<T> = Omit<T, "context"> & { context: { user: string } };\n',
      'src/limit.ts':
        "import type { connectedPayload, Extension, onChangePayload } from '@hocuspocus/server';\nimport type { withUser } from './types.ts';\n\nexport class Limit implements Extension {\n  users = new Map();\n\n  async connected({ documentName, socketId }: withUser<connectedPayload>) {\n    this.users.set(socketId, documentName);\n  }\n\n  async onChange({ socketId }: onChangePayload) {\n    console.log(this.users.get(socketId));\n  }\n}\n",
      'src/server.js':
        "import { Server } from '@hocuspocus/server';\nimport { Limit } from './limit.ts';\n\nServer.configure({ extensions: [new Limit()] }).listen();\n",
    },
  },
]);

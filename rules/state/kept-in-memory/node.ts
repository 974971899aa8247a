import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'what belongs to one connection ends with it',
    bad: {
      'src/rooms.js':
        'const «rooms» = {};\n\nexport function join(socket, room) {\n  rooms[room] ??= [];\n  rooms[room].push(socket.id);\n  rooms[room] = rooms[room].slice(-50);\n}\n',
    },
    good: {
      'src/rooms.js':
        "const connections = new Map();\n\nexport function accept(socket) {\n  connections.set(socket.id, socket);\n  socket.on('close', () => connections.delete(socket.id));\n}\n",
    },
  },
  {
    on: 'node-22',
    about:
      'a field that the constructor makes, in the one object of the module; one object for each import is no such thing',
    bad: {
      'src/lobby.js':
        'class Lobby {\n  constructor() {\n    «this.players» = new Map();\n  }\n\n  join(request, response) {\n    this.players.set(request.body.id, request.body.name);\n    response.end();\n  }\n}\n\nexport const lobby = new Lobby();\n',
    },
    good: {
      'src/import.js':
        'class Import {\n  constructor() {\n    this.users = new Map();\n  }\n\n  row(request, line) {\n    this.users.set(line.id, line);\n  }\n}\n\nexport const importAll = (request) => new Import().row(request, request.body);\n',
    },
  },
  {
    on: 'node-22',
    about: 'messages between modules that no other server hears, unless a cluster is configured',
    bad: {
      '.env.example': 'CLUSTER=\n',
      'src/pubsub.js':
        "import { EventEmitter } from 'node:events';\nimport { redisBus } from './redis-bus.js';\n\nconst local = () => {\n  const bus = «new EventEmitter»();\n  bus.publish = bus.emit;\n  return bus;\n};\nexport const pubsub = process.env.CLUSTER ? redisBus() : local();\n",
    },
    good: {
      '.env.example': 'CLUSTER=1\n',
      'src/pubsub.js':
        "import { EventEmitter } from 'node:events';\nimport { redisBus } from './redis-bus.js';\n\nlet bus;\nif (!process.env.CLUSTER) {\n  bus = new EventEmitter();\n  bus.publish = bus.emit;\n} else {\n  bus = redisBus();\n}\nexport const pubsub = bus;\n",
    },
  },
  {
    on: 'node-22',
    about: 'what joins the servers keeps account of what this one was asked for',
    good: {
      'src/redis-sync.js':
        "export class RedisSync {\n  constructor(redis) {\n    this.redis = redis;\n    this.pendingReplies = new Map();\n  }\n\n  ask(request) {\n    this.pendingReplies.set(request.id, request);\n    this.redis.publish('ask', request.id);\n  }\n\n  answer(request) {\n    this.pendingReplies.delete(request.id);\n  }\n}\n\nexport const sync = new RedisSync(redis);\n",
    },
  },
]);

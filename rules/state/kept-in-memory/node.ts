import { examples } from 'ha-ready/rule';

const importer = (seen: string) =>
  `export class Importer {\n  constructor() {\n    this.seen = ${seen};\n  }\n\n  run(rows) {\n    for (const row of rows) this.seen[row.id] = row.name;\n    return this.names();\n  }\n\n  names() {\n    return Object.values(this.seen);\n  }\n}\n`;

export default examples([
  {
    on: 'node-22',
    about: 'what belongs to one connection ends with it',
    bad: {
      'src/rooms.js':
        "import { WebSocketServer } from 'ws';\n\nconst «rooms» = {};\nconst server = new WebSocketServer({ port: 3001 });\n\nserver.on('connection', (socket, request) => {\n  rooms[request.url] ??= [];\n  rooms[request.url].push(request.headers['x-name']);\n  socket.send(rooms[request.url].join());\n});\n",
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
        'class Lobby {\n  constructor() {\n    this.players = «new Map()»;\n  }\n\n  join(request, response) {\n    this.players.set(request.body.id, request.body.name);\n    response.end();\n  }\n\n  list(request, response) {\n    response.json([...this.players.values()]);\n  }\n}\n\nexport const lobby = new Lobby();\n',
      'src/app.js':
        "import express from 'express';\nimport { lobby } from './lobby.js';\n\nexport const app = express();\napp.post('/players', (request, response) => lobby.join(request, response));\napp.get('/players', (request, response) => lobby.list(request, response));\n",
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
  {
    on: 'nest-11',
    about: 'a login under way that the object given to Passport remembers, until the user comes back',
    bad: {
      'src/states.ts':
        'export class LoginStates {\n  private readonly begun = «new Map<string, object>()»;\n\n  store(_request: unknown, context: object, _app: unknown, _meta: unknown, done: (error: null, handle: string) => void) {\n    const handle = crypto.randomUUID();\n    this.begun.set(handle, context);\n    done(null, handle);\n  }\n\n  verify(_request: unknown, handle: string, done: (error: null, context?: object) => void) {\n    const context = this.begun.get(handle);\n    this.begun.delete(handle);\n    done(null, context);\n  }\n}\n',
      'src/login.strategy.ts':
        "import { Injectable } from '@nestjs/common';\nimport { PassportStrategy } from '@nestjs/passport';\nimport { Strategy } from 'passport-openidconnect';\nimport { LoginStates } from './states';\n\n@Injectable()\nexport class LoginStrategy extends PassportStrategy(Strategy, 'login') {\n  constructor() {\n    super({ issuer: process.env.ISSUER, store: new LoginStates() });\n  }\n}\n",
    },
    good: {
      'src/login.strategy.ts':
        "import { Injectable } from '@nestjs/common';\nimport { PassportStrategy } from '@nestjs/passport';\nimport { Strategy } from 'passport-openidconnect';\n\n@Injectable()\nexport class LoginStrategy extends PassportStrategy(Strategy, 'login') {\n  constructor() {\n    super({ issuer: process.env.ISSUER });\n  }\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'a field that a class declares is shown where it is declared, also where a method empties it',
    bad: {
      'src/rates.js':
        "import express from 'express';\n\nclass Rates {\n  current = «{}»;\n\n  clear() {\n    this.current = {};\n  }\n\n  put(name, rate) {\n    this.current[name] = rate;\n  }\n\n  get(name) {\n    return this.current[name];\n  }\n}\n\nconst rates = new Rates();\nconst app = express();\napp.put('/rates/:name', (request, response) => {\n  rates.put(request.params.name, request.body.rate);\n  response.end();\n});\napp.get('/rates/:name', (request, response) => response.json(rates.get(request.params.name)));\napp.delete('/rates', (request, response) => {\n  rates.clear();\n  response.end();\n});\n",
    },
    good: {
      'src/rates.js':
        "import express from 'express';\n\nclass Rates {\n  current = {};\n\n  get(name) {\n    return this.current[name];\n  }\n}\n\nconst rates = new Rates();\nconst app = express();\napp.get('/rates/:name', (request, response) => response.json(rates.get(request.params.name)));\n",
    },
  },
  {
    on: 'node-22',
    about: 'the servers of sockets of this process, by their names, from its start on',
    good: {
      'src/sockets.js':
        'class Sockets {\n  constructor() {\n    this.sockets = [];\n  }\n\n  register(name, socket) {\n    this.sockets.push({ name, socket });\n  }\n\n  of(name) {\n    return this.sockets.find((one) => one.name === name)?.socket;\n  }\n}\n\nexport const sockets = new Sockets();\n',
      'src/feed.js':
        "import { WebSocketServer } from 'ws';\nimport { sockets } from './sockets.js';\n\nsockets.register('feed', new WebSocketServer({ port: 3001 }));\n",
    },
  },
  {
    on: 'express-5',
    about: 'an object that is made for each import, and by a script of the start too; one that is made once',
    bad: {
      'src/importer.js': importer('«{}»'),
      'src/app.js':
        "import express from 'express';\nimport { Importer } from './importer.js';\n\nconst importer = new Importer();\nexport const app = express();\napp.use(express.json());\napp.post('/imports', (request, response) => response.json(importer.run(request.body)));\napp.get('/names', (request, response) => response.json(importer.names()));\napp.listen(3000);\n",
    },
    good: {
      'src/importer.js': importer('{}'),
      'src/app.js':
        "import express from 'express';\nimport { Importer } from './importer.js';\nimport rows from './first.json' with { type: 'json' };\n\nnew Importer().run(rows);\nexport const app = express();\napp.use(express.json());\napp.post('/imports', (request, response) => response.json(new Importer().run(request.body)));\napp.listen(3000);\n",
    },
  },
]);

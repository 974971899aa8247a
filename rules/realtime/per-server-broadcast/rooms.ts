import { examples } from 'ha-ready/rule';

const server = (open: string) =>
  `import { WebSocketServer } from 'ws';\nimport { roomOf } from './rooms.js';\n\nconst server = new WebSocketServer({ port: 3000 });\n\nserver.on('connection', (socket, request) => {\n  ${open}\n});\n`;

export default examples([
  {
    on: 'node-22',
    about:
      'rooms that are kept by their names and gather the connections of this process; one that hears what the other servers say',
    bad: {
      'src/rooms.js':
        'class Room {\n  members = new Set();\n  lines = [];\n\n  join(socket) {\n    this.members.add(socket);\n  }\n\n  say(line) {\n    this.lines.push(line);\n    for (const member of this.members) member.send(line);\n  }\n}\n\nconst «rooms» = new Map();\n\nexport function roomOf(name) {\n  let room = rooms.get(name);\n  if (!room) {\n    room = new Room();\n    rooms.set(name, room);\n  }\n  return room;\n}\n',
      'src/server.js': server(
        "const room = roomOf(request.url);\n  room.join(socket);\n  socket.on('message', (line) => room.say(line));",
      ),
    },
    good: {
      'src/rooms.js':
        "import { createClient } from 'redis';\n\nconst redis = createClient({ url: process.env.REDIS_URL });\nconst publisher = redis.duplicate();\n\nclass Room {\n  members = new Set();\n\n  join(socket) {\n    this.members.add(socket);\n    redis.subscribe('lines', (line) => {\n      for (const member of this.members) member.send(line);\n    });\n  }\n\n  say(line) {\n    publisher.publish('lines', line);\n  }\n}\n\nconst rooms = new Map();\n\nexport function roomOf(name) {\n  let room = rooms.get(name);\n  if (!room) {\n    room = new Room();\n    rooms.set(name, room);\n  }\n  return room;\n}\n",
      'src/server.js': server(
        "const room = roomOf(request.url);\n  room.join(socket);\n  socket.on('message', (line) => room.say(line));",
      ),
    },
  },
  {
    on: 'node-22',
    about: 'documents that are written out, with what is made of each connection',
    bad: {
      'src/rooms.js':
        "class Member {\n  constructor(socket) {\n    this.socket = socket;\n  }\n\n  send(line) {\n    this.socket.send(line);\n  }\n}\n\nconst «rooms» = new Map();\n\nexport function roomOf(name, socket) {\n  let room = rooms.get(name);\n  if (!room) {\n    room = { members: [], text: '' };\n    rooms.set(name, room);\n  }\n  room.members.push(new Member(socket));\n  return room;\n}\n",
      'src/server.js': server('roomOf(request.url, socket);'),
    },
  },
]);

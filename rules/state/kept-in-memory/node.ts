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
]);

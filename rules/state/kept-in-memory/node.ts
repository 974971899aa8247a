import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'what belongs to one connection ends with it',
    bad: {
      'src/rooms.js': `const «rooms» = {};

export function join(socket, room) {
  rooms[room] ??= [];
  rooms[room].push(socket.id);
  rooms[room] = rooms[room].slice(-50);
}
`,
    },
    good: {
      'src/rooms.js': `const connections = new Map();

export function accept(socket) {
  connections.set(socket.id, socket);
  socket.on('close', () => connections.delete(socket.id));
}
`,
    },
  },
]);

import { examples } from 'ha-ready/rule';

const move =
  "module.exports = {\n  async fn({ id, title }) {\n    const card = await Card.updateOne(id).set({ title });\n    «sails.sockets.broadcast(`board:${card.boardId}`, 'moved', card)»;\n    return card;\n  },\n};\n";

export default examples([
  {
    on: 'sails-1',
    about: 'rooms live in the process unless production, or else the file of sockets, names an adapter',
    bad: {
      'config/env/production.js':
        'module.exports = {\n  sockets: {\n    onlyAllowOrigins: [process.env.BASE_URL],\n  },\n};\n',
      'api/controllers/move.js': move,
    },
    good: {
      'config/env/production.js':
        "module.exports = {\n  sockets: {\n    adapter: '@sailshq/socket.io-redis',\n    url: process.env.REDIS_URL,\n  },\n};\n",
      'api/controllers/move.js': move.replace(/[«»]/g, ''),
    },
    unclear: {
      'config/sockets.js':
        "const { adapterFor } = require('@boards/platform');\n\nmodule.exports.sockets = {\n  adapter: adapterFor(process.env),\n};\n",
      'api/controllers/move.js': move.replace(/[«»]/g, ''),
    },
  },
  {
    on: 'sails-1',
    about: 'what the file of sockets names holds where production says nothing of it',
    bad: {
      'config/sockets.js': "module.exports.sockets = {\n  adapter: «'memory'»,\n};\n",
      'config/env/production.js':
        'module.exports = {\n  sockets: {\n    onlyAllowOrigins: [process.env.BASE_URL],\n  },\n};\n',
      'api/controllers/move.js': move.replace(/[«»]/g, ''),
    },
    good: {
      'config/sockets.js': "module.exports.sockets = {\n  adapter: '@sailshq/socket.io-redis',\n};\n",
      'config/env/production.js':
        'module.exports = {\n  sockets: {\n    onlyAllowOrigins: [process.env.BASE_URL],\n  },\n};\n',
      'api/controllers/move.js': move.replace(/[«»]/g, ''),
    },
  },
]);

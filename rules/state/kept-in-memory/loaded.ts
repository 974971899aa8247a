import { examples } from 'ha-ready/rule';

/** A table that requests fill and read, behind a name of the object that all code sees. */
const server = (handlers: string) => `const path = require('path');
const { ApolloServer } = require('apollo-server');
${handlers}
global.SHOP = { folder: path.join(process.cwd(), 'src'), carts: require('./carts').init() };
new ApolloServer({ typeDefs: require('./types'), ...require('./answers') }).listen(4000);
`;

const carts = (kept: string, put: string, get: string) => `module.exports = {
  ${kept}
  init() {
    return this;
  },
  async put(user, cart) {
    ${put}
  },
  async get(user) {
    ${get}
  },
};
`;

const inMemory = carts('«open»: {},', 'this.open[user] = cart;', 'return this.open[user];');
const inRedis = carts(
  "redis: new (require('ioredis'))(process.env.REDIS_URL),",
  "await this.redis.set(user, JSON.stringify(cart), 'EX', 600);",
  'return JSON.parse(await this.redis.get(user));',
);

const cart = `module.exports = {
  Query: { cart: (_, { user }) => SHOP.carts.get(user) },
  Mutation: { saveCart: (_, { user, cart }) => SHOP.carts.put(user, cart) },
};
`;

const byLoader =
  "const _ = require('lodash');\nconst path = require('path');\nconst loadAll = require('require-all');\n\nconst resolvers = {};\n_.values(loadAll(path.join(SHOP.folder, 'resolvers'))).forEach((one) => {\n  _.merge(resolvers, one);\n});\n\nmodule.exports = { resolvers };\n";
const byName =
  "const fs = require('fs');\nconst path = require('path');\n\nconst folder = path.join(__dirname, 'resolvers');\nconst resolvers = {};\nfor (const file of fs.readdirSync(folder)) Object.assign(resolvers, require(path.join(folder, file)));\n\nmodule.exports = { resolvers };\n";

const files = {
  'src/types.js': 'module.exports = `type Query { cart(user: ID): String }`;\n',
  'src/server.js': server(''),
};

export default examples([
  {
    on: 'express-5',
    about:
      'resolvers that are loaded by their folder, whose path hangs on the global object, and merged into one table',
    bad: {
      ...files,
      'src/answers.js': byLoader,
      'src/resolvers/cart.js': cart,
      'src/carts.js': inMemory,
    },
    good: {
      ...files,
      'src/answers.js': byLoader,
      'src/resolvers/cart.js': cart,
      'src/carts.js': inRedis,
    },
  },
  {
    on: 'express-5',
    about: 'each file of a folder that is required by its name, from a path that was put together before',
    bad: {
      ...files,
      'src/answers.js': byName,
      'src/resolvers/cart.js': cart,
      'src/carts.js': inMemory,
    },
    good: {
      ...files,
      'src/answers.js': byName,
      'src/resolvers/cart.js': cart,
      'src/carts.js': inRedis,
    },
  },
]);

import { examples } from 'ha-ready/rule';

const server = `const express = require('express');

module.exports = {
  async start() {
    const app = express();
    app.get('/healthz', (_, res) => res.end());
    const server = app.listen(process.env.PORT);
    process.on('SIGTERM', () => server.close());
  },
};
`;

const main = `global.SHOP = {
  startedAt: Date.now(),
  parts: require('./parts'),
};

SHOP.parts.init();
`;

const parts = `module.exports = {
  async init() {
    SHOP.db = require('./db').init();
    await SHOP.db.ready;
    await require('./web').start();
  },
};
`;

const db = (steps: string) => `const Promise = require('bluebird');
const knex = require('knex');

module.exports = {
  knex: null,
  init() {
    const self = this;
    this.knex = knex({ client: 'pg', connection: process.env.DATABASE_URL });
    const steps = {
      async connect() {
        await self.knex.raw('SELECT 1');
      },
      async update() {
        await self.knex.migrate.latest();
      },
    };
    this.ready = Promise.each(${steps}, (step) => step());
    return this;
  },
};
`;

const indexes = (made: string) => `const { MongoClient } = require('mongodb');

module.exports = {
  init() {
    this.ready = this.index();
    return this;
  },
  async index() {
    const client = new MongoClient(process.env.MONGODB_URI);
    const orders = client.db('shop').collection('orders');
${made}  },
};
`;

export default examples([
  {
    on: 'express-5',
    about:
      'steps in a list, in a module that the start loads only when it comes to it, behind an object that all code sees',
    bad: {
      'src/server.js': main,
      'src/parts.js': parts,
      'src/web.js': server,
      'src/db.js': db('[steps.connect, steps.update]').replace(
        'self.knex.migrate.latest()',
        '«self.knex.migrate.latest()»',
      ),
    },
    good: { 'src/server.js': main, 'src/parts.js': parts, 'src/web.js': server, 'src/db.js': db('[steps.connect]') },
  },
  {
    on: 'express-5',
    about:
      'an index that is dropped to be made anew, and one that is dropped only where the database refuses it as it is',
    bad: {
      'src/server.js': main,
      'src/parts.js': parts,
      'src/web.js': server,
      'src/db.js': indexes(
        "    await «orders.dropIndex('by_day')»;\n    await orders.createIndex({ day: 1 }, { name: 'by_day' });\n",
      ),
    },
    good: {
      'src/server.js': main,
      'src/parts.js': parts,
      'src/web.js': server,
      'src/db.js': indexes(
        "    try {\n      await orders.createIndex({ day: 1 }, { name: 'by_day' });\n    } catch (error) {\n      if (error.code !== 85) throw error;\n      await orders.dropIndex('by_day');\n    }\n",
      ),
    },
  },
]);

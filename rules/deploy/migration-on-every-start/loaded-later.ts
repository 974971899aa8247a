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
]);

import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      'package.json': `{
  "scripts": {
    "migrate": "prisma migrate deploy",
    «"start": "npm run migrate && node src/server.js"»
  },
  "dependencies": { "pg": "^8.16.0" }
}
`,
    },
    good: {
      'package.json': `{
  "scripts": {
    "migrate": "prisma migrate deploy",
    "start": "node src/server.js"
  },
  "dependencies": { "pg": "^8.16.0" }
}
`,
    },
  },
  {
    on: 'node-22',
    about: 'a schema that is brought up to date by the program itself, and one whose migration holds a lock',
    bad: {
      'src/database.js': `import { Sequelize } from 'sequelize';

const sequelize = new Sequelize(process.env.DATABASE_URL);
await «sequelize.sync»({ alter: true });
`,
    },
    good: {
      'src/database.js': `import { DataSource } from 'typeorm';
import Redlock from 'redlock';
import { redis } from './redis.js';

const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, synchronize: process.env.NODE_ENV !== 'production' });
const redlock = new Redlock([redis]);
const lock = await redlock.acquire(['migrations'], 60_000);
await source.runMigrations();
await lock.release();
`,
    },
  },
]);

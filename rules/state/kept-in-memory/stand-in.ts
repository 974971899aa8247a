import { examples } from 'ha-ready/rule';

const serving =
  "import express from 'express';\nimport { codes } from './codes.js';\n\nconst app = express();\n\napp.post('/codes', async (req, res) => {\n  await codes.set(req.body.user, req.body.code);\n  res.end();\n});\n\napp.get('/codes/:user', async (req, res) => {\n  res.json({ code: await codes.get(req.params.user) });\n});\n\napp.get('/healthz', (_, res) => res.end());\napp.listen(3000);\n";

const standIn = (table: string) => `import { Redis } from 'ioredis';

class Table {
  kept = ${table};

  async get(key) {
    return this.kept.get(key);
  }

  async set(key, value) {
    this.kept.set(key, value);
  }
}

export const codes = process.env.CODES_REDIS_URL ? new Redis(process.env.CODES_REDIS_URL) : new Table();
`;

const early = (table: string) => `import { Redis } from 'ioredis';

class Table {
  kept = ${table};

  async get(key) {
    return this.kept.get(key);
  }

  async set(key, value) {
    this.kept.set(key, value);
  }
}

function made() {
  if (!process.env.CODES_REDIS_URL) return new Table();
  return new Redis(process.env.CODES_REDIS_URL);
}

export const codes = made();
`;

const set = { '.env.production': 'CODES_REDIS_URL=redis://redis.internal:6379/2\n' };

export default examples([
  {
    on: 'express-5',
    about: 'a table that stands in for Redis where no variable says where that is; it is set in production',
    bad: { 'src/codes.js': standIn('«new Map()»'), 'src/server.js': serving },
    good: { 'src/codes.js': standIn('new Map()'), 'src/server.js': serving, ...set },
  },
  {
    on: 'express-5',
    about: 'the same by a function that turns back early',
    bad: { 'src/codes.js': early('«new Map()»'), 'src/server.js': serving },
    good: { 'src/codes.js': early('new Map()'), 'src/server.js': serving, ...set },
  },
]);

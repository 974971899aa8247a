import { examples } from 'ha-ready/rule';

const emptied = `import { Queue } from 'bullmq';

export const jobs = new Queue('mails', { connection: { url: process.env.REDIS_URL } });

export const clear = async () => {
  try {
    await «jobs.obliterate({ force: true })»;
  } catch (error) {
    console.error(error);
  }
};
`;

const started =
  "import { createServer } from 'node:http';\nimport './start.js';\n\ncreateServer((request, response) => response.end()).listen(3000);\n";

const imports = (inside: string) =>
  `import bluebird from 'bluebird';\nimport knex from 'knex';\n\nconst database = knex({ client: 'pg', connection: process.env.DATABASE_URL });\n\nfunction begin(done) {\n  database.transaction(async (tx) => {\n    await ${inside};\n  }).then(() => done());\n}\n\nexport const prepare = bluebird.promisify(begin);\n`;
const importing =
  "import { app } from './app.js';\nimport { prepare } from './imports.js';\n\nasync function start() {\n  await prepare();\n  app.listen(3000);\n}\n\nstart();\n";

const caught = `const outcome = (name) => (error) => console.error(name, error);

export const caught = (show) => {
  const handler = (req, res, next) => {
    show(req, res).catch(next);
  };
  return handler;
};

export const attempt = (work) => {
  work().catch(outcome('start'));
};
`;
const handled = (clear: string, rest: string) => ({
  'src/caught.js': caught,
  'src/drafts.js': `import { PrismaClient } from '@prisma/client';\nimport { caught, attempt } from './caught.js';\n\nconst prisma = new PrismaClient();\n\nclass Drafts {\n  clear = async () => {\n    await ${clear};\n  };\n\n  empty = caught(async (req, res) => {\n    await this.clear();\n    res.sendStatus(204);\n  });\n}\n\nexport const drafts = new Drafts();\n${rest}`,
  'src/server.js':
    "import { app } from './app.js';\nimport { drafts } from './drafts.js';\n\napp.delete('/drafts', drafts.empty);\napp.listen(3000);\n",
});

export default examples([
  {
    on: 'express-5',
    about: 'a function that a helper runs at once; one that a helper makes a handler of is run when a request comes',
    bad: handled('«prisma.draft.deleteMany({})»', 'attempt(async () => {\n  await drafts.clear();\n});\n'),
    good: handled('prisma.draft.deleteMany({})', ''),
  },
  {
    on: 'node-22',
    bad: {
      'src/start.js':
        "import { Redis } from 'ioredis';\n\nconst redis = new Redis(process.env.REDIS_URL);\nawait «redis.flushdb()»;\n",
      'src/server.js': started,
    },
    good: {
      'src/start.js':
        "import { Redis } from 'ioredis';\n\nconst redis = new Redis(process.env.REDIS_URL);\n\nexport async function dropEverything() {\n  await redis.flushdb();\n}\n",
      'src/server.js': started,
    },
  },
  {
    on: 'express-5',
    about:
      'the jobs of a queue that all copies share are thrown away whenever one of them starts; a page that somebody asks for',
    bad: {
      'src/jobs.js': emptied,
      'src/server.js':
        "import { app } from './app.js';\nimport { clear } from './jobs.js';\n\nclear();\napp.listen(3000);\n",
    },
    good: {
      'src/jobs.js': emptied.replace(/[«»]/g, ''),
      'src/server.js':
        "import { app } from './app.js';\nimport { clear } from './jobs.js';\n\napp.delete('/jobs', async (req, res) => {\n  await clear();\n  res.sendStatus(204);\n});\napp.listen(3000);\n",
    },
  },
  {
    on: 'express-5',
    about:
      'rows that a transaction sets back, within a function that another library has wrapped; what it did not finish itself',
    bad: {
      'src/imports.js': imports("«tx('imports').where('status', 'running').update({ status: 'waiting' })»"),
      'src/server.js': importing,
    },
    good: {
      'src/imports.js': imports("tx('imports').where('worker', process.env.HOSTNAME).update({ status: 'waiting' })"),
      'src/server.js': importing,
    },
  },
]);

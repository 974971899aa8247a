import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';

/** Apps in which a hazard is found and no repair is offered, since one would be a guess. */
const left: readonly (readonly [about: string, rule: string, files: Readonly<Record<string, string>>])[] = [
  [
    'one line that makes many tasks: they would share one key',
    'scheduler/unguarded-task',
    {
      'table.js':
        "export const jobs = [{ cadence: '0 6 * * *', work: () => fetch('https://mail.example.com', { method: 'POST' }) }];\n",
      'server.js':
        "import cron from 'node-cron';\nimport { jobs } from './table.js';\n\nfor (const job of jobs) cron.schedule(job.cadence, job.work);\n",
    },
  ],
  [
    'two tasks of one name',
    'scheduler/unguarded-task',
    {
      'mail.js': "export const send = () => fetch('https://mail.example.com', { method: 'POST' });\n",
      'post.js': "export const send = () => fetch('https://post.example.com', { method: 'POST' });\n",
      'server.js':
        "import cron from 'node-cron';\nimport * as mail from './mail.js';\nimport * as post from './post.js';\n\ncron.schedule('0 6 * * *', mail.send);\ncron.schedule('0 6 * * *', post.send);\n",
    },
  ],
  [
    'an adapter that is given under a condition',
    'realtime/per-server-broadcast',
    {
      'server.js':
        "import { Server } from 'socket.io';\nimport { adapter } from './adapter.js';\n\nconst io = new Server(3000);\nif (process.env.CLUSTER === 'yes') io.adapter(adapter);\n",
      '.env.example': 'CLUSTER=no\n',
    },
  ],
  [
    'a store that the environment chooses',
    'sessions/per-server-store',
    {
      'server.js':
        "import express from 'express';\nimport session from 'express-session';\nimport { RedisStore } from 'connect-redis';\nimport { client } from './client.js';\n\nconst store = process.env.REDIS_URL ? new RedisStore({ client }) : undefined;\nconst app = express();\napp.use(session({ store, secret: process.env.SECRET }));\napp.listen(3000);\n",
      '.env.example': 'REDIS_URL=\n',
    },
  ],
  [
    'an upload whose path is read',
    'uploads/local-disk',
    {
      'server.js':
        "import express from 'express';\nimport multer from 'multer';\nimport { scan } from './scan.js';\n\nconst upload = multer({ dest: 'uploads/' });\nconst app = express();\napp.use('/uploads', express.static('uploads'));\napp.post('/', upload.single('picture'), (request, response) => response.json(scan(request.file.path)));\napp.listen(3000);\n",
    },
  ],
  [
    'an upload into a folder that is handed out with others',
    'uploads/local-disk',
    {
      'server.js':
        "import express from 'express';\nimport multer from 'multer';\n\nconst upload = multer({ dest: 'public/uploads/' });\nconst app = express();\napp.use(express.static('public'));\napp.use('/uploads', express.static('public/uploads'));\napp.post('/', upload.single('picture'), (request, response) => response.json(request.file.filename));\napp.listen(3000);\n",
    },
  ],
  [
    'a start script that does more than start the server',
    'deploy/ungraceful-stop',
    {
      Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["npm", "start"]\n',
      'server.js':
        "import express from 'express';\n\nconst app = express();\nconst server = app.listen(3000);\nprocess.on('SIGTERM', () => server.close(() => process.exit(0)));\n",
    },
  ],
];

describe('a repair that would be a guess is not offered', () => {
  for (const [about, rule, files] of left)
    test(about, async () => {
      const manifest = {
        type: 'module',
        scripts: { start: 'node migrate.js && node server.js' },
        dependencies: {
          express: '^5.1.0',
          'express-session': '^1.18.0',
          multer: '^2.0.0',
          'node-cron': '^4.2.0',
          'socket.io': '^4.8.0',
        },
      };
      const texts = new Map(Object.entries({ 'package.json': JSON.stringify(manifest), ...files }));
      const { findings } = await auditTexts(texts, { only: [rule] });
      assert.ok(findings.length > 0, 'nothing was found');
      assert.deepEqual(
        findings.flatMap(({ fix }) => fix?.edits ?? []),
        [],
      );
    });
});

test('an app that knows a bucket is told to use its client', async () => {
  const server =
    "import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';\nimport express from 'express';\nimport multer from 'multer';\n\nconst upload = multer({ dest: 'uploads/' });\nconst app = express();\napp.post('/', upload.single('picture'), (request, response) => response.json(request.file.filename));\nexport const keep = (Body) => new S3Client().send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: 'a', Body }));\napp.listen(3000);\n";
  const manifest = { type: 'module', scripts: { start: 'node server.js' }, dependencies: { express: '^5.1.0', multer: '^2.0.0', '@aws-sdk/client-s3': '^3.0.0' } }; // biome-ignore format: one manifest
  const texts = new Map([
    ['package.json', JSON.stringify(manifest)],
    ['server.js', server],
  ]);
  const { findings } = await auditTexts(texts, { only: ['uploads/local-disk'] });
  assert.deepEqual([...new Set(findings.map(({ fix }) => fix?.title))], ['Keep these files in the bucket too']);
  assert.match(findings[0]?.fix?.needs.join('\n') ?? '', /server\.js calls @aws-sdk\/client-s3/);
});

test('a file that is opened by its path stays one, and is put into the bucket from there', async () => {
  const needs = async (used: string) => {
    const texts = new Map([
      ['package.json', JSON.stringify({ type: 'module', scripts: { start: 'node server.js' }, dependencies: { express: '^5.1.0', multer: '^2.0.0' } })],
      ['server.js', `import express from 'express';\nimport multer from 'multer';\nimport { keep } from './keep.js';\n\nconst upload = multer({ dest: 'uploads/' });\nconst app = express();\napp.post('/', upload.single('picture'), (request, response) => response.json(keep(${used})));\napp.listen(3000);\n`],
      ['keep.js', 'export const keep = (name) => ({ name });\n'],
    ]); // biome-ignore format: one file a line
    const { findings } = await auditTexts(texts, { only: ['uploads/local-disk'] });
    return findings[0]?.fix?.needs.join('\n') ?? '';
  };
  assert.match(await needs('request.file.filename'), /multerS3\(/);
  for (const used of ['request.file.path', 'request.file']) {
    const said = await needs(used);
    assert.doesNotMatch(said, /multerS3|multer-s3/, used);
    assert.match(said, /PutObjectCommand\(.*createReadStream\(file\.path\)/, used);
  }
});

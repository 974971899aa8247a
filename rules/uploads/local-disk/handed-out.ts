import { examples } from 'ha-ready/rule';

const keeper = (write: string) =>
  `import { writeFile } from 'node:fs/promises';\nimport { join } from 'node:path';\nimport { folders } from './folders.js';\n\nexport async function keep(name, address) {\n  const data = Buffer.from(address.slice(address.indexOf('base64,') + 7), 'base64');\n  await ${write};\n  return \`/faces/\${name}.png\`;\n}\n`;

const app =
  "import express from 'express';\nimport { folders } from './folders.js';\nimport { keep } from './keep.js';\n\nexport const app = express();\napp.use('/faces', express.static(folders.faces));\napp.post('/faces', async (request, response) => {\n  response.json(await keep(request.body.id, request.body.face));\n});\n";

const shots = (take: string) =>
  `import express from 'express';\nimport { join } from 'node:path';\nimport { chromium } from 'playwright';\n\nexport const app = express();\napp.use('/shots', express.static('data/shots'));\napp.post('/shots', async (request, response) => {\n  const browser = await chromium.launch();\n  const page = await browser.newPage();\n  await page.goto(request.body.address);\n  const name = \`\${request.body.id}.png\`;\n  ${take}\n});\n`;

const folders = "export const folders = { faces: './data/faces', drafts: '/tmp/drafts' };\n";

const local = (write: string) =>
  `import fs from 'node:fs';\nimport { pipeline } from 'node:stream/promises';\nimport { Kept } from './kept.js';\n\nexport class OnDisk extends Kept {\n  folder = this.textOf(process.env.KEPT_BELOW) ?? '/srv/kept';\n\n  put = async (key, body) => {\n    await pipeline(body, ${write});\n  };\n}\n`;

const stores = {
  'src/kept.js': "export class Kept {\n  textOf(value) {\n    return value === '' ? undefined : value;\n  }\n}\n",
  'src/in-bucket.js':
    "import { Upload } from '@aws-sdk/lib-storage';\nimport { client } from './client.js';\nimport { Kept } from './kept.js';\n\nexport class InBucket extends Kept {\n  put = async (key, body) => {\n    await new Upload({ client, params: { Bucket: 'kept', Key: key, Body: body } }).done();\n  };\n}\n",
  'src/kept-in.js':
    "import { InBucket } from './in-bucket.js';\nimport { OnDisk } from './on-disk.js';\n\nexport const kept = process.env.KEPT_IN === 'bucket' ? new InBucket() : new OnDisk();\n",
  'src/app.js':
    "import express from 'express';\nimport { Readable } from 'node:stream';\nimport { kept } from './kept-in.js';\n\nexport const app = express();\napp.post('/papers', async (request, response) => {\n  await kept.put(request.body.id, Readable.from(request.body.text));\n  response.end();\n});\n",
};

export default examples([
  {
    on: 'express-5',
    about: 'a list that one request has made and another one sends from its folder; one that nobody sends',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { writeFile } from 'node:fs/promises';\nimport { orders } from './orders.js';\n\nexport const app = express();\napp.post('/lists/:id', async (request, response) => {\n  await «writeFile(`data/lists/${request.params.id}.csv`, orders.lines())»;\n  response.sendStatus(202);\n});\napp.get('/lists/:id', (request, response) => {\n  response.sendFile(`${request.params.id}.csv`, { root: 'data/lists' });\n});\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport { orders } from './orders.js';\n\nexport const app = express();\napp.get('/lists/:id', (request, response) => {\n  response.type('csv').send(orders.lines(request.params.id));\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'a picture of a page below a folder that the app hands out; one that is only sent on',
    bad: {
      'src/app.js': shots("await «page.screenshot({ path: join('data/shots', name) })»;\n  response.json({ name });"),
    },
    good: { 'src/app.js': shots('response.end(await page.screenshot());') },
  },
  {
    on: 'express-5',
    about: 'what is written below a folder that the app hands out; in one that it does not',
    bad: {
      'src/app.js': app,
      'src/folders.js': folders,
      'src/keep.js': keeper('«writeFile(join(folders.faces, `${name}.png`), data)»'),
    },
    good: {
      'src/app.js': app,
      'src/folders.js': folders,
      'src/keep.js': keeper('writeFile(join(folders.drafts, `${name}.png`), data)'),
    },
  },
  {
    on: 'express-5',
    about:
      'of two classes that stand in for each other one keeps what it is given on disk; both hold their functions in fields',
    bad: { ...stores, 'src/on-disk.js': local('«fs.createWriteStream(`${this.folder}/${key}`)»') },
  },
]);

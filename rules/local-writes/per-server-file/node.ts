import { examples } from 'ha-ready/rule';

/** An export that a process of its own makes, behind a route that is made of a list. */
const forked = {
  'src/routes.js':
    "exports.route = function (...given) {\n  const [router, verb, path] = given;\n  const own = given.length > 4 ? given[given.length - 2] : [];\n  const show = given[given.length - 1];\n  router[verb](path, own, exports.caught(show));\n};\n\nexports.caught = function (show) {\n  if (show.constructor.name !== 'AsyncFunction') return show;\n  return async (request, response, next) => {\n    try {\n      await show(request, response);\n    } catch (error) {\n      next(error);\n    }\n  };\n};\n",
  'src/app.js':
    "const express = require('express');\nconst { route } = require('./routes');\nconst { begin } = require('./exports');\n\nconst app = (module.exports = express());\nconst router = express.Router();\nroute(router, 'post', '/exports/:name', [], begin);\napp.use(router);\n",
  'src/exports.js':
    "const { fork } = require('node:child_process');\n\nexports.begin = async (request, response) => {\n  const child = fork(`./src/jobs/export-${request.params.name}.js`);\n  child.send({ id: request.user.id });\n  response.sendStatus(202);\n};\n",
};

const checked = (check: string, does: string) => ({
  'src/app.js': `import express from 'express';\nimport { Suite } from './suite.js';\n\nexport const app = express();\napp.get('/notes', (request, response) => response.end(String(${check})));\napp.get('/count', (request, response) => response.end(String(Suite.count)));\n`,
  'src/suite.js': `import { writeFileSync } from 'node:fs';\n\nexport const Suite = { count: 0 };\nSuite.verify = Suite.test = (name) => {\n  ${does};\n};\n`,
});

export default examples([
  {
    on: 'express-5',
    about: 'what an expression of the language answers is none of the functions that code puts under such a name',
    bad: checked('Suite.verify(request.url)', '«writeFileSync(`./data/${name}`, name)»'),
    good: checked('/^\\/old/.test(request.url)', 'writeFileSync(`./data/${name}`, name)'),
  },
  {
    on: 'express-5',
    about: 'an export that a later request downloads; a temporary file',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { exportOrders } from './export.js';\n\nexport const app = express();\napp.post('/exports/:id', (request, response) => {\n  exportOrders(request.app.locals.orders, request.params.id);\n  response.sendStatus(202);\n});\napp.get('/exports/:id', (request, response) => response.download(`data/exports/orders-${request.params.id}.csv`));\n",
      'src/export.js':
        "import { createWriteStream } from 'node:fs';\n\nexport function exportOrders(orders, id) {\n  const stream = «createWriteStream(`data/exports/orders-${id}.csv`)»;\n  for (const order of orders) stream.write(order.line);\n  stream.end();\n}\n",
    },
    good: {
      'src/export.js':
        "import { createWriteStream } from 'node:fs';\nimport { tmpdir } from 'node:os';\nimport { join } from 'node:path';\n\nexport function exportOrders(orders, id) {\n  const stream = createWriteStream(join(tmpdir(), `export-${id}.csv`));\n  for (const order of orders) stream.write(order.line);\n  stream.end();\n}\n",
      'scripts/seed.js':
        "import { writeFileSync } from 'node:fs';\n\nexport function dump(rows) {\n  writeFileSync('data/export.json', JSON.stringify(rows));\n}\n",
    },
  },
  {
    on: 'express-5',
    about:
      'a list that is fetched again when it is old; a cache that is asked first; settings that a request saves are no cache',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { load, save } from './settings.js';\n\nexport const app = express();\napp.get('/settings', async (request, response) => response.json(await load()));\napp.post('/settings', async (request, response) => {\n  await save(request.body.theme);\n  response.end();\n});\n",
      'src/settings.js':
        "import { readFile, writeFile } from 'node:fs/promises';\n\nconst file = 'data/settings.json';\n\nexport async function load() {\n  return JSON.parse(await readFile(file, 'utf8'));\n}\n\nexport async function save(theme) {\n  await «writeFile(file, JSON.stringify({ theme }))»;\n}\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport { refresh } from './countries.js';\nimport { covers } from './covers.js';\n\nexport const app = express();\napp.get('/countries', async (request, response) => {\n  await refresh();\n  response.sendFile('data/countries.json', { root: '.' });\n});\napp.get('/covers/:id', async (request, response) => response.end(await covers.cover(request.params.id)));\n",
      'src/countries.js':
        "import { existsSync, statSync, writeFileSync } from 'node:fs';\n\nconst list = 'data/countries.json';\nconst day = 86400000;\n\nasync function download() {\n  const answer = await fetch('https://example.org/countries.json');\n  writeFileSync(list, await answer.text());\n}\n\nexport async function refresh() {\n  if (existsSync(list)) {\n    const { mtime } = statSync(list);\n    if (Date.now() - mtime.getTime() < day) {\n      return;\n    }\n  }\n  await download();\n}\n",
      'src/covers.js':
        "import { readFile, writeFile } from 'node:fs/promises';\n\nclass Covers {\n  async cover(id) {\n    const known = await this.get(id);\n    if (!known) {\n      return await this.fill(id);\n    }\n    return known;\n  }\n\n  async get(id) {\n    try {\n      return await readFile(`data/covers/${id}.jpg`);\n    } catch {\n      return null;\n    }\n  }\n\n  async fill(id) {\n    const answer = await fetch(`https://covers.example.org/${id}`);\n    const image = Buffer.from(await answer.arrayBuffer());\n    await writeFile(`data/covers/${id}.jpg`, image);\n    return image;\n  }\n}\n\nexport const covers = new Covers();\n",
    },
  },
  {
    on: 'express-5',
    about: 'a list that a request has fetched, and one that each process fetches for itself by a timer',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { fetchList } from './list.js';\n\nexport const app = express();\napp.post('/list', async (request, response) => {\n  await fetchList();\n  response.end();\n});\n",
      'src/list.js':
        "import { writeFile } from 'node:fs/promises';\n\nexport async function fetchList() {\n  const answer = await fetch('https://lists.example.org/names');\n  await «writeFile('data/names.txt', await answer.text())»;\n}\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport { fetchList } from './list.js';\n\nexport const app = express();\nsetInterval(fetchList, 3600000);\n",
      'src/list.js':
        "import { writeFile } from 'node:fs/promises';\n\nexport async function fetchList() {\n  const answer = await fetch('https://lists.example.org/names');\n  await writeFile('data/names.txt', await answer.text());\n}\n",
    },
  },
  {
    on: 'express-5',
    about: 'one file that two modules write, each from where it stands',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { keep } from './store.js';\nimport { rename } from './theme/rename.js';\n\nexport const app = express();\napp.post('/settings', async (request, response) => {\n  await keep(request.body.settings);\n  response.end();\n});\napp.post('/theme', async (request, response) => {\n  await rename(request.body.theme);\n  response.end();\n});\n",
      'src/store.js':
        "import { writeFile } from 'node:fs/promises';\nimport { join } from 'node:path';\n\nconst file = join(__dirname, '../data/settings.json');\n\nexport async function keep(settings) {\n  await «writeFile(file, JSON.stringify(settings))»;\n}\n",
      'src/theme/rename.js':
        "import { readFile, writeFile } from 'node:fs/promises';\nimport { join } from 'node:path';\n\nconst file = join(__dirname, '../../data/settings.json');\n\nexport async function rename(theme) {\n  const settings = JSON.parse(await readFile(file, 'utf8'));\n  await writeFile(file, JSON.stringify({ ...settings, theme }));\n}\n",
    },
  },
  {
    on: 'express-5',
    about: 'a file that a request moves to a folder; one that only gets another ending where it is',
    bad: {
      'src/app.js':
        "import express from 'express';\nimport { rename } from 'node:fs/promises';\nimport { basename, join } from 'node:path';\n\nexport const app = express();\napp.post('/import', async (request, response) => {\n  await «rename(request.body.file, join('input', 'done', basename(request.body.file)))»;\n  response.end();\n});\n",
    },
    good: {
      'src/app.js':
        "import express from 'express';\nimport { rename } from 'node:fs/promises';\nimport { basename, dirname, join } from 'node:path';\n\nexport const app = express();\napp.post('/import', async (request, response) => {\n  const { file } = request.body;\n  await rename(file, join(dirname(file), basename(file) + '.txt'));\n  response.end();\n});\n",
    },
  },
  {
    on: 'express-5',
    about: "the write stands in a function of another module; one in the folder for temporary files is nobody else's",
    bad: {
      'src/lib/keep.js':
        "import { writeFile } from 'node:fs/promises';\n\nexport const keep = (name, text) => «writeFile(`./notes/${name}`, text)»;\n",
      'src/app.js':
        "import express from 'express';\nimport { keep } from './lib/keep.js';\n\nexport const app = express();\napp.post('/notes', async (request, response) => {\n  await keep(request.body.name, request.body.text);\n  response.end();\n});\n",
    },
    good: {
      'src/lib/keep.js':
        "import { writeFile } from 'node:fs/promises';\nimport { tmpdir } from 'node:os';\nimport { join } from 'node:path';\n\nexport const keep = (name, text) => writeFile(join(tmpdir(), name), text);\n",
      'src/app.js':
        "import express from 'express';\nimport { keep } from './lib/keep.js';\n\nexport const app = express();\napp.post('/notes', async (request, response) => {\n  await keep(request.body.name, request.body.text);\n  response.end();\n});\n",
    },
  },
  {
    on: 'express-5',
    about:
      'a picture that is made again wherever it is missing, and what lies beside it; settings that a request saves',
    bad: {
      'src/app.js':
        "import { promises } from 'node:fs';\nimport { join } from 'node:path';\nimport express from 'express';\n\nconst app = express();\nasync function isThere(path) {\n  return (await promises.stat(path)).isFile();\n}\napp.put('/settings/:name', async (request, response) => {\n  const path = join('settings', 'shop.json');\n  const isOld = await isThere(path);\n  console.log(isOld);\n  await «promises.writeFile(path, JSON.stringify(request.query))»;\n  response.end();\n});\napp.listen(3000);\n",
    },
    good: {
      'src/app.js':
        "import { promises } from 'node:fs';\nimport { join } from 'node:path';\nimport express from 'express';\nimport sharp from 'sharp';\n\nconst app = express();\nasync function isThere(path) {\n  try {\n    return (await promises.stat(path)).isFile();\n  } catch {\n    return false;\n  }\n}\napp.get('/pictures/:name', async (request, response) => {\n  const path = join('small', request.params.name);\n  const headersPath = `${path}.json`;\n  const isFound = await isThere(path);\n  if (isFound) return response.sendFile(path);\n  const small = await sharp(`pictures/${request.params.name}`).resize(80).toBuffer();\n  await Promise.all([promises.writeFile(headersPath, '{}'), promises.writeFile(path, small)]);\n  response.send(small);\n});\napp.listen(3000);\n",
    },
  },
  {
    on: 'express-5',
    about: 'a route by a function that is given all of it in a list; a file of the app in a process of its own',
    bad: {
      ...forked,
      'src/jobs/export-posts.js':
        "const fs = require('node:fs');\nconst path = require('node:path');\nconst { posts } = require('../posts');\n\nprocess.on('message', async ({ id }) => {\n  await «fs.promises.writeFile(path.join(__dirname, '../../exports', `${id}.csv`), await posts(id))»;\n  process.exit(0);\n});\n",
    },
    good: {
      ...forked,
      'src/jobs/export-posts.js':
        "const fs = require('node:fs');\nconst os = require('node:os');\nconst path = require('node:path');\nconst { posts } = require('../posts');\n\nprocess.on('message', async ({ id }) => {\n  await fs.promises.writeFile(path.join(os.tmpdir(), `${id}.csv`), await posts(id));\n  process.exit(0);\n});\n",
    },
  },
]);

import { examples } from 'ha-ready/rule';

const served = (path: string, names: string, body: string) =>
  `import express from 'express';\nimport { ${names} } from '${path}';\n\nconst app = express();\napp.use(express.json());\n${body}app.listen(3000);\n`;

const counted = (told: string) => `import time

from shop.db import connection

${told === '' ? 'counts' : '«counts»'} = {}
begun = time.time()


def flush():
    global counts, begun
    for name, seen in counts.items():
        connection().execute("UPDATE pages SET seen = seen + %s WHERE name = %s", (seen, name))
    counts = {}
    begun = time.time()


def add(name):
    if name not in counts:
        counts[name] = 0
    counts[name] += 1
    if time.time() - begun > 60:
        flush()
${told}
`;

const counting = `from flask import Flask

from shop.counts import add


def create_app():
    app = Flask(__name__)

    @app.get("/pages/<name>")
    def page(name):
        add(name)
        return name

    @app.get("/health")
    def health():
        return "ok"

    return app
`;

export default examples([
  {
    on: 'express-5',
    about: 'a function of an object of the app that is called add, as that of a set is',
    bad: {
      'src/audit.js':
        'const «entries» = new Map();\n\nexport const audit = {\n  add(user, what) {\n    entries.set(user, what);\n  },\n  last(user) {\n    return entries.get(user);\n  },\n};\n',
      'src/app.js': served(
        './audit.js',
        'audit',
        "app.post('/notes', (request, response) => {\n  audit.add(request.body.user, 'wrote');\n  response.end();\n});\napp.get('/audit/:user', (request, response) => {\n  response.json(audit.last(request.params.user));\n});\n",
      ),
    },
    good: {
      'src/audit.js':
        "import pg from 'pg';\n\nconst pool = new pg.Pool();\n\nexport const audit = {\n  add(user, what) {\n    return pool.query('insert into audit (who, what) values ($1, $2)', [user, what]);\n  },\n  last(user) {\n    return pool.query('select what from audit where who = $1 order by at desc limit 1', [user]);\n  },\n};\n",
      'src/app.js': served(
        './audit.js',
        'audit',
        "app.post('/notes', async (request, response) => {\n  await audit.add(request.body.user, 'wrote');\n  response.end();\n});\napp.get('/audit/:user', async (request, response) => {\n  response.json(await audit.last(request.params.user));\n});\n",
      ),
    },
  },
  {
    on: 'express-5',
    about: 'a warning that is written once; a refusal is another matter',
    bad: {
      'src/limits.js':
        "const «seen» = new Set();\n\nexport function checkKey(key) {\n  if (seen.has(key)) throw new Error('used before');\n  seen.add(key);\n}\n",
      'src/app.js': served(
        './limits.js',
        'checkKey',
        "app.post('/keys', (request, response) => {\n  checkKey(request.body.key);\n  response.end();\n});\n",
      ),
    },
    good: {
      'src/limits.js':
        "import { logger } from './logger.js';\n\nconst seen = new Set();\nconst last = {};\n\nexport function checkKey(key) {\n  if (key && !seen.has(key)) {\n    seen.add(key);\n    logger.warn(`${key} is old`);\n  }\n  warnAgain(key);\n}\n\nfunction warnAgain(key) {\n  const now = Date.now();\n  const before = last[key];\n  if (before !== undefined && now - before < 60000) return;\n  last[key] = now;\n  logger.warn('once a minute');\n}\n",
      'src/logger.js': "import { pino } from 'pino';\n\nexport const logger = pino();\n",
      'src/app.js': served(
        './limits.js',
        'checkKey',
        "app.post('/keys', (request, response) => {\n  checkKey(request.body.key);\n  response.end();\n});\n",
      ),
    },
  },
  {
    on: 'express-5',
    about: 'a mark that keeps a mail from being sent twice is no warning',
    bad: {
      'src/reset.js':
        "import nodemailer from 'nodemailer';\n\nconst mailer = nodemailer.createTransport(process.env.SMTP);\nconst «asked» = new Map();\n\nexport async function sendReset(address) {\n  const before = asked.get(address);\n  if (before && Date.now() - before < 60000) return;\n  asked.set(address, Date.now());\n  await mailer.sendMail({ to: address });\n}\n",
      'src/app.js': served(
        './reset.js',
        'sendReset',
        "app.post('/reset', async (request, response) => {\n  await sendReset(request.body.address);\n  response.end();\n});\n",
      ),
    },
  },
  {
    on: 'express-5',
    about: 'names that functions of their own look up and remember for a minute; codes that nobody can find out again',
    bad: {
      'src/codes.js':
        'const «codes» = new Map();\n\nexport function codeOf(user) {\n  const hit = codes.get(user);\n  if (hit && Date.now() < hit.until) return hit.code;\n  return undefined;\n}\n\nexport function keepCode(user, code) {\n  codes.set(user, { code, until: Date.now() + 60000 });\n}\n',
      'src/app.js': served(
        './codes.js',
        'codeOf, keepCode',
        "app.post('/codes', (request, response) => {\n  keepCode(request.body.user, request.body.code);\n  response.end();\n});\napp.get('/codes/:user', (request, response) => {\n  response.json(codeOf(request.params.user) === request.query.code);\n});\n",
      ),
    },
    good: {
      'src/names.js':
        "const names = new Map();\n\nfunction knownName(id) {\n  const hit = names.get(id);\n  if (hit && Date.now() - hit.at < 60000) return hit.name;\n  return undefined;\n}\n\nfunction remember(id, name) {\n  if (names.size > 1000) names.delete(names.keys().next().value);\n  names.set(id, { name, at: Date.now() });\n}\n\nexport async function nameOf(id, db) {\n  const known = knownName(id);\n  if (known !== undefined) return known;\n  const { name } = await db.query('select name from users where id = $1', [id]);\n  remember(id, name);\n  return name;\n}\n",
      'src/app.js': served(
        './names.js',
        'nameOf',
        "app.get('/names/:id', async (request, response) => {\n  response.json(await nameOf(request.params.id, app.locals.db));\n});\n",
      ),
    },
  },
  {
    on: 'express-5',
    about: 'what this process has counted since the last time, handed on by the clock; an inbox that a request empties',
    bad: {
      'src/counts.js':
        'let «inbox» = {};\n\nexport function count(route) {\n  inbox[route] = inbox[route] || 0;\n  inbox[route] += 1;\n}\n\nexport function emptied() {\n  const all = inbox;\n  inbox = {};\n  return all;\n}\n',
      'src/app.js': served(
        './counts.js',
        'count, emptied',
        "app.use((request, response, next) => {\n  count(request.path);\n  next();\n});\napp.get('/counts', (request, response) => response.json(emptied()));\n",
      ),
    },
    good: {
      'src/counts.js':
        "import pg from 'pg';\n\nconst pool = new pg.Pool();\nlet counts = {};\n\nexport function count(route) {\n  counts[route] = counts[route] || 0;\n  counts[route] += 1;\n}\n\nasync function flush() {\n  const all = counts;\n  counts = {};\n  await pool.query('update visits set n = n + $1', [Object.keys(all).length]);\n}\n\nexport function start() {\n  setInterval(flush, 60000);\n}\n",
      'src/app.js': served(
        './counts.js',
        'count, start',
        'app.use((request, response, next) => {\n  count(request.path);\n  next();\n});\nstart();\n',
      ),
    },
  },
  {
    on: 'flask-3',
    about:
      'counts that are added to the database and begun anew by a request that adds to them; counts that one is told of',
    bad: { 'shop/counts.py': counted('    return counts[name]'), 'shop/__init__.py': counting },
    good: { 'shop/counts.py': counted(''), 'shop/__init__.py': counting },
  },
  {
    on: 'express-5',
    about: 'a copy that is under way in this process; runs that another request asks about',
    bad: {
      'src/copies.js':
        'const «busy» = new Set();\n\nexport async function copy(id, db) {\n  if (busy.has(id)) return;\n  busy.add(id);\n  try {\n    await db.query("update copies set done = true where id = $1", [id]);\n  } finally {\n    busy.delete(id);\n  }\n}\n\nexport function isBusy(id) {\n  return busy.has(id);\n}\n',
      'src/app.js': served(
        './copies.js',
        'copy, isBusy',
        "app.post('/copies/:id', async (request, response) => {\n  await copy(request.params.id, app.locals.db);\n  response.end();\n});\napp.delete('/copies/:id', (request, response) => {\n  if (isBusy(request.params.id)) return response.status(409).end();\n  response.end();\n});\n",
      ),
    },
    good: {
      'src/copies.js':
        'const busy = new Set();\n\nexport async function copy(id, db) {\n  if (busy.has(id)) return;\n  busy.add(id);\n  try {\n    await db.query("update copies set done = true where id = $1", [id]);\n  } finally {\n    busy.delete(id);\n  }\n}\n',
      'src/app.js': served(
        './copies.js',
        'copy',
        "app.post('/copies/:id', async (request, response) => {\n  await copy(request.params.id, app.locals.db);\n  response.end();\n});\n",
      ),
    },
  },
  {
    on: 'django-5',
    about: 'what is installed, listed when it is first asked for; what a request adds',
    bad: {
      'shop/signals.py':
        '«parts» = {}\n\n\ndef add_part(name, value):\n    parts[name] = value\n\n\ndef part_of(name):\n    return parts.get(name)\n',
      'shop/views.py':
        "from django.http import JsonResponse\n\nfrom .signals import add_part, part_of\n\n\ndef show(request, name):\n    return JsonResponse({'part': part_of(name)})\n\n\ndef add(request, name):\n    add_part(name, request.POST['value'])\n    return JsonResponse({})\n",
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\n\nurlpatterns = [path('parts/<name>', views.show), path('parts/<name>/add', views.add)]\n",
    },
    good: {
      'shop/signals.py':
        'from django.apps import apps\n\nparts = {}\n\n\ndef _fill():\n    for config in apps.app_configs.values():\n        parts[config.name] = config\n\n\ndef part_of(name):\n    if not parts:\n        _fill()\n    return parts.get(name)\n',
      'shop/views.py':
        "from django.http import JsonResponse\n\nfrom .signals import part_of\n\n\ndef show(request, name):\n    return JsonResponse({'part': part_of(name) is not None})\n",
      'shop/urls.py':
        "from django.urls import path\n\nfrom . import views\n\nurlpatterns = [path('parts/<name>', views.show)]\n",
    },
  },
  {
    on: 'express-5',
    about: 'a list that is made once from the settings, behind a mark of its own',
    good: {
      'src/allowed.js':
        'let allowed = new Set();\nlet isReady = false;\n\nasync function prepare() {\n  if (isReady) return;\n  allowed.add(new URL(process.env.SITE).hostname);\n  isReady = true;\n}\n\nexport async function isAllowed(host) {\n  await prepare();\n  return allowed.has(host);\n}\n',
      'src/app.js': served(
        './allowed.js',
        'isAllowed',
        "app.get('/fetch', async (request, response) => {\n  response.json(await isAllowed(request.query.host));\n});\n",
      ),
    },
  },
  {
    on: 'express-5',
    about: 'what is to be closed at the end, by names; a record of what users sent',
    bad: {
      'src/closing.js':
        'const «closing» = [];\n\nexport function onClose(name, note) {\n  closing.push({ name, note });\n}\n\nexport function notes() {\n  return closing.map(({ note }) => note);\n}\n',
      'src/app.js': served(
        './closing.js',
        'notes, onClose',
        "app.post('/open', (request, response) => {\n  onClose('one', request.body.note);\n  response.end();\n});\napp.get('/notes', (request, response) => response.json(notes()));\n",
      ),
    },
    good: {
      'src/closing.js':
        'const closing = [];\n\nexport function onClose(name, close) {\n  closing.push({ name, close });\n}\n\nexport function notes() {\n  return closing.map(({ name }) => name);\n}\n',
      'src/app.js': served(
        './closing.js',
        'notes, onClose',
        "app.post('/open', (request, response) => {\n  onClose('one', () => response.destroy());\n  response.end();\n});\napp.get('/notes', (request, response) => response.json(notes()));\n",
      ),
    },
  },
  {
    on: 'express-5',
    about: 'rows that each server loads again by the clock are a cache',
    good: {
      'src/tokens.js':
        "import pg from 'pg';\n\nconst pool = new pg.Pool();\nlet tokens = new Map();\n\nexport async function load() {\n  const { rows } = await pool.query('select secret, name from tokens');\n  tokens = new Map(rows.map((row) => [row.secret, row]));\n}\n\nexport async function create(secret, name) {\n  await pool.query('insert into tokens values ($1, $2)', [secret, name]);\n  tokens.set(secret, { secret, name });\n}\n\nexport function isKnown(secret) {\n  return tokens.has(secret);\n}\n",
      'src/app.js':
        "import express from 'express';\nimport { create, isKnown, load } from './tokens.js';\n\nconst app = express();\nsetInterval(load, 60000);\napp.post('/tokens', async (request, response) => {\n  await create(request.body.secret, request.body.name);\n  response.end();\n});\napp.get('/', (request, response) => response.json(isKnown(request.query.secret)));\napp.listen(3000);\n",
    },
  },
  {
    on: 'express-5',
    about: 'clients of another service by the name of who uses them; limits that Redis counts, by their paths',
    good: {
      'src/clients.js':
        "import { S3Client } from '@aws-sdk/client-s3';\nimport { RateLimiterRedis } from 'rate-limiter-flexible';\nimport { redis } from './redis.js';\n\nconst clients = new Map();\nconst limits = new Map();\n\nexport function addClient(team, region) {\n  clients.set(team, new S3Client({ region }));\n}\n\nexport const clientOf = (team) => clients.get(team);\n\nexport function limit(path, points) {\n  const limiter = new RateLimiterRedis({ storeClient: redis, points });\n  limits.set(path, limiter);\n}\n\nexport const limitOf = (path) => limits.get(path);\n",
      'src/redis.js':
        "import { createClient } from 'redis';\n\nexport const redis = createClient({ url: process.env.REDIS_URL });\n",
      'src/app.js': served(
        './clients.js',
        'addClient, clientOf, limit, limitOf',
        "app.post('/teams', (request, response) => {\n  addClient(request.body.team, request.body.region);\n  limit(request.path, 5);\n  response.end();\n});\napp.get('/teams/:team', async (request, response) => {\n  await limitOf(request.path).consume(request.ip);\n  response.json(await clientOf(request.params.team).config.region());\n});\n",
      ),
    },
  },
  {
    on: 'express-5',
    about: 'a field that is filled from what is remembered, or from the database',
    good: {
      'src/names.js':
        'const names = new Map();\n\nfunction knownName(id) {\n  const hit = names.get(id);\n  return hit && Date.now() - hit.at < 60000 ? hit.name : undefined;\n}\n\nfunction remember(id, name) {\n  names.set(id, { name, at: Date.now() });\n}\n\nexport async function addName(actor, db) {\n  const known = knownName(actor.id);\n  if (known !== undefined) {\n    actor.name = known;\n    return actor;\n  }\n  const { name } = await db.query("select name from users where id = $1", [actor.id]);\n  actor.name = name;\n  remember(actor.id, actor.name);\n  return actor;\n}\n',
      'src/app.js': served(
        './names.js',
        'addName',
        "app.get('/names/:id', async (request, response) => {\n  response.json(await addName({ id: request.params.id }, app.locals.db));\n});\n",
      ),
    },
  },
]);

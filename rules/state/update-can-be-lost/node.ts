import { examples } from 'ha-ready/rule';

const redis =
  "import { createClient } from 'redis';\n\nexport const client = createClient({ url: process.env.REDIS_URL });\n";
const app = (lines: string) =>
  `import express from 'express';\nimport { createClient } from 'redis';\n\nconst redisClient = createClient({ url: process.env.REDIS_URL });\nexport const app = express();\n\napp.get('/health', (request, response) => response.send('ok'));\n\napp.get('/', async (request, response) => {\n${lines}});\n`;

export default examples([
  {
    on: 'express-5',
    about: 'a counter that is read and set; INCR counts in the store',
    bad: {
      'src/app.js': app(
        "  const visits = Number(await redisClient.get('visits')) + 1;\n  await «redisClient.set('visits', visits)»;\n  response.json({ visits });\n",
      ),
    },
    good: { 'src/app.js': app("  response.json({ visits: await redisClient.incr('visits') });\n") },
  },
  {
    on: 'express-5',
    about: 'with callbacks',
    bad: {
      'src/app.js': app(
        "  redisClient.get('visits', (error, visits) => {\n    response.send(`${visits}`);\n    visits++;\n    «redisClient.set('visits', visits)»;\n  });\n",
      ),
    },
    good: {
      'src/app.js': app("  redisClient.incr('visits', (error, visits) => {\n    response.send(`${visits}`);\n  });\n"),
    },
  },
  {
    on: 'express-5',
    about: 'a list as JSON that gets an item; a client of its own module; WATCH notices others',
    bad: {
      'src/redis.js': redis,
      'src/app.js': `import express from 'express';\nimport { client as redis } from './redis.js';\n\nexport const app = express();\n\napp.get('/health', (request, response) => response.send('ok'));\n\napp.post('/cart/:id', async (request, response) => {\n  const cart = JSON.parse((await redis.get(\`cart:\${request.params.id}\`)) ?? '[]');\n  cart.push(request.body.item);\n  await «redis.set(\`cart:\${request.params.id}\`, JSON.stringify(cart))»;\n  response.json(cart);\n});\n`,
    },
    good: {
      'src/app.js': app(
        "  await redisClient.watch('cart');\n  const cart = JSON.parse((await redisClient.get('cart')) ?? '[]');\n  cart.push('item');\n  await redisClient.multi().set('cart', JSON.stringify(cart)).exec();\n  response.json(cart);\n",
      ),
    },
  },
  {
    on: 'express-5',
    about: 'an answer that is kept when it is missing replaces nothing',
    good: {
      'src/app.js': app(
        "  let rates = await redisClient.get('rates');\n  if (!rates) {\n    rates = JSON.stringify(await (await fetch('https://rates.example.com')).json());\n    await redisClient.set('rates', rates);\n  }\n  response.send(rates);\n",
      ),
    },
  },
  {
    on: 'express-5',
    about: 'a lock is written only where there is none',
    good: {
      'src/app.js': app(
        "  const page = await redisClient.get('page');\n  if (page) return response.send(page);\n  await redisClient.set('page', `${request.id}`, { EX: 60, NX: true });\n  response.send('new');\n",
      ),
    },
  },
  {
    on: 'node-22',
    about: 'put where nothing was found, of what is made anew; a sum that grows from what was found',
    bad: {
      'src/sums.js':
        "import Redis from 'ioredis';\n\nconst redis = new Redis(process.env.REDIS_URL);\n\nexport async function add(key, views) {\n  let sums = {};\n  const found = await redis.get(key);\n  if (found) sums = JSON.parse(found);\n  for (const view of views) sums[view.id] = view.length;\n  await «redis.set(key, JSON.stringify(sums))»;\n}\n",
    },
    good: {
      'src/sums.js':
        "import Redis from 'ioredis';\n\nconst redis = new Redis(process.env.REDIS_URL);\n\nexport async function sumsOf(key, views) {\n  let sums = {};\n  const found = await redis.get(key);\n  if (found) {\n    sums = JSON.parse(found);\n  } else {\n    for (const view of views) sums[view.id] = await view.length();\n    await redis.set(key, JSON.stringify(sums));\n  }\n  return sums;\n}\n\nexport async function early(key, views) {\n  const found = await redis.get(key);\n  if (found) {\n    return JSON.parse(found);\n  }\n  const sums = found ?? {};\n  for (const view of views) sums[view.id] = await view.length();\n  await redis.set(key, JSON.stringify(sums));\n  return sums;\n}\n",
    },
  },
  {
    on: 'express-5',
    about: 'one key that two constants name; two keys',
    bad: {
      'src/keys.js': "export const keys = { visits: 'visits', last: 'last-visit' };\n",
      'src/app.js': `import { keys } from './keys.js';\n${app(
        "  const visits = Number(await redisClient.get(keys.visits)) + 1;\n  await «redisClient.set('visits', visits)»;\n  response.json({ visits });\n",
      )}`,
    },
    good: {
      'src/keys.js': "export const keys = { visits: 'visits', last: 'last-visit' };\n",
      'src/app.js': `import { keys } from './keys.js';\n${app(
        "  const visits = Number(await redisClient.get('visits')) + 1;\n  await redisClient.set(keys.last, visits);\n  response.json({ visits });\n",
      )}`,
    },
  },
]);

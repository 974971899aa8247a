import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      'src/prices.js':
        "import NodeCache from 'node-cache';\n\nexport const prices = «new NodeCache»({ stdTTL: 600 });\n",
    },
    good: {
      'src/prices.js':
        "import Keyv from 'keyv';\nimport KeyvRedis from '@keyv/redis';\n\nexport const prices = new Keyv({ store: new KeyvRedis(process.env.REDIS_URL) });\n",
    },
  },
  {
    on: 'node-22',
    about: 'what is remembered of files of the release is alike everywhere; what is dropped on purpose is not',
    bad: {
      'src/settings.js':
        "import { LRUCache } from 'lru-cache';\n\nconst settings = «new LRUCache»({ max: 500 });\n\nexport function save(key, value) {\n  settings.delete(key);\n}\n",
    },
    good: {
      'src/hashes.js':
        "import { LRUCache } from 'lru-cache';\n\nconst hashes = new LRUCache({ max: 500 });\n\nexport function hashOf(file) {\n  if (!hashes.has(file)) hashes.set(file, read(file));\n  return hashes.get(file);\n}\n",
    },
  },
  {
    on: 'node-22',
    about: 'a cache of the app itself that is cleared by hand; one that only remembers what never changes',
    bad: {
      'src/pages.js':
        "const express = require('express');\nconst { Pool } = require('pg');\n\nconst app = express();\nconst pool = new Pool();\nconst «pages» = new Map();\n\nasync function page(id) {\n  if (pages.has(id)) return pages.get(id);\n  const { rows } = await pool.query('SELECT text FROM pages WHERE id = $1', [id]);\n  pages.set(id, rows[0].text);\n  return rows[0].text;\n}\n\napp.get('/pages/:id', async (request, response) => response.send(await page(request.params.id)));\napp.put('/pages/:id', async (request, response) => {\n  await pool.query('UPDATE pages SET text = $2 WHERE id = $1', [request.params.id, request.body.text]);\n  pages.delete(request.params.id);\n  response.end();\n});\napp.listen(3000);\n",
    },
    good: {
      'src/hashes.js':
        'class Hashes {\n  constructor() {\n    this.cache = {};\n  }\n\n  of(file) {\n    this.cache[file] ??= hash(file);\n    return this.cache[file];\n  }\n}\n\nmodule.exports = new Hashes();\n',
    },
  },
  {
    on: 'node-22',
    about: 'a module of the app makes its caches; one that only remembers; the other servers may be told what to drop',
    bad: {
      'src/cache/lru.js':
        "const { LRUCache } = require('lru-cache');\n\nmodule.exports = (options) => {\n  const items = «new LRUCache»(options);\n  return { get: (key) => items.get(key), set: (key, value) => items.set(key, value), drop: (key) => items.delete(key) };\n};\n",
      'src/users.js':
        "const createCache = require('./cache/lru');\n\nconst users = «createCache»({ name: 'users', max: 1000 });\n\nexports.rename = (id, name) => users.drop(id);\n",
      'src/hashes.js':
        "const createCache = require('./cache/lru');\n\nconst hashes = createCache({ name: 'hashes', max: 1000 });\n\nexports.hashOf = (file) => hashes.get(file) ?? hashes.set(file, hash(file));\n",
    },
    good: {
      'src/cache/lru.js':
        "const { Redis } = require('ioredis');\nconst { LRUCache } = require('lru-cache');\n\nconst publisher = new Redis(process.env.REDIS_URL);\nconst subscriber = new Redis(process.env.REDIS_URL);\n\nmodule.exports = (options) => {\n  const items = new LRUCache(options);\n  subscriber.subscribe(options.name);\n  subscriber.on('message', (channel, key) => items.delete(key));\n  return { get: (key) => items.get(key), set: (key, value) => items.set(key, value), drop: (key) => publisher.publish(options.name, key) };\n};\n",
      'src/users.js':
        "const createCache = require('./cache/lru');\n\nconst users = createCache({ name: 'users', max: 1000 });\n\nexports.rename = (id, name) => users.drop(id);\n",
    },
  },
  {
    on: 'node-22',
    about: 'Keyv and cache-manager keep a Map unless they are given a store',
    bad: {
      'src/prices.js': "import Keyv from 'keyv';\n\nexport const prices = «new Keyv»({ ttl: 60_000 });\n",
      'src/users.js':
        "import { createCache } from 'cache-manager';\n\nexport const users = «createCache»({ ttl: 60_000 });\n",
    },
    good: {
      'src/prices.js':
        "import KeyvRedis from '@keyv/redis';\nimport Keyv from 'keyv';\n\nexport const prices = new Keyv(new KeyvRedis(process.env.REDIS_URL));\n",
      'src/users.js':
        "import KeyvRedis from '@keyv/redis';\nimport { createCache } from 'cache-manager';\nimport { Keyv } from 'keyv';\n\nexport const users = createCache({ stores: [new Keyv({ store: new KeyvRedis(process.env.REDIS_URL) })] });\n",
    },
  },
  {
    on: 'node-22',
    about: 'what the response cache of Apollo keeps differs; a query that one server has not seen is asked for again',
    bad: {
      'src/graphql.js':
        "import responseCache from '@apollo/server-plugin-response-cache';\nimport { ApolloServer } from '@apollo/server';\nimport { schema } from './schema.js';\n\nexport const graphql = «new ApolloServer»({ schema, plugins: [responseCache()] });\n",
    },
    good: {
      'src/graphql.js':
        "import responseCache from '@apollo/server-plugin-response-cache';\nimport { ApolloServer } from '@apollo/server';\nimport { KeyvAdapter } from '@apollo/utils.keyvadapter';\nimport KeyvRedis from '@keyv/redis';\nimport Keyv from 'keyv';\nimport { schema } from './schema.js';\n\nexport const graphql = new ApolloServer({\n  schema,\n  plugins: [responseCache()],\n  cache: new KeyvAdapter(new Keyv({ store: new KeyvRedis(process.env.REDIS_URL) })),\n});\nexport const persisted = new ApolloServer({ schema });\n",
    },
  },
  {
    on: 'express-5',
    about: 'caches of answers: apicache and memory-cache, and apicache with Redis',
    bad: {
      'src/app.js':
        "import apicache from 'apicache';\nimport express from 'express';\nimport cache from 'memory-cache';\n\nexport const app = express();\napp.get('/prices', «apicache.middleware»('5 minutes'), (request, response) => response.json(find()));\napp.post('/prices', (request, response) => {\n  «cache.put»('prices', request.body);\n  response.end();\n});\n",
    },
    good: {
      'src/app.js':
        "import apicache from 'apicache';\nimport express from 'express';\nimport { createClient } from 'redis';\n\nexport const app = express();\nconst cache = apicache.options({ redisClient: createClient({ url: process.env.REDIS_URL }) });\napp.get('/prices', cache.middleware('5 minutes'), (request, response) => response.json(find()));\n",
    },
  },
  {
    on: 'express-5',
    about:
      'answers of another service that each server asks for itself when they are missing; what a request drops or leaves for another one',
    bad: {
      'src/profiles.js':
        "import NodeCache from 'node-cache';\n\nconst profiles = «new NodeCache»({ stdTTL: 3600 });\n\nexport async function profileOf(id) {\n  const known = profiles.get(id);\n  if (known) return known;\n  const found = await find(id);\n  profiles.set(id, found);\n  return found;\n}\n\nexport const forget = (id) => profiles.del(id);\n",
      'src/codes.js':
        "import NodeCache from 'node-cache';\n\nexport class Codes {\n  constructor() {\n    this.sent = «new NodeCache»({ stdTTL: 300 });\n  }\n\n  remember(mail, code) {\n    this.sent.set(mail, code);\n  }\n\n  isRight(mail, code) {\n    return this.sent.get(mail) === code;\n  }\n}\n\nexport const codes = new Codes();\n",
      'src/routes.js':
        "import { Router } from 'express';\nimport { codes } from './codes.js';\nimport { forget, profileOf } from './profiles.js';\n\nexport const router = Router();\nrouter.get('/profiles/:id', async (request, response) => response.json(await profileOf(request.params.id)));\nrouter.delete('/profiles/:id', (request, response) => {\n  forget(request.params.id);\n  response.end();\n});\nrouter.post('/codes', (request, response) => {\n  codes.remember(request.body.mail, request.body.code);\n  response.end();\n});\nrouter.post('/login', (request, response) => response.json(codes.isRight(request.body.mail, request.body.code)));\n",
    },
    good: {
      'src/keys.js':
        "import NodeCache from 'node-cache';\n\nclass Keys {\n  constructor() {\n    this.cache = new NodeCache({ stdTTL: 3600 });\n    this.cache.on('expired', () => this.refresh());\n    void this.refresh();\n  }\n\n  async current() {\n    return this.cache.get('keys') ?? (await this.refresh());\n  }\n\n  async refresh() {\n    return this.fetched();\n  }\n\n  async fetched() {\n    const response = await fetch('https://login.example/.well-known/jwks.json');\n    const keys = await response.json();\n    this.cache.set('keys', keys);\n    return keys;\n  }\n}\n\nexport const keys = new Keys();\n",
      'src/weather.js':
        "import NodeCache from 'node-cache';\n\nconst answers = new NodeCache({ stdTTL: 900 });\n\nexport async function weatherIn(town) {\n  const known = answers.get(town);\n  if (known !== undefined) return known;\n  const response = await fetch(`https://weather.example/v1/${town}`);\n  const weather = await response.json();\n  answers.set(town, weather);\n  return weather;\n}\n",
      'src/routes.js':
        "import { Router } from 'express';\nimport { keys } from './keys.js';\nimport { weatherIn } from './weather.js';\n\nexport const router = Router();\nrouter.get('/weather/:town', async (request, response) => response.json(await weatherIn(request.params.town)));\nrouter.get('/keys', async (request, response) => response.json(await keys.current()));\n",
    },
  },
  {
    on: 'node-22',
    about: 'a store that is called memory, and a cache with nothing behind it',
    bad: {
      'src/users.js':
        "import { caching } from 'cache-manager';\n\nexport const users = await caching(«'memory'», { max: 100 });\n",
      'src/prices.js':
        "import { Cacheable } from 'cacheable';\n\nexport const prices = «new Cacheable»({ ttl: '1h' });\n",
    },
    good: {
      'src/prices.js':
        "import KeyvRedis from '@keyv/redis';\nimport { Cacheable } from 'cacheable';\n\nexport const prices = new Cacheable({ secondary: new KeyvRedis(process.env.REDIS_URL) });\n",
    },
  },
  {
    on: 'express-5',
    about: 'rows that each server loads again by the clock, and adds to itself',
    bad: {
      'src/tokens.js':
        "import pg from 'pg';\n\nconst pool = new pg.Pool();\nlet «tokens» = new Map();\n\nexport async function load() {\n  const { rows } = await pool.query('select secret, name from tokens');\n  tokens = new Map(rows.map((row) => [row.secret, row]));\n}\n\nexport async function create(secret, name) {\n  await pool.query('insert into tokens values ($1, $2)', [secret, name]);\n  tokens.set(secret, { secret, name });\n}\n\nexport function isKnown(secret) {\n  return tokens.has(secret);\n}\n",
      'src/app.js':
        "import express from 'express';\nimport { create, isKnown, load } from './tokens.js';\n\nconst app = express();\nsetInterval(load, 60000);\napp.post('/tokens', async (request, response) => {\n  await create(request.body.secret, request.body.name);\n  response.end();\n});\napp.get('/', (request, response) => response.json(isKnown(request.query.secret)));\napp.listen(3000);\n",
    },
  },
]);

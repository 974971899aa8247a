import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'A shared value is read, changed and written back',
  why: 'Two servers read the same value, each changes its own copy and writes it: the change of the first is gone. With one process it went well most of the time.',
  remedy: {
    any: 'Let the store do the change in one step: `INCR`, `HINCRBY`, `SADD`, a Lua script, or `WATCH` with `MULTI`.',
  },
  needs: ['lostUpdates'],
  *check({ lostUpdates }) {
    for (const { label, technology, because, at, repair } of lostUpdates)
      yield hazard(
        `${label} is read, changed and written back: what another server wrote in between is lost`,
        because,
        {
          at,
          technology,
          repair,
        },
      );
  },
  examples: [
    {
      on: 'express-5',
      about: 'a counter; a cache is filled and not changed, a lock is written only where there is none',
      bad: {
        'server.js':
          "import express from 'express';\nimport { createClient } from 'redis';\n\nconst client = createClient({ url: process.env.REDIS_URL });\nconst app = express();\napp.get('/', async (req, res) => {\n  const visits = await client.get('visits');\n  await «client.set»('visits', Number(visits) + 1);\n  res.send('hello');\n});\napp.listen(3000);\n",
      },
      good: {
        'server.js':
          "import express from 'express';\nimport { createClient } from 'redis';\n\nconst client = createClient({ url: process.env.REDIS_URL });\nconst app = express();\napp.get('/', async (req, res) => {\n  const page = await client.get('page');\n  if (page) return res.send(page);\n  const fresh = await render();\n  await client.set('page', fresh, { EX: 60 });\n  await client.set('lock', req.id, { NX: true });\n  await client.incr('visits');\n  res.send(fresh);\n});\napp.listen(3000);\n",
      },
    },
    {
      on: 'express-5',
      about: 'a callback; the key may not change in between when it is watched',
      bad: {
        'server.js':
          "const express = require('express');\nconst redis = require('redis');\n\nconst client = redis.createClient({ host: 'redis' });\nconst app = express();\napp.get('/', function (req, res) {\n  client.get('visits', function (err, visits) {\n    «client.set»('visits', parseInt(visits) + 1);\n    res.send('hello');\n  });\n});\napp.listen(3000);\n",
      },
      good: {
        'server.js':
          "const express = require('express');\nconst redis = require('redis');\n\nconst client = redis.createClient({ host: 'redis' });\nconst app = express();\napp.get('/', function (req, res) {\n  client.watch('visits');\n  client.get('visits', function (err, visits) {\n    client.multi().set('visits', parseInt(visits) + 1).exec();\n    res.send('hello');\n  });\n});\napp.listen(3000);\n",
      },
    },
  ],
});

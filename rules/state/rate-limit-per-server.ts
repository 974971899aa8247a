import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Rate limits are counted on each server',
  why: 'With N servers a client gets N times the limit, and every restart forgets the count: protection against guessing passwords is that much weaker.',
  remedy: {
    any: 'Count in a store that every server reaches (Redis, the shared cache).',
    rails:
      'Let `rate_limit` and Rack::Attack count in a shared store: Rails.cache on Redis (`config.cache_store`), or one of their own (`store:`, `Rack::Attack.cache.store`).',
    symfony: 'Give the limiter a `cache_pool` on Redis, or set `framework.cache.app` to `cache.adapter.redis`.',
    django: 'Keep the default cache in Redis or Memcached: throttles and django-ratelimit count in it.',
    express: 'Give express-rate-limit a store: `new RedisStore({ sendCommand })` of rate-limit-redis.',
    fastify: 'Give @fastify/rate-limit the option `redis`.',
    nest: 'Give ThrottlerModule a `storage` in Redis.',
    flask: 'Give Flask-Limiter a `storage_uri` on Redis or Memcached.',
    fastapi: 'Give slowapi a `storage_uri` on Redis.',
  },
  needs: ['rateLimiters'],
  *check({ rateLimiters }) {
    for (const store of rateLimiters) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} is counted in '${technology}' of one ${reach}: two servers allow twice as much`,
          because,
          { technology: store.technology },
        ),
      );
    }
  },
  examples: [
    {
      on: 'express-5',
      bad: {
        'src/app.js':
          "import express from 'express';\nimport { rateLimit } from 'express-rate-limit';\n\nexport const app = express();\nconst limiter = «rateLimit»({ windowMs: 60_000, limit: 20 });\napp.use('/login', limiter);\n",
      },
      good: {
        'src/app.js':
          "import express from 'express';\nimport { rateLimit } from 'express-rate-limit';\nimport { RedisStore } from 'rate-limit-redis';\nimport { client } from './redis.js';\n\nexport const app = express();\nconst limiter = rateLimit({ limit: 20, store: new RedisStore({ sendCommand: (...args) => client.sendCommand(args) }) });\napp.use('/login', limiter);\n",
      },
    },
    {
      on: 'express-5',
      about: 'an in-memory limiter that only stands in while Redis is down',
      bad: {
        'src/limits.js':
          "import { RateLimiterMemory } from 'rate-limiter-flexible';\n\nexport const logins = «new RateLimiterMemory»({ points: 5, duration: 60 });\n",
      },
      good: {
        'src/limits.js':
          "import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';\nimport { client } from './redis.js';\n\nconst insurance = new RateLimiterMemory({ points: 5, duration: 60 });\nexport const logins = new RateLimiterRedis({ storeClient: client, points: 10, duration: 60, insuranceLimiter: insurance });\n",
      },
    },
    {
      on: 'fastify-5',
      bad: {
        'src/server.js':
          "import rateLimit from '@fastify/rate-limit';\nimport fastify from 'fastify';\n\nconst app = fastify();\nawait «app.register»(rateLimit, { max: 100 });\nawait app.listen({ port: 3000 });\n",
      },
      good: {
        'src/server.js':
          "import rateLimit from '@fastify/rate-limit';\nimport fastify from 'fastify';\nimport { Redis } from 'ioredis';\n\nconst app = fastify();\nawait app.register(rateLimit, { max: 100, redis: new Redis(process.env.REDIS_URL) });\nawait app.listen({ port: 3000 });\n",
      },
    },
    {
      on: 'rails-8',
      about: 'Rack::Attack counts in a cache that is a file',
      bad: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.cache_store = :file_store\nend\n',
        'config/initializers/rack_attack.rb':
          'class Rack::Attack\n  «throttle("login", limit: 5, period: 60) { |request| request.ip }»\nend\n',
      },
      good: {
        'config/initializers/rack_attack.rb':
          'class Rack::Attack\n  throttle("login", limit: 5, period: 60) { |request| request.ip }\nend\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'the limiter may have a store of its own; where it counts in the cache, the cache has the fault',
      bad: {
        'routes/web.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/login', 'LoginController@store')->middleware('throttle:5,1');\n",
        'config/cache.php':
          "<?php\n\nreturn [\n    'default' => 'redis',\n    'limiter' => «'file'»,\n    'stores' => ['redis' => ['driver' => 'redis'], 'file' => ['driver' => 'file']],\n];\n",
      },
      good: {
        'routes/web.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/login', 'LoginController@store')->middleware('throttle:5,1');\n",
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=redis\n',
      },
      unclear: {
        'routes/web.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/login', 'LoginController@store')->middleware('throttle:5,1');\n",
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=file\n',
      },
    },
  ],
});

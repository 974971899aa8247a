import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      '.env.example': null,
      'src/redis.js':
        "import { Redis } from 'ioredis';\n\nexport const redis = new Redis(«process.env.REDIS_URL» ?? 'redis://localhost:6379');\n",
    },
    good: {
      '.env.example': 'REDIS_URL=redis://redis.internal:6379\n',
      'src/redis.js':
        "import { Redis } from 'ioredis';\n\nexport const redis = new Redis(process.env.REDIS_URL ?? 'redis://localhost:6379');\n",
    },
  },
  {
    on: 'node-22',
    about: 'node-config: production over default, in JSON and YAML',
    bad: {
      'package.json':
        '{\n  "scripts": { "start": "node src/server.js" },\n  "dependencies": { "config": "^4.1.0", "express": "^5.1.0" }\n}\n',
      'config/default.json': '{ "redis": { "host": "redis.internal" } }\n',
      'config/production.yaml': 'redis:\n  host: «localhost»\n',
      'src/redis.js':
        "import config from 'config';\nimport { Redis } from 'ioredis';\n\nexport const redis = new Redis({ host: config.get('redis.host') });\n",
    },
    good: {
      'package.json':
        '{\n  "scripts": { "start": "node src/server.js" },\n  "dependencies": { "config": "^4.1.0", "express": "^5.1.0" }\n}\n',
      'config/default.json': '{ "redis": { "host": "localhost" } }\n',
      'config/production.yaml': 'redis:\n  host: redis.internal\n',
      'src/redis.js':
        "import config from 'config';\nimport { Redis } from 'ioredis';\n\nexport const redis = new Redis({ host: config.get('redis.host') });\n",
    },
  },
  {
    on: 'node-22',
    about: 'node-config: a variable over both; files in JavaScript; a whole section that is handed over',
    bad: {
      'package.json':
        '{\n  "scripts": { "start": "node src/server.js" },\n  "dependencies": { "config": "^4.1.0", "express": "^5.1.0" }\n}\n',
      '.env.production': 'CACHE_HOST=\n',
      'config/default.js': "module.exports = { redis: { host: 'localhost', port: 6379 } };\n",
      'config/custom-environment-variables.json': '{ "redis": { "host": «"CACHE_HOST"» } }\n',
      'src/redis.js':
        "const config = require('config');\nconst { Redis } = require('ioredis');\n\nmodule.exports = new Redis(config.get('redis'));\n",
    },
    good: {
      'package.json':
        '{\n  "scripts": { "start": "node src/server.js" },\n  "dependencies": { "config": "^4.1.0", "express": "^5.1.0" }\n}\n',
      '.env.production': 'CACHE_HOST=cache.internal\n',
      'config/default.js': "module.exports = { redis: { host: 'localhost', port: 6379 } };\n",
      'config/custom-environment-variables.json':
        '{ "redis": { "host": "CACHE_HOST", "port": { "__name": "CACHE_PORT", "__format": "number" } } }\n',
      'src/redis.js':
        "const config = require('config');\nconst { Redis } = require('ioredis');\n\nmodule.exports = new Redis(config.get('redis'));\n",
    },
  },
  {
    on: 'node-22',
    about: 'convict: the default of a setting, and the variable that overrides it',
    bad: {
      'src/config.js':
        "import convict from 'convict';\n\nexport const config = convict({\n  redis: { host: { format: String, default: «'127.0.0.1'», env: 'CACHE_HOST' } },\n});\n",
      'src/redis.js':
        "import { Redis } from 'ioredis';\nimport { config } from './config.js';\n\nexport const redis = new Redis({ host: config.get('redis.host') });\n",
    },
    good: {
      '.env': 'CACHE_HOST=cache.internal\n',
      'src/config.js':
        "import convict from 'convict';\n\nexport const config = convict({\n  redis: { host: { format: String, default: '127.0.0.1', env: 'CACHE_HOST' } },\n});\n",
      'src/redis.js':
        "import { Redis } from 'ioredis';\nimport { config } from './config.js';\n\nexport const redis = new Redis({ host: config.get('redis.host') });\n",
    },
  },
  {
    on: 'node-22',
    about: "convict behind the app's own function, which checks what it is given",
    bad: {
      'src/schema.js':
        "import convict from 'convict';\n\nexport function checked(schema) {\n  const config = convict(schema);\n  config.validate({ allowed: 'strict' });\n  return config;\n}\n",
      'src/config.js':
        "import { checked } from './schema.js';\n\nexport const config = checked({\n  redis: { host: { format: String, default: «'127.0.0.1'», env: 'CACHE_HOST' } },\n});\n",
      'src/redis.js':
        "import { Redis } from 'ioredis';\nimport { config } from './config.js';\n\nexport const redis = new Redis({ host: config.get('redis.host') });\n",
    },
    good: {
      '.env': 'CACHE_HOST=cache.internal\n',
      'src/schema.js':
        "import convict from 'convict';\n\nexport function checked(schema) {\n  const config = convict(schema);\n  config.validate({ allowed: 'strict' });\n  return config;\n}\n",
      'src/config.js':
        "import { checked } from './schema.js';\n\nexport const config = checked({\n  redis: { host: { format: String, default: '127.0.0.1', env: 'CACHE_HOST' } },\n});\n",
      'src/redis.js':
        "import { Redis } from 'ioredis';\nimport { config } from './config.js';\n\nexport const redis = new Redis({ host: config.get('redis.host') });\n",
    },
  },
  {
    on: 'node-22',
    about: 'a Joi schema and the environment of t3',
    bad: {
      'src/env.js':
        "import Joi from 'joi';\n\nexport const { value: env } = Joi.object({ CACHE_HOST: Joi.string().hostname().default(«'localhost'») }).validate(process.env);\n",
      'src/redis.js':
        "import { Redis } from 'ioredis';\nimport { env } from './env.js';\n\nexport const redis = new Redis({ host: env.CACHE_HOST });\n",
    },
    good: {
      'compose.yaml': 'services:\n  web:\n    build: .\n    environment:\n      CACHE_HOST: cache.internal\n',
      'src/env.js':
        "import { createEnv } from '@t3-oss/env-core';\nimport { z } from 'zod';\n\nexport const env = createEnv({\n  server: { CACHE_HOST: z.string().default('localhost') },\n  runtimeEnv: process.env,\n});\n",
      'src/redis.js':
        "import { Redis } from 'ioredis';\nimport { env } from './env.js';\n\nexport const redis = new Redis({ host: env.CACHE_HOST });\n",
    },
  },
  {
    on: 'node-22',
    about: 'convict: the name of the variable is a constant of another module',
    good: {
      '.env': 'CACHE_HOST=cache.internal\n',
      'src/names.js': "export const names = { cacheHost: 'CACHE_HOST' };\n",
      'src/config.js':
        "import convict from 'convict';\nimport { names } from './names.js';\n\nexport const config = convict({\n  redis: { host: { format: String, default: '127.0.0.1', env: names.cacheHost } },\n});\n",
      'src/redis.js':
        "import { Redis } from 'ioredis';\nimport { config } from './config.js';\n\nexport const redis = new Redis({ host: config.get('redis.host') });\n",
    },
  },
]);

/** Packages whose calls are recorded: those that keep state, serve, schedule, log, connect or write. Submodules count with them. */
const recorded = new Set([
  // sessions
  'express-session', '@fastify/session', 'fastify-session', '@fastify/secure-session', 'koa-session', 'koa-generic-session', 'koa-redis',
  '@hapi/yar', 'cookie-session', 'iron-session', 'next-auth', '@auth/express', '@auth/core', '@auth/sveltekit', '@auth/hono', 'better-auth', 'yar', '@fastify/cookie', 'connect-redis', 'connect-mongo',
  'connect-pg-simple', 'connect-session-sequelize', 'connect-session-knex', 'connect-dynamodb', 'connect-memcached',
  'express-mysql-session', 'memorystore', 'session-file-store', 'connect-sqlite3', 'better-sqlite3-session-store', 'connect-loki',
  'nedb-session-store', 'connect-nedb-session', 'connect-mongodb-session', 'connect-typeorm', '@quixo3/prisma-session-store', 'session-memory-store', 'level-session-store', 'rate-limit-redis', 'rate-limit-mongo', 'rate-limit-memcached', '@acpr/rate-limit-postgresql',
  // servers and their plugins
  'express', 'fastify', 'koa', '@hapi/hapi', 'hono', 'restify', 'polka', '@nestjs/core', 'next', 'http', 'https', 'http2', 'koa-router', '@koa/router', '@hono/node-server',
  '@godaddy/terminus', 'lightship', '@nestjs/terminus', 'http-terminator', 'stoppable', 'http-graceful-shutdown', 'close-with-grace', 'fastify-graceful-shutdown', 'express-graceful-shutdown', 'terminus', 'express-healthcheck', 'express-actuator', 'fastify-healthcheck', 'under-pressure', '@fastify/under-pressure',
  // rate limits
  'express-rate-limit', 'express-slow-down', '@fastify/rate-limit', 'fastify-rate-limit', 'rate-limiter-flexible', 'koa-ratelimit', 'limiter', 'express-brute', 'koa2-ratelimit', '@nestjs/throttler', 'hono-rate-limiter', '@upstash/ratelimit', '@nest-lab/throttler-storage-redis', 'nestjs-throttler-storage-redis', 'bottleneck', 'elysia-rate-limit',
  // caches
  'node-cache', 'lru-cache', 'quick-lru', 'memory-cache', 'apicache', 'apicache-plus', 'keyv', 'cache-manager', '@nestjs/cache-manager', '@isaacs/ttlcache', 'tiny-lru', 'flat-cache', 'memoizee', 'node-ttl', 'route-cache', 'express-redis-cache', 'cacheable', '@apollo/server', 'apollo-server', 'apollo-server-express', 'ttl-cache', 'mnemonist',
  '@keyv/redis', '@keyv/mongo', '@keyv/postgres', '@keyv/mysql', '@keyv/sqlite', '@keyv/memcache', 'keyv-mongo', 'keyv-file', 'cache-manager-redis-store', 'cache-manager-redis-yet', 'cache-manager-ioredis', 'cache-manager-ioredis-yet', 'cache-manager-fs-hash', 'cache-manager-mongodb',
  // key-value servers and locks
  'redis', 'ioredis', '@upstash/redis', '@redis/client', 'memjs', 'memcached', 'amqplib', 'kafkajs', 'nats', '@socket.io/sticky', 'redlock', 'async-lock', 'async-mutex', 'proper-lockfile', 'lockfile', 'await-lock', 'ioredis-mock',
  // queues
  'bull', 'bullmq', 'bee-queue', 'agenda', 'pg-boss', 'graphile-worker', 'kue', 'rsmq', 'p-queue', 'fastq', 'better-queue', 'async', 'queue', '@nestjs/bull', '@nestjs/bullmq', '@nestjs/event-emitter', '@nestjs/cqrs', 'workerpool', 'piscina', 'fastify-cron', 'liteque', 'plainjob',
  // schedules
  'node-cron', 'cron', 'node-schedule', 'croner', 'bree', 'toad-scheduler', '@nestjs/schedule', '@fastify/schedule', 'later', 'cron-job-manager', 'node-cron-tz',
  // uploads
  'multer', 'formidable', 'busboy', '@fastify/multipart', 'express-fileupload', 'koa-body', 'koa-multer', '@koa/multer', 'fastify-multer', '@nestjs/platform-express', '@nestjs/platform-fastify', '@nestjs/serve-static', '@fastify/static', 'koa-static', 'serve-static', 'multer-s3', 'multer-gridfs-storage', '@aws-sdk/client-s3', '@aws-sdk/lib-storage', 'aws-sdk', 'minio', '@google-cloud/storage', '@azure/storage-blob', '@vercel/blob', '@tus/server', '@tus/file-store', 'connect-busboy', 'connect-multiparty', 'multiparty',
  // realtime
  'socket.io', 'ws', 'uWebSockets.js', 'graphql-subscriptions', 'graphql-redis-subscriptions', '@hocuspocus/server', '@hocuspocus/extension-redis',
  '@hocuspocus/extension-throttle', 'y-websocket', '@y/websocket-server', 'graphql-yoga', '@graphql-yoga/subscription', '@socket.io/redis-adapter', '@socket.io/redis-streams-adapter', '@socket.io/postgres-adapter', '@socket.io/mongo-adapter', '@socket.io/cluster-adapter', 'socket.io-redis', 'socket.io-redis-adapter', '@fastify/websocket', 'express-ws', 'express-sse', 'sse-express', 'better-sse', 'mercurius', '@nestjs/platform-socket.io', '@nestjs/platform-ws', 'sockjs', 'primus', 'peer', 'colyseus',
  // logs
  'winston', 'winston-daily-rotate-file', 'pino', 'log4js', 'morgan', 'bunyan', 'rotating-file-stream', 'file-stream-rotator', 'tracer', 'simple-node-logger', 'pino-http', 'tslog', 'nestjs-pino', 'nest-winston', 'electron-log', 'signale',
  // databases
  'mongoose', 'mongodb', 'pg', 'mysql', 'mysql2', 'mariadb', 'sequelize', 'sequelize-typescript', 'typeorm', '@nestjs/typeorm', '@nestjs/mongoose', '@nestjs/sequelize', 'knex', 'sqlite3', 'better-sqlite3', 'sqlite', 'lowdb', 'nedb', '@seald-io/nedb', 'nedb-promises', 'level', 'classic-level', 'lmdb', 'lokijs', 'json-server', 'node-json-db', 'simple-json-db', 'conf', 'drizzle-orm', '@mikro-orm/core', '@prisma/client', 'prisma', 'umzug', 'migrate-mongo', 'node-pg-migrate', 'db-migrate', 'postgres', 'mongodb-memory-server', 'stormdb', 'bun:sqlite', 'node:sqlite', 'sqlite3-promisify', 'libsql', '@libsql/client', 'redbean-node', '@mikro-orm/sqlite', '@mikro-orm/better-sqlite', '@mikro-orm/libsql', '@electric-sql/pglite', 'duckdb', '@duckdb/node-api', 'quick.db', 'enmap', 'keyv-lru',
  // configuration
  'convict', 'nconf', '@nestjs/config',
  // the platform and files
  'fs', 'fs/promises', 'fs-extra', 'graceful-fs', 'child_process', 'crypto', 'uuid', 'nanoid', 'cluster', 'os', 'execa', 'shelljs', 'cross-spawn', 'jsonfile', 'write-file-atomic', 'mv', 'sharp', 'pdfkit', 'archiver', 'adm-zip', 'exceljs', 'mkdirp', 'dotenv', 'dotenv-safe', 'dotenv-flow', 'dotenv-expand', 'env-cmd', 'request-ip', 'helmet', 'csurf', 'cookie-parser', 'jsonwebtoken', '@fastify/jwt', '@nestjs/jwt', 'express-jwt', 'passport-jwt', 'koa-jwt', 'randomstring', 'crypto-random-string',
]); // biome-ignore format: one list, by what the packages are for

/** Whether calls into a module are worth a fact. */
export function isRecorded(module: string): boolean {
  if (recorded.has(module)) return true;
  const parts = module.split('/');
  const owner = parts.slice(0, module.startsWith('@') ? 2 : 1).join('/');
  return owner !== 'fs' && recorded.has(owner);
}

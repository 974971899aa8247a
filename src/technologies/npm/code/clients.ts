import type { CodeCatalogue } from '../../../program/catalogue.js';

/** Clients of stores that all servers reach: what calls them keeps nothing on this one. */
export const clients: CodeCatalogue = {
  effects: [
    { on: 'ioredis', is: 'connect', what: 'redis', source: 'npm ioredis 5, lib/Redis.d.ts' },
    {
      on: '{redis.createClient,redis.createCluster,redis.createSentinel}',
      is: 'connect',
      what: 'redis',
      source: 'npm redis 5, dist/index.d.ts',
    },
    {
      on: '{memjs.Client.create,memcached}',
      is: 'connect',
      what: 'memcached',
      source: 'npm memjs 1, README.md; npm memcached 2, README.md',
    },
    {
      on: '{redis.createClient,redis.createCluster,ioredis,ioredis.Cluster}().{flushAll,flushDb,flushall,flushdb,FLUSHALL,FLUSHDB}',
      is: 'shared',
      what: 'emptied',
      source: 'npm redis 5, packages/client/lib/commands/FLUSHALL.ts; npm ioredis 5, lib/utils/RedisCommander.d.ts',
    },
    {
      on: '{redis.createClient,redis.createCluster,ioredis,ioredis.Cluster}().get',
      is: 'look',
      key: 0,
      source: 'npm redis 5, packages/client/lib/commands/GET.ts; npm ioredis 5, lib/utils/RedisCommander.d.ts',
    },
    {
      on: '{redis.createClient,redis.createCluster,ioredis,ioredis.Cluster}().{set,SET}',
      is: 'keep',
      key: 0,
      data: 1,
      source: 'npm redis 5, packages/client/lib/commands/SET.ts; npm ioredis 5, lib/utils/RedisCommander.d.ts',
    },
    {
      on: '{redis.createClient,redis.createCluster,ioredis,ioredis.Cluster}().{setEx,setex,pSetEx,psetex}',
      is: 'keep',
      key: 0,
      data: 2,
      source: 'npm redis 5, packages/client/lib/commands/SETEX.ts; npm ioredis 5, lib/utils/RedisCommander.d.ts',
    },
    { on: '@upstash/redis.Redis().get', is: 'look', key: 0, source: 'npm @upstash/redis 1.35, pkg/redis.ts' },
    { on: '@upstash/redis.Redis().set', is: 'keep', key: 0, data: 1, source: 'npm @upstash/redis 1.35, pkg/redis.ts' },
    { on: 'memjs.Client.create().get', is: 'look', key: 0, source: 'npm memjs 1, README.md' },
    { on: 'memjs.Client.create().set', is: 'keep', key: 0, data: 1, source: 'npm memjs 1, README.md' },
    { on: 'memcached().get', is: 'look', key: 0, source: 'npm memcached 2, README.md' },
    { on: 'memcached().set', is: 'keep', key: 0, data: 1, source: 'npm memcached 2, README.md' },
    {
      on: '{pg.Pool,pg.Client,postgres}',
      is: 'connect',
      what: 'postgres',
      source: 'npm pg 8, lib/index.js; npm postgres 3, README.md',
    },
    {
      on: '{mysql2.createPool,mysql2.createConnection,mysql.createPool,mysql.createConnection}',
      is: 'connect',
      what: 'mysql',
      source: 'npm mysql2 3, promise.d.ts; npm mysql 2, Readme.md',
    },
    { on: 'mongodb.MongoClient', is: 'connect', what: 'mongodb', source: 'npm mongodb 6, src/mongo_client.ts' },
  ],
};

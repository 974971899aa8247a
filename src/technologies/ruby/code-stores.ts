import type { CodeCatalogue } from '../../program/catalogue.js';

/** Clients of stores, locks, limiters, loggers. */
export const stores: CodeCatalogue = {
  language: 'ruby',
  effects: [
    {
      on: 'Redis',
      is: 'connect',
      options: { url: 'url', host: 'host' },
      what: 'redis',
      source: 'redis 5.4, lib/redis.rb',
    },
    {
      on: 'ConnectionPool/Wrapper',
      is: 'connect',
      source: 'connection_pool 2.5, lib/connection_pool/wrapper.rb',
    },
    { on: 'Dalli/Client', is: 'connect', what: 'memcached', source: 'dalli 3.2, lib/dalli/client.rb' },
    { on: 'Mongo/Client', is: 'connect', what: 'mongodb', source: 'mongo 2.21, lib/mongo/client.rb' },
    { on: 'PG.connect', is: 'connect', what: 'postgres', source: 'pg 1.6, lib/pg.rb' },
    { on: 'Mysql2/Client', is: 'connect', what: 'mysql', source: 'mysql2 0.5, lib/mysql2/client.rb' },
    { on: 'SQLite3/Database', is: 'connect', path: 0, what: 'sqlite', source: 'sqlite3 2.7, lib/sqlite3/database.rb' },
    {
      on: 'Sequel.{connect,sqlite,postgres,mysql2}',
      is: 'connect',
      path: 0,
      source: 'sequel 5.95, lib/sequel/core.rb',
    },
    {
      on: 'Sequel/Model.{create,find_or_create,insert,update,delete,dataset}',
      is: 'shared',
      what: 'rows',
      source: 'sequel 5.95, lib/sequel/model/base.rb',
    },
    {
      on: 'Sequel/Model().{save,update,delete,destroy}',
      is: 'shared',
      what: 'rows',
      source: 'sequel 5.95, lib/sequel/model/base.rb',
    },
    {
      on: 'Sequel.connect()[].{insert,update,delete,multi_insert,import}',
      is: 'shared',
      what: 'rows',
      source: 'sequel 5.95, lib/sequel/dataset/actions.rb',
    },
    { on: 'PG.connect().{exec,exec_params}', is: 'shared', what: 'rows', source: 'pg 1.6, ext/pg_connection.c' },
    {
      on: 'Redis().{set,setex,incr,hset,lpush,rpush,sadd,del,publish,expire}',
      is: 'shared',
      what: 'rows',
      source: 'redis 5.4, lib/redis/commands',
    },
    {
      on: '{Mutex(),Thread/Mutex(),Monitor()}.{synchronize,lock,try_lock}',
      is: 'lock',
      body: '&',
      reach: 'process',
      source: 'Ruby 3.4, thread_sync.c; ext/monitor/monitor.c',
    },
    { on: 'File().flock', is: 'lock', reach: 'server', source: 'Ruby 3.4, file.c, File#flock' },
    { on: 'File.open().flock', is: 'lock', reach: 'server', source: 'Ruby 3.4, file.c, File#flock' },
    {
      on: 'Redlock/Client().{lock,lock!}',
      is: 'lock',
      body: '&',
      reach: 'shared',
      source: 'redlock 2.0, lib/redlock/client.rb',
    },
    {
      on: '{RedisMutex.with_lock,RedisMutex.lock,RedisMutex().with_lock,RedisMutex().lock}',
      is: 'lock',
      body: '&',
      reach: 'shared',
      source: 'redis-mutex 4.0, lib/redis_mutex.rb',
    },
    {
      on: '*.{with_advisory_lock,with_advisory_lock!}',
      is: 'lock',
      body: '&',
      reach: 'shared',
      weak: true,
      source: 'with_advisory_lock 7.0, lib/with_advisory_lock',
    },
    { on: '{Logger,ActiveSupport/Logger}', is: 'log', path: 0, source: 'logger 1.7, lib/logger.rb' },
  ],
};

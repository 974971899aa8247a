import type { CodeCatalogue } from '../../program/catalogue.js';

/** Databases that programs open: files by their paths, servers, and those that an address names. */
export const databases: CodeCatalogue = {
  language: 'python',
  effects: [
    {
      on: 'sqlite3.connect',
      is: 'connect',
      path: [0, 'database'],
      what: 'sqlite',
      source: 'CPython 3.12, Doc/library/sqlite3.rst',
    },
    {
      on: 'aiosqlite.connect',
      is: 'connect',
      path: [0, 'database'],
      what: 'sqlite',
      source: 'PyPI aiosqlite 0.21, core.py',
    },
    {
      on: 'apsw.Connection',
      is: 'connect',
      path: [0, 'filename'],
      what: 'sqlite',
      source: 'PyPI apsw 3.50, connection.c',
    },
    {
      on: 'duckdb.connect',
      is: 'connect',
      path: [0, 'database'],
      what: 'sqlite',
      source: 'PyPI duckdb 1.3, duckdb/__init__.pyi',
    },
    { on: 'tinydb.TinyDB', is: 'connect', path: 0, what: 'sqlite', source: 'PyPI tinydb 4.8, tinydb/storages.py' },
    {
      on: '{peewee.SqliteDatabase,playhouse.sqlite_ext.SqliteExtDatabase,playhouse.pool.PooledSqliteDatabase,playhouse.sqliteq.SqliteQueueDatabase}',
      is: 'connect',
      path: [0, 'database'],
      what: 'sqlite',
      source: 'PyPI peewee 3.18, peewee.py',
    },
    {
      on: '{sqlalchemy.create_engine,sqlalchemy.engine.create_engine,sqlalchemy.ext.asyncio.create_async_engine,sqlmodel.create_engine}',
      is: 'connect',
      path: [0, 'url'],
      what: 'address',
      source: 'PyPI sqlalchemy 2.0, engine/create.py; sqlmodel 0.0.24, __init__.py',
    },
    {
      on: '{sqlalchemy.engine.Connection,sqlalchemy.ext.asyncio.AsyncConnection}().{execute,exec_driver_sql}',
      is: 'shared',
      what: 'rows',
      source: 'PyPI sqlalchemy 2.0, engine/base.py, ext/asyncio/engine.py',
    },
    {
      on: '{sqlalchemy.create_engine,sqlalchemy.ext.asyncio.create_async_engine}().{begin,connect}().{execute,exec_driver_sql}',
      is: 'shared',
      what: 'rows',
      source: 'PyPI sqlalchemy 2.0, engine/base.py, ext/asyncio/engine.py',
    },
    {
      on: 'sqlalchemy.orm.Session().query().{update,delete}',
      is: 'shared',
      what: 'rows',
      source: 'PyPI sqlalchemy 2.0, orm/query.py',
    },
    {
      on: '{databases.Database,dataset.connect,playhouse.db_url.connect}',
      is: 'connect',
      path: [0, 'url'],
      what: 'address',
      source: 'PyPI databases 0.9, core.py; dataset 1.6, __init__.py; peewee 3.18, playhouse/db_url.py',
    },
    {
      on: '{psycopg.connect,psycopg2.connect,psycopg2.pool.SimpleConnectionPool,psycopg2.pool.ThreadedConnectionPool,psycopg_pool.ConnectionPool,asyncpg.connect,asyncpg.create_pool}',
      is: 'connect',
      what: 'database',
      source: 'PyPI psycopg 3.2, connection.py; psycopg2 2.9, lib/pool.py; asyncpg 0.30, pool.py',
    },
    {
      on: '{pymysql.connect,MySQLdb.connect,mysql.connector.connect,aiomysql.connect,aiomysql.create_pool,peewee.MySQLDatabase}',
      is: 'connect',
      what: 'database',
      source: 'PyPI PyMySQL 1.1, connections.py; mysqlclient 2.2; mysql-connector-python 9; aiomysql 0.2',
    },
    { on: 'peewee.PostgresqlDatabase', is: 'connect', what: 'database', source: 'PyPI peewee 3.18, peewee.py' },
    {
      on: '{pymongo.MongoClient,motor.motor_asyncio.AsyncIOMotorClient}',
      is: 'connect',
      what: 'mongodb',
      source: 'PyPI pymongo 4.13, mongo_client.py; motor 3.7',
    },
    {
      on: '{psycopg.connect,psycopg.connect().cursor,pymysql.connect().cursor,MySQLdb.connect().cursor,mysql.connector.connect().cursor,asyncpg.connect,asyncpg.create_pool}().{execute,executemany}',
      is: 'shared',
      what: 'rows',
      when: { arg: 0, matches: '^\\s*([iI][nN][sS][eE][rR][tT]|[uU][pP][dD][aA][tT][eE]|[dD][eE][lL][eE][tT][eE])\\b' },
      source: 'PEP 249; PyPI psycopg 3.2, connection.py; asyncpg 0.30, connection.py',
    },
    {
      on: '{asyncpg.connect,asyncpg.create_pool,aiosqlite.connect}().{execute,executescript}',
      is: 'sql',
      data: 0,
      source: 'PyPI asyncpg 0.30, connection.py; aiosqlite 0.21, core.py',
    },
  ],
};

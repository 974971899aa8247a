import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'one of several engines, chosen by what the operator configures',
    bad: {
      'src/db.js':
        "import knex from 'knex';\n\nlet client;\nswitch ('sqlite') {\n  case 'postgres':\n    client = 'pg';\n    break;\n  case 'sqlite':\n    client = «'sqlite3'»;\n    break;\n}\nexport const db = knex({ client, connection: { filename: 'shop.sqlite' } });\n",
    },
    good: {
      'src/db.js':
        "import knex from 'knex';\nimport { settings } from './settings.js';\n\nlet client;\nswitch (settings().type) {\n  case 'postgres':\n    client = 'pg';\n    break;\n  case 'sqlite':\n    client = 'sqlite3';\n    break;\n}\nexport const db = knex({ client, connection: settings() });\n",
    },
  },
  {
    on: 'node-22',
    bad: {
      'src/database.js':
        "import Database from 'better-sqlite3';\n\nexport const database = «new Database»('data/shop.db');\n",
    },
    good: {
      'src/database.js':
        "import pg from 'pg';\n\nexport const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });\n",
      '.env.example': 'DATABASE_URL=postgres://shop@db.internal/shop\n',
    },
  },
  {
    on: 'node-22',
    about: "Prisma's schema decides",
    bad: { 'prisma/schema.prisma': 'datasource db {\n  «provider = "sqlite"»\n  url      = env("DATABASE_URL")\n}\n' },
    good: {
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\n',
    },
  },
  {
    on: 'node-22',
    about: 'a validated copy of the environment; a configuration for development only',
    bad: {
      'src/env.js':
        "import { cleanEnv, str } from 'envalid';\n\nexport const env = cleanEnv(process.env, { DB_CLIENT: str({ default: «'better-sqlite3'» }) });\n",
      'src/database.js':
        "import knex from 'knex';\nimport { env } from './env.js';\n\nexport const database = knex({ client: env.DB_CLIENT, connection: { host: 'db.internal' } });\n",
    },
    good: {
      '.env': 'DB_CLIENT=pg\n',
      'src/env.js':
        "import { cleanEnv, str } from 'envalid';\n\nexport const env = cleanEnv(process.env, { DB_CLIENT: str({ default: 'better-sqlite3' }) });\n",
      'src/database.js':
        "import knex from 'knex';\nimport { env } from './env.js';\n\nexport const database = knex({ client: env.DB_CLIENT, connection: { host: 'db.internal' } });\n",
      'knexfile.js': "module.exports = { development: { client: 'sqlite3' }, production: { client: 'pg' } };\n",
    },
  },
  {
    on: 'node-22',
    about: 'documents in a file: lowdb',
    bad: {
      'src/database.js':
        "import { JSONFilePreset } from 'lowdb/node';\n\nexport const database = await «JSONFilePreset»('data/shop.json', { orders: [] });\n",
    },
    good: {
      'src/database.js':
        "import { Low, Memory } from 'lowdb';\n\nexport const scratch = new Low(new Memory(), { lines: [] });\n",
    },
  },
  {
    on: 'node-22',
    about: 'documents in a file: nedb, unless it is kept in memory only',
    bad: {
      'src/database.js':
        "const Datastore = require('@seald-io/nedb');\n\nmodule.exports = «new Datastore»({ filename: 'data/orders.db', autoload: true });\n",
    },
    good: {
      'src/database.js':
        "const Datastore = require('@seald-io/nedb');\n\nmodule.exports = new Datastore({ inMemoryOnly: true });\n",
    },
  },
  {
    on: 'node-22',
    about: 'Sequelize, TypeORM and knex with a file, chosen by an option',
    bad: {
      'src/sequelize.js':
        "import { Sequelize } from 'sequelize';\n\nexport const database = new Sequelize({ dialect: «'sqlite'», storage: 'data/shop.sqlite' });\n",
    },
    good: {
      'src/sequelize.js':
        "import { Sequelize } from 'sequelize';\n\nexport const database = new Sequelize({ dialect: process.env.DB_DIALECT, host: process.env.DB_HOST });\n",
      '.env.example': 'DB_DIALECT=postgres\nDB_HOST=db.internal\n',
    },
  },
  {
    on: 'node-22',
    about: 'libSQL by the address of a file; by that of a server',
    bad: {
      'src/database.js':
        "import { createClient } from '@libsql/client';\n\nconst open = (url) => createClient({ url });\nexport const database = open(«'file:data/app.db'»);\n",
    },
    good: {
      'src/database.js':
        "import { createClient } from '@libsql/client';\n\nexport const database = createClient({ url: 'libsql://shop.turso.io', authToken: process.env.TOKEN });\n",
    },
  },
]);

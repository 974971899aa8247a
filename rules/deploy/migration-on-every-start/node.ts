import { examples } from 'ha-ready/rule';

const listening =
  "import { createServer } from 'node:http';\nimport { prepare } from './database.js';\n\nconst server = createServer((request, response) => response.end());\nserver.listen(3000, async () => {\n  await prepare();\n});\n";

/** Options by a function that knows two environments; `says` is what each does with the schema. */
const source = (production: string, development: string) =>
  `import { DataSource } from 'typeorm';\n\nconst live = { type: 'postgres', url: process.env.DATABASE_URL, synchronize: ${production} };\nconst local = { type: 'postgres', url: 'postgres://localhost/shop', synchronize: ${development} };\n\nfunction options() {\n  if (process.env.NODE_ENV === 'production') {\n    return live;\n  } else {\n    return local;\n  }\n}\n\nexport const source = new DataSource(options());\nawait source.initialize();\n`;

const beforeStart =
  '{ "name": "shop", "type": "module", "scripts": { «"start": "node scripts/prepare.js && node src/server.js"» }, "dependencies": { "express": "5", "knex": "3", "redlock": "5" } }\n';
const lock =
  "import { createClient } from 'redis';\nimport Redlock from 'redlock';\n\nconst client = createClient({ url: process.env.REDIS_URL });\n\nclass Lock {\n  get of() {\n    this.made ??= new Redlock([client]);\n    return this.made;\n  }\n  async take(name) {\n    return await this.of.acquire([name], 60000);\n  }\n  async close() {\n    await client.quit();\n  }\n}\n\nexport const lock = new Lock();\n";
const preparing = (first: string) =>
  `import knex from 'knex';\nimport { lock } from '../src/lock.js';\n\nconst database = knex({ client: 'pg', connection: process.env.DATABASE_URL });\n${first}\nawait database.migrate.latest();\nprocess.exit(0);\n`;

export default examples([
  {
    on: 'node-22',
    about: 'options that a function gives: those for development, which come last, are not in force',
    bad: {
      'src/source.js': source('true', 'false').replace('new DataSource', '«new DataSource»'),
      'src/server.js': `import './source.js';\n${listening
        .split('\n')
        .filter((line) => !line.includes('prepare'))
        .join('\n')}`,
    },
    good: {
      'src/source.js': source('false', 'true'),
      'src/server.js': `import './source.js';\n${listening
        .split('\n')
        .filter((line) => !line.includes('prepare'))
        .join('\n')}`,
    },
  },
  {
    on: 'node-22',
    bad: {
      'package.json':
        '{\n  "scripts": {\n    "migrate": "prisma migrate deploy",\n    «"start": "npm run migrate && node src/server.js"»\n  },\n  "dependencies": { "pg": "^8.16.0" }\n}\n',
    },
    good: {
      'package.json':
        '{\n  "scripts": {\n    "migrate": "prisma migrate deploy",\n    "start": "node src/server.js"\n  },\n  "dependencies": { "pg": "^8.16.0" }\n}\n',
    },
  },
  {
    on: 'node-22',
    about: 'a script is told by what it runs, whatever it is called',
    bad: {
      Dockerfile: 'FROM node:22\nCOPY . /app\nWORKDIR /app\nENTRYPOINT ["./entrypoint.sh"]\n',
      'entrypoint.sh': '#!/bin/sh\nnginx\nnpm run prod\nwait -n\n',
      'package.json':
        '{\n  "scripts": {\n    «"prod": "prisma migrate deploy && node dist/main.js"»\n  },\n  "dependencies": { "pg": "^8.16.0" }\n}\n',
    },
  },
  {
    on: 'node-22',
    about:
      'a schema that the program brings up to date when it listens, by a function of another module; one whose migration holds a lock, and one that a person changes',
    bad: {
      'src/database.js':
        "import { Sequelize } from 'sequelize';\n\nconst sequelize = new Sequelize(process.env.DATABASE_URL);\n\nexport async function prepare() {\n  await «sequelize.sync({ alter: true })»;\n}\n",
      'src/server.js': listening,
    },
    good: {
      'src/database.js':
        "import { DataSource } from 'typeorm';\nimport Redlock from 'redlock';\nimport { redis } from './redis.js';\n\nconst source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, synchronize: process.env.NODE_ENV !== 'production' });\nconst redlock = new Redlock([redis]);\n\nexport async function prepare() {\n  const lock = await redlock.acquire(['migrations'], 60_000);\n  await source.runMigrations();\n  await lock.release();\n}\n",
      'src/server.js': listening,
      'tools/upgrade.js':
        "import { Sequelize } from 'sequelize';\n\nconst sequelize = new Sequelize(process.env.DATABASE_URL);\nawait sequelize.sync();\n",
    },
  },
  {
    on: 'node-22',
    about:
      'an object that is written out with its functions: what one of them puts on it, others use; a list of them is run in turn',
    bad: {
      'src/database.js':
        "import knex from 'knex';\n\nexport const database = {\n  client: null,\n  async init() {\n    const self = this;\n    this.client = knex({ client: 'pg', connection: process.env.DATABASE_URL });\n    const steps = {\n      async migrate() {\n        await «self.client.migrate.latest()»;\n      },\n    };\n    for (const step of [steps.migrate]) await step();\n  },\n};\n",
      'src/server.js': listening.replaceAll('prepare', 'database').replace('database()', 'database.init()'),
    },
  },
  {
    on: 'node-22',
    about: "TypeORM's own synchronisation, and one for development only",
    bad: {
      'src/database.js':
        "import { DataSource } from 'typeorm';\n\nexport const source = «new DataSource»({ type: 'postgres', url: process.env.DATABASE_URL, synchronize: true });\n",
    },
    good: {
      'src/database.js':
        "import { DataSource } from 'typeorm';\n\nconst isDevelopment = process.env.NODE_ENV === 'development';\nexport const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, synchronize: isDevelopment });\n",
    },
  },
  {
    on: 'express-5',
    about: 'knex migrates when the program starts; a command that somebody runs does not',
    bad: {
      'src/server.js':
        "import knex from 'knex';\nimport { app } from './app.js';\n\nconst database = knex({ client: 'pg', connection: process.env.DATABASE_URL });\nawait «database.migrate.latest()»;\napp.listen(3000);\n",
    },
    good: {
      'scripts/migrate.js':
        "import knex from 'knex';\n\nconst database = knex({ client: 'pg', connection: process.env.DATABASE_URL });\nawait database.migrate.latest();\n",
    },
  },
  {
    on: 'express-5',
    about: "a database in memory, as tests open it, is nobody else's",
    bad: {
      'src/database.js':
        "import Database from 'better-sqlite3';\nimport { drizzle } from 'drizzle-orm/better-sqlite3';\nimport { migrate } from 'drizzle-orm/better-sqlite3/migrator';\n\nexport const database = drizzle(new Database(process.env.DATABASE));\n\n«migrate(database, { migrationsFolder: 'drizzle' })»;\n\nexport function inMemory() {\n  const own = drizzle(new Database(':memory:'));\n  migrate(own, { migrationsFolder: 'drizzle' });\n  return own;\n}\n",
      'src/app.js':
        "import express from 'express';\nimport { database } from './database.js';\n\nconst app = express();\napp.get('/', async (request, response) => {\n  response.json(await database.query.orders.findMany());\n});\napp.listen(3000);\n",
    },
  },
  {
    on: 'express-5',
    about: 'the migrator of drizzle',
    bad: {
      'src/server.js':
        "import { drizzle } from 'drizzle-orm/node-postgres';\nimport { migrate } from 'drizzle-orm/node-postgres/migrator';\nimport { app } from './app.js';\n\nconst database = drizzle(process.env.DATABASE_URL);\nawait «migrate(database, { migrationsFolder: 'drizzle' })»;\napp.listen(3000);\n",
    },
  },
  {
    on: 'express-5',
    about: 'a tool that the program runs before it listens',
    bad: {
      'src/server.js':
        "import { execSync } from 'node:child_process';\nimport { app } from './app.js';\n\n«execSync('npx prisma migrate deploy', { stdio: 'inherit' })»;\napp.listen(3000);\n",
    },
    good: {
      'src/server.js': "import { app } from './app.js';\n\napp.listen(3000);\n",
    },
  },
  {
    on: 'express-5',
    about: 'a script of the manifest that somebody runs, and that no start of the app runs',
    bad: {
      'src/server.js': "import './database/prepare.js';\nimport { app } from './app.js';\n\napp.listen(3000);\n",
      'src/database/prepare.js':
        "import knex from 'knex';\n\nconst database = knex({ client: 'pg', connection: process.env.DATABASE_URL });\nawait «database.migrate.latest()»;\n",
    },
    good: {
      'package.json':
        '{\n  "type": "module",\n  "scripts": {\n    "start": "node src/server.js",\n    "add-admin": "node src/database/add-admin.js"\n  },\n  "dependencies": { "express": "^5.1.0", "knex": "^3.1.0" }\n}\n',
      'src/database/add-admin.js':
        "import knex from 'knex';\n\nconst database = knex({ client: 'pg', connection: process.env.DATABASE_URL });\n(async () => {\n  await database.migrate.latest();\n  await database('users').insert({ email: process.argv[2], admin: true });\n  await database.destroy();\n})();\n",
    },
  },
  {
    on: 'express-5',
    about: 'migrations at the start in production only, on what connecting gives back; elsewhere only, they are not',
    bad: {
      'src/data.js':
        "import { DataSource } from 'typeorm';\n\nexport const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL });\n",
      'src/server.js':
        "import express from 'express';\nimport { source } from './data.js';\n\nconst connection = await source.initialize();\nif (process.env.NODE_ENV === 'production') {\n  await «connection.runMigrations()»;\n}\n\nconst app = express();\napp.get('/healthz', (request, response) => response.end());\nconst server = app.listen(3000);\nprocess.on('SIGTERM', () => server.close());\n",
    },
    good: {
      'src/data.js':
        "import { DataSource } from 'typeorm';\n\nexport const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL });\n",
      'src/server.js':
        "import express from 'express';\nimport { source } from './data.js';\n\nconst connection = await source.initialize();\nif (process.env.NODE_ENV === 'development') {\n  await connection.runMigrations();\n}\n\nconst app = express();\napp.get('/healthz', (request, response) => response.end());\nconst server = app.listen(3000);\nprocess.on('SIGTERM', () => server.close());\n",
    },
  },
  {
    on: 'node-22',
    about: "the engine behind Prisma's command line, in a plugin that the server loads",
    bad: {
      'src/database.js':
        "import { Migrate } from '@prisma/migrate/dist/Migrate';\n\nexport async function prepare() {\n  const migrate = new Migrate('./prisma/schema.prisma');\n  const { hasMigrationsTable } = await migrate.diagnoseMigrationHistory({ optInToShadowDatabase: false });\n  if (hasMigrationsTable) await «migrate.applyMigrations()»;\n  migrate.stop();\n}\n",
      'src/server.js':
        "import fastify from 'fastify';\nimport fastifyPlugin from 'fastify-plugin';\nimport { prepare } from './database.js';\n\nasync function databasePlugin(server) {\n  await prepare();\n  server.decorate('ready', true);\n}\n\nconst server = fastify();\nserver.register(fastifyPlugin(databasePlugin, { name: 'database' }));\nserver.get('/healthz', async () => ({ ok: true }));\nserver.listen({ port: 3000 });\n",
    },
  },
  {
    on: 'express-5',
    about: 'a program that the start script runs before the server is told once, where it is started',
    bad: {
      'package.json':
        '{ "name": "shop", "type": "module", "scripts": { «"start": "node scripts/prepare.js && node src/server.js"» }, "dependencies": { "express": "5", "prisma": "6" } }\n',
      'scripts/prepare.js':
        "import { execSync } from 'node:child_process';\n\nif (!process.env.SKIP_SCHEMA) console.log(execSync('prisma migrate deploy').toString());\n",
    },
  },
  {
    on: 'express-5',
    about: 'the command is a constant of another module',
    bad: {
      'src/commands.js':
        "export const commands = { schema: 'npx prisma migrate deploy', version: 'git rev-parse HEAD' };\n",
      'src/server.js':
        "import { execSync } from 'node:child_process';\nimport { app } from './app.js';\nimport { commands } from './commands.js';\n\n«execSync(commands.schema, { stdio: 'inherit' })»;\napp.listen(3000);\n",
    },
    good: {
      'src/commands.js':
        "export const commands = { schema: 'npx prisma migrate deploy', version: 'git rev-parse HEAD' };\n",
      'src/server.js':
        "import { execSync } from 'node:child_process';\nimport { app } from './app.js';\nimport { commands } from './commands.js';\n\napp.locals.version = execSync(commands.version).toString();\napp.listen(3000);\n",
    },
  },
  {
    on: 'express-5',
    about:
      'a lock that all servers share is taken by a helper first, in the program that the start script runs before the server',
    bad: {
      'package.json': beforeStart,
      'scripts/prepare.js': preparing('await lock.ready();'),
      'src/lock.js': lock,
    },
    good: {
      'package.json': beforeStart,
      'scripts/prepare.js': preparing("const held = await lock.take('schema');"),
      'src/lock.js': lock,
    },
  },
]);

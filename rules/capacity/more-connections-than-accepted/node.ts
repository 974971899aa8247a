import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'express-5',
    about: 'the sizes that pools are given, by the names that each client has for them',
    bad: {
      'src/database.js':
        "import { Sequelize } from 'sequelize';\n\nexport const database = new Sequelize('postgres://db.internal/shop', { pool: { max: «80» } });\n",
    },
    good: {
      'src/database.js':
        "import { Sequelize } from 'sequelize';\n\nexport const database = new Sequelize('postgres://db.internal/shop', { pool: { max: 20 } });\n",
    },
  },
  {
    on: 'express-5',
    about: 'a size from the environment',
    bad: {
      '.env.example': '«DB_POOL=100»\n',
      'src/database.js':
        "import { DataSource } from 'typeorm';\n\nexport const source = new DataSource({\n  type: 'postgres',\n  url: 'postgres://db.internal/shop',\n  extra: { max: Number(process.env.DB_POOL ?? 10) },\n});\n",
    },
    good: {
      '.env.example': 'DB_POOL=20\n',
      'src/database.js':
        "import { DataSource } from 'typeorm';\n\nexport const source = new DataSource({\n  type: 'postgres',\n  url: 'postgres://db.internal/shop',\n  extra: { max: Number(process.env.DB_POOL ?? 10) },\n});\n",
    },
  },
  {
    on: 'express-5',
    about: 'knex, mysql2 and postgres.js',
    bad: {
      'src/database.js':
        "import mysql from 'mysql2/promise';\n\nexport const database = mysql.createPool({ host: 'db.internal', database: 'shop', connectionLimit: «200» });\n",
    },
    good: {
      'src/database.js':
        "import knex from 'knex';\n\nexport const database = knex({ client: 'pg', connection: 'postgres://db.internal/shop', pool: { min: 2, max: 10 } });\n",
      'src/reports.js':
        "import postgres from 'postgres';\n\nexport const reports = postgres('postgres://db.internal/shop', { max: 5 });\n",
    },
  },
  {
    on: 'express-5',
    about: "the limit in Prisma's URL",
    bad: {
      '.env.example': '«DATABASE_URL=postgresql://db.internal/shop?connection_limit=60»\n',
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\n',
    },
    good: {
      '.env.example': 'DATABASE_URL=postgresql://db.internal/shop?connection_limit=10\n',
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\n',
    },
  },
]);

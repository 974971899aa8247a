import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      '.env.example': '«DATABASE_URL=postgres://shop@localhost:5432/shop»\n',
      'src/database.js':
        "import pg from 'pg';\n\nexport const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });\n",
    },
    good: {
      '.env.example': 'DATABASE_URL=postgres://shop@db.internal:5432/shop\n',
      'src/database.js':
        "import pg from 'pg';\n\nexport const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });\n",
    },
  },
  {
    on: 'node-22',
    about: 'the default of a schema of the environment',
    bad: {
      'src/env.js':
        "import { z } from 'zod';\n\nexport const env = z.object({ DATABASE_URL: z.string().default(«'postgres://localhost/shop'») }).parse(process.env);\n",
      'src/database.js':
        "import pg from 'pg';\n\nexport const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });\n",
    },
    good: {
      '.env': 'DATABASE_URL=postgres://db.internal/shop\n',
      'src/env.js':
        "import { z } from 'zod';\n\nexport const env = z.object({ DATABASE_URL: z.string().default('postgres://localhost/shop') }).parse(process.env);\n",
      'src/database.js':
        "import pg from 'pg';\n\nexport const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });\n",
    },
  },
  {
    on: 'express-5',
    about: "Prisma's schema names the variable that says where the database is",
    bad: {
      '.env.example': '«DATABASE_URL=postgresql://shop@localhost:5432/shop»\n',
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\n',
      'src/database.js':
        "import { PrismaClient } from '@prisma/client';\n\nexport const prisma = new PrismaClient();\n",
    },
    good: {
      '.env.example': 'DATABASE_URL=postgresql://shop@db.internal:5432/shop\n',
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\n',
      'src/database.js':
        "import { PrismaClient } from '@prisma/client';\n\nexport const prisma = new PrismaClient();\n",
    },
  },
  {
    on: 'express-5',
    about: "Prisma's own configuration names the variable, where the schema has no address",
    bad: {
      '.env.example': '«DATABASE_URL=postgresql://shop@localhost:5432/shop»\n',
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n}\n',
      'prisma.config.ts':
        "import { defineConfig, env } from 'prisma/config';\n\nexport default defineConfig({ schema: 'prisma/schema.prisma', datasource: { url: env('DATABASE_URL') } });\n",
    },
    good: {
      '.env.example': 'DATABASE_URL=postgresql://shop@db.internal:5432/shop\n',
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n}\n',
      'prisma.config.ts':
        "import { defineConfig } from 'prisma/config';\n\nexport default defineConfig({ datasource: { url: process.env.DATABASE_URL } });\n",
    },
  },
  {
    on: 'express-5',
    about: 'drizzle, which makes its own pool where it is given an address',
    bad: {
      '.env.production': '«SHOP_DATABASE=postgres://127.0.0.1/shop»\n',
      'src/database.js':
        "import { drizzle } from 'drizzle-orm/node-postgres';\n\nexport const database = drizzle(process.env.SHOP_DATABASE);\n",
    },
    good: {
      '.env.production': 'SHOP_DATABASE=postgres://db.internal/shop\n',
      'src/database.js':
        "import { drizzle } from 'drizzle-orm/node-postgres';\n\nexport const database = drizzle(process.env.SHOP_DATABASE);\n",
    },
  },
  {
    on: 'express-5',
    about: 'a host with a default, by itself or within the options of a pool',
    bad: {
      'src/database.js':
        "import mysql from 'mysql2/promise';\n\nexport const database = mysql.createPool({ host: «process.env.DB_HOST» || 'localhost', database: 'shop' });\n",
    },
    good: {
      '.env': 'DB_HOST=db.internal\n',
      'src/database.js':
        "import mysql from 'mysql2/promise';\n\nexport const database = mysql.createPool({ host: process.env.DB_HOST || 'localhost', database: 'shop' });\n",
    },
  },
]);

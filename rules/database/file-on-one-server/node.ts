import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    bad: {
      'src/database.js': `import Database from 'better-sqlite3';

export const database = «new Database»('data/shop.db');
`,
    },
    good: {
      'src/database.js': `import pg from 'pg';

export const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });
`,
      '.env.example': 'DATABASE_URL=postgres://shop@db.internal/shop\n',
    },
  },
  {
    on: 'node-22',
    about: "Prisma's schema decides",
    bad: {
      'prisma/schema.prisma': `datasource db {
  «provider = "sqlite"»
  url      = env("DATABASE_URL")
}
`,
    },
    good: {
      'prisma/schema.prisma': `datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}
`,
    },
  },
]);

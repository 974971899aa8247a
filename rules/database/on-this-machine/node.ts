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
]);

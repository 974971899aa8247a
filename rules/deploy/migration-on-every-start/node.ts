import { examples } from 'ha-ready/rule';

export default examples([
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
    about: 'a schema that is brought up to date by the program itself, and one whose migration holds a lock',
    bad: {
      'src/database.js':
        "import { Sequelize } from 'sequelize';\n\nconst sequelize = new Sequelize(process.env.DATABASE_URL);\nawait «sequelize.sync»({ alter: true });\n",
    },
    good: {
      'src/database.js':
        "import { DataSource } from 'typeorm';\nimport Redlock from 'redlock';\nimport { redis } from './redis.js';\n\nconst source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, synchronize: process.env.NODE_ENV !== 'production' });\nconst redlock = new Redlock([redis]);\nconst lock = await redlock.acquire(['migrations'], 60_000);\nawait source.runMigrations();\nawait lock.release();\n",
    },
  },
]);

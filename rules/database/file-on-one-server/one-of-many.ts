import { examples } from 'ha-ready/rule';

const clients = "import Database from 'better-sqlite3';\nimport pg from 'pg';\n";

const settings = "import { settings } from './settings.js';\n";

const byCase = (driver: string, more = '') => `${clients}${more}

function open() {
  switch (${driver}) {
    case 'sqlite':
      return new Database('data/shop.db');
    default:
      return new pg.Pool({ connectionString: process.env.DATABASE_URL });
  }
}

export const database = open();
`;

const plain = (text: string) => text.replace(/[«»]/g, '');

const drivers = `${clients}${settings}

const openFile = () => new Database(settings.url);

export function open(choose) {
  return choose({
    'node-postgres': () => new pg.Pool({ connectionString: settings.url }),
    'better-sqlite3': () => openFile(),
  });
}
`;

const image = (set: string) => `FROM node:22
COPY . .
ENV ${set}
CMD ["node", "src/server.js"]
`;

const driverClass = (name: string, dsn: string) => `<?php

class ${name} implements Driver
{
    private ?PDO $pdo = null;

    public function connect(string $place): void
    {
        $dsn = '${dsn}' . $place;
        $this->pdo = new PDO($dsn);
    }
}
`;

const driverClasses = {
  'src/Driver.php': '<?php\n\ninterface Driver\n{\n    public function connect(string $place): void;\n}\n',
  'src/MysqlDriver.php': driverClass('MysqlDriver', 'mysql:host='),
  'src/PgsqlDriver.php': driverClass('PgsqlDriver', 'pgsql:host='),
  'src/SqliteDriver.php': driverClass('SqliteDriver', 'sqlite:'),
};

const backup = `${clients}import fs from 'node:fs';

export function handedIn(bytes) {
  const path = './data/import.db';
  fs.writeFileSync(path, bytes);
  return new Database(path).prepare('SELECT name FROM items').all();
}
`;

export default examples([
  {
    on: 'node-22',
    about: 'the settings of a tool that writes migrations say which SQL, not which server',
    good: {
      'drizzle.config.js':
        "import { defineConfig } from 'drizzle-kit';\n\nexport default defineConfig({ dialect: 'sqlite', schema: './src/schema.js' });\n",
      'configs/sqlite.config.ts':
        "import type { Config } from 'drizzle-kit';\n\nexport default { dialect: 'sqlite', schema: './src/schema.js' } satisfies Config;\n",
    },
  },
  {
    on: 'node-22',
    about: 'one branch of a choice between databases: by what is set, else by what stands in for it',
    bad: { 'src/database.js': byCase("process.env.DB_KIND ?? «'sqlite'»") },
    good: {
      'src/database.js': plain(byCase("process.env.DB_KIND ?? 'sqlite'")),
      '.env.production': 'DB_KIND=postgres\n',
    },
    unclear: {
      'src/settings.js': "import { load } from 'somewhere';\n\nexport const settings = load();\n",
      'src/database.js': plain(byCase('settings.kind', settings)),
    },
  },
  {
    on: 'node-22',
    about: 'one of a table of drivers: the variable of the image chooses, and is where it is changed',
    bad: {
      'src/settings.js': "import { load } from 'somewhere';\n\nexport const settings = load();\n",
      'src/database.js': drivers,
      Dockerfile: image('«DB_DRIVER=better-sqlite3»'),
    },
    good: {
      'src/settings.js': "import { load } from 'somewhere';\n\nexport const settings = load();\n",
      'src/database.js': drivers,
      Dockerfile: image('DB_DRIVER=node-postgres'),
    },
  },
  {
    on: 'php-8',
    about: 'classes that stand in for each other, one a driver, where nothing chooses',
    unclear: { 'public/index.php': "<?php\n\nrequire __DIR__ . '/../src/SqliteDriver.php';\n", ...driverClasses },
  },
  {
    on: 'node-22',
    about: 'a database that somebody hands in is not that of the app',
    good: {
      'src/import.js': backup,
      'src/database.js':
        "import pg from 'pg';\n\nexport const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });\n",
      '.env.example': 'DATABASE_URL=postgres://shop@db.internal/shop\n',
    },
  },
  {
    on: 'node-22',
    about: 'the same where helpers write it',
    good: {
      'src/files.js':
        "import fs from 'node:fs';\n\nexport const keep = (file, bytes) => write(file, bytes, { mode: 0o600 });\n\nfunction write(file, bytes, options) {\n  fs.writeFileSync(file, bytes, options);\n}\n",
      'src/import.js': `${clients}import { keep } from './files.js';\n\nexport function handedIn(bytes) {\n  const path = './data/import.db';\n  keep(path, bytes);\n  return new Database(path).prepare('SELECT name FROM items').all();\n}\n`,
      'src/database.js':
        "import pg from 'pg';\n\nexport const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });\n",
      '.env.example': 'DATABASE_URL=postgres://shop@db.internal/shop\n',
    },
  },
]);

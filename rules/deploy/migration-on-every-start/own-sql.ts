import { examples } from 'ha-ready/rule';

const page = (lines: string) => `<?php

require __DIR__ . '/../src/Schema.php';

$database = new PDO('mysql:host=mysql.internal;dbname=guestbook', getenv('DB_USER'), getenv('DB_PASSWORD'));
$schema = new Schema($database);
${lines}
foreach ($database->query('SELECT text FROM entries') as $entry) {
    echo htmlspecialchars($entry['text']), '<br>';
}
`;

const folder = (inside: string) => `<?php

class Schema
{
    public function __construct(private PDO $database)
    {
    }

    public function update(): void
    {
${inside}
    }

    private function run(string $sql): void
    {
        $this->database->exec($sql);
    }
}
`;

const steps = `        $version = (int) $this->database->query('SELECT version FROM meta')->fetchColumn();
        foreach (glob(__DIR__ . '/../sql/*.sql') as $file) {
            if ((int) basename($file) > $version) {
                $this->run(file_get_contents($file));
            }
        }`;

const statement = `        $version = (int) $this->database->query('SELECT version FROM meta')->fetchColumn();
        if ($version < 2) {
            $this->run('ALTER TABLE entries ADD COLUMN color VARCHAR(10)');
        }`;

const express = (inside: string) => `import { pool } from './pool.js';

export async function upgrade() {
${inside}
}
`;

const server = (lines: string) => `import { app } from './app.js';\nimport { upgrade } from './schema.js';

${lines}
const server = app.listen(process.env.PORT ?? 3000);

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
});
`;

const pool = "import pg from 'pg';\n\nexport const pool = new pg.Pool();\n";

const looked = (inside: string) => `  const { rows } = await pool.query('SELECT version FROM meta');
  if (rows[0].version < 2) {
    ${inside}
    await pool.query('UPDATE meta SET version = 2');
  }`;

const flask = (body: string) => `STEPS = [
    "CREATE TABLE notes (id serial PRIMARY KEY, text text)",
    "ALTER TABLE notes ADD COLUMN pinned boolean",
]


def upgrade(connection):
${body}
`;

const factory = `import os

import psycopg2
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from .schema import upgrade


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    app.config.from_object("shop.deployment")
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)
    CALL

    from .views import pages

    app.register_blueprint(pages)
    return app
`;

const rounds = `    cursor = connection.cursor()
    LOCK
    cursor.execute("SELECT version FROM meta")
    (version,) = cursor.fetchone()
    for step in STEPS[version:]:
        cursor.execute(step)
    cursor.execute("UPDATE meta SET version = %s", (len(STEPS),))
    connection.commit()`;

const made = factory.replace('CALL', 'upgrade(psycopg2.connect(os.environ["DATABASE_URL"]))');
const shown = factory.replace('CALL', '«upgrade(psycopg2.connect(os.environ["DATABASE_URL"]))»');

export default examples([
  {
    on: 'php-8',
    about: 'every page looks at the version of the schema and runs the files that are missing',
    bad: { 'public/index.php': page('«$schema->update()»;'), 'src/Schema.php': folder(steps) },
    good: { 'public/index.php': page('$schema->version();'), 'src/Schema.php': folder(steps) },
  },
  {
    on: 'php-8',
    about: 'every page alters a table where the version says so, or under a lock of the database',
    bad: { 'public/index.php': page('«$schema->update()»;'), 'src/Schema.php': folder(statement) },
    good: {
      'public/index.php': page('$schema->update();'),
      'src/Schema.php': folder(`        $this->database->query("SELECT GET_LOCK('schema', 30)");\n${statement}`),
    },
  },
  {
    on: 'php-8',
    about: 'a table for the work of one request, which takes it away again',
    good: {
      'public/index.php': page('$schema->update();'),
      'src/Schema.php': folder(`        $name = 'work_' . uniqid();
        if ($this->database->query('SELECT count(*) FROM entries')->fetchColumn() > 100) {
            $this->run('CREATE TABLE ' . $name . ' (id INT, color VARCHAR(10))');
            $this->run('DROP TABLE ' . $name);
        }`),
    },
  },
  {
    on: 'php-8',
    about: 'a table that is made for what an administrator adds; its name comes from the data',
    bad: {
      'public/index.php': page('$schema->update();'),
      'src/Schema.php': folder(`        $prefix = getenv('PREFIX') ?: 'gb_';
        if ($this->database->query('SELECT count(*) FROM entries')->fetchColumn() > 0) {
            $this->run('CREATE TABLE ' . $prefix . 'colors (id INT, color VARCHAR(10))');
        }`),
    },
    good: {
      'public/index.php': page('$schema->update();'),
      'src/Schema.php': folder(`        $prefix = getenv('PREFIX') ?: 'gb_';
        foreach ($this->database->query('SELECT id FROM lists') as $row) {
            $this->run('CREATE TABLE ' . $prefix . 'list_' . $row['id'] . ' (id INT, color VARCHAR(10))');
        }`),
    },
  },
  {
    on: 'php-8',
    about: 'the schema of a file that each server has for itself',
    good: {
      'public/index.php': page('$schema->update();').replace(
        "'mysql:host=mysql.internal;dbname=guestbook'",
        "'sqlite:' . __DIR__ . '/../data/guestbook.db'",
      ),
      'public/health.php': "<?php\n\necho 'ok';\n",
      'src/Schema.php': folder(statement),
    },
  },
  {
    on: 'php-8',
    about: 'what can be run twice, and a fault that nothing comes of',
    good: {
      'public/index.php': page('$schema->update();'),
      'src/Schema.php': folder(
        `        $version = (int) $this->database->query('SELECT version FROM meta')->fetchColumn();
        if ($version < 1) {
            $this->run('CREATE TABLE IF NOT EXISTS colors (name VARCHAR(10))');
        }
        if ($version < 2) {
            try {
                $this->run('ALTER TABLE entries ADD COLUMN color VARCHAR(10)');
            } catch (PDOException $fault) {
                error_log($fault->getMessage());
            }
        }`,
      ),
    },
  },
  {
    on: 'express-5',
    about: 'a statement that can be run once, where the version row says so',
    bad: {
      'src/pool.js': pool,
      'src/schema.js': express(looked("await pool.query('ALTER TABLE notes ADD COLUMN pinned boolean');")),
      'src/server.js': server('await «upgrade()»;'),
    },
    good: {
      'src/pool.js': pool,
      'src/schema.js': express(
        looked("await pool.query('ALTER TABLE notes ADD COLUMN IF NOT EXISTS pinned boolean');"),
      ),
      'src/server.js': server('await upgrade();'),
    },
  },
  {
    on: 'express-5',
    about: 'the files of a folder, each process at its start, or a script that somebody runs',
    bad: {
      'src/pool.js': pool,
      'src/schema.js': `import fs from 'node:fs/promises';\n${express(`  const done = (await pool.query('SELECT name FROM migrations')).rows.map(({ name }) => name);
  for (const name of (await fs.readdir('migrations')).sort()) {
    if (done.includes(name)) continue;
    await pool.query(await fs.readFile(\`migrations/\${name}\`, 'utf8'));
    await pool.query('INSERT INTO migrations (name) VALUES ($1)', [name]);
  }`)}`,
      'src/server.js': server('await «upgrade()»;'),
    },
    good: {
      'src/pool.js': pool,
      'src/schema.js': express(looked("await pool.query('ALTER TABLE notes ADD COLUMN pinned boolean');")),
      'scripts/upgrade.js': "import { upgrade } from '../src/schema.js';\n\nawait upgrade();\n",
    },
  },
  {
    on: 'flask-3',
    about: 'steps of a list beyond the version that the database has',
    bad: { 'shop/__init__.py': shown, 'shop/schema.py': flask(rounds.replace('    LOCK\n', '')) },
    good: {
      'shop/__init__.py': made,
      'shop/schema.py': flask(rounds.replace('LOCK', 'cursor.execute("SELECT pg_advisory_lock(42)")')),
    },
  },
  {
    on: 'php-8',
    about: 'the files of one folder are one history of the schema, and told once',
    bad: {
      'public/migrations/0001.php':
        "<?php\n\n$columns = $database->query(\"SELECT name FROM pragma_table_info('orders')\")->fetchAll();\nif (!in_array('paid', $columns)) {\n    «$database->exec('ALTER TABLE orders ADD COLUMN paid INTEGER')»;\n}\n",
      'public/migrations/0002.php':
        "<?php\n\n$columns = $database->query(\"SELECT name FROM pragma_table_info('orders')\")->fetchAll();\nif (!in_array('note', $columns)) {\n    $database->exec('ALTER TABLE orders ADD COLUMN note TEXT');\n}\n",
    },
  },
  {
    on: 'php-8',
    about: 'a script of the app that its start runs changes the schema by its own SQL; one that only reads',
    bad: {
      Dockerfile: 'FROM php:8.3-apache\nCOPY . /var/www\nWORKDIR /var/www\nCMD ["/var/www/start.sh"]\n',
      'start.sh': '#!/bin/sh\n«php bin/setup.php»\nexec apache2-foreground\n',
      'bin/setup.php':
        "<?php\n\n$database = new PDO(getenv('DATABASE_DSN'));\n$database->exec('ALTER TABLE orders ADD COLUMN paid INTEGER');\n",
    },
    good: {
      Dockerfile: 'FROM php:8.3-apache\nCOPY . /var/www\nWORKDIR /var/www\nCMD ["/var/www/start.sh"]\n',
      'start.sh': '#!/bin/sh\nphp bin/ready.php\nexec apache2-foreground\n',
      'bin/ready.php':
        "<?php\n\n$database = new PDO(getenv('DATABASE_DSN'));\n$database->query('SELECT 1 FROM orders');\n",
    },
  },
  {
    on: 'php-8',
    about: 'a script of the start whose writer adds a column where the database says that it is missing',
    good: {
      Dockerfile: 'FROM php:8.3-apache\nCOPY . /var/www\nWORKDIR /var/www\nCMD ["/var/www/start.sh"]\n',
      'start.sh': '#!/bin/sh\nphp bin/fill.php\nexec apache2-foreground\n',
      'bin/fill.php':
        "<?php\n\nrequire __DIR__ . '/../app/Orders.php';\n\n$orders = new Orders(new PDO(getenv('DATABASE_DSN')));\n$orders->add(1);\n",
      'app/Orders.php':
        "<?php\n\nclass Orders\n{\n    public function __construct(private PDO $database)\n    {\n    }\n\n    public function add(int $id): bool\n    {\n        $statement = $this->database->prepare('INSERT INTO orders (id, paid) VALUES (?, 0)');\n        if ($statement && $statement->execute([$id])) {\n            return true;\n        }\n        $info = $statement ? $statement->errorInfo() : $this->database->errorInfo();\n        return $this->repair($info) && $this->add($id);\n    }\n\n    private function repair(array $info): bool\n    {\n        return stripos($info[2], 'paid') !== false && $this->database->exec('ALTER TABLE orders ADD COLUMN paid INTEGER') !== false;\n    }\n}\n",
    },
  },
]);

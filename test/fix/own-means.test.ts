import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { found } from './found.js';

const manifest = (dependencies: Readonly<Record<string, string>>) =>
  JSON.stringify({ name: 'shop', type: 'module', scripts: { start: 'node server.js' }, dependencies });

describe('what is advised is done by what the app has', () => {
  test('a task of an app that has PostgreSQL and no Redis is taken by a row, and called by what it does', async () => {
    const { fix, message } = await found('scheduler/unguarded-task', {
      'package.json': manifest({ express: '5', 'node-schedule': '2', pg: '8' }),
      'server.js':
        "import express from 'express';\nimport pg from 'pg';\nimport { scheduleJob } from 'node-schedule';\n\nconst db = new pg.Pool();\nconst bill = () => db.query('INSERT INTO bills (day) VALUES (now())');\nscheduleJob('0 3 * * *', async () => {\n  console.log(`${new Date().toLocaleString()} bills`);\n  await bill();\n});\nexpress().listen(3000);\n",
    });
    assert.match(fix?.title ?? '', /by a row in PostgreSQL/);
    assert.doesNotMatch(JSON.stringify(fix), /Redis/);
    assert.match(message, /'bill'/);
  });

  test('what another program does when it is interrupted is no model for the server', async () => {
    const { remedy } = await found('deploy/ungraceful-stop', {
      'package.json': manifest({ express: '5' }),
      'server.js': "import express from 'express';\n\nconst app = express();\nconst server = app.listen(3000);\n",
      'tools/copy.js':
        "import { rows } from './rows.js';\n\nlet goesOn = true;\nprocess.on('SIGINT', () => {\n  goesOn = false;\n});\nwhile (goesOn) await rows.next();\n",
    });
    assert.doesNotMatch(remedy, /SIGINT/);
  });

  test('a database is moved by the variable that the settings read, to a server whose driver is there', async () => {
    const { fix } = await found('database/file-on-one-server', {
      'requirements.txt': 'django==5.2\ndj-database-url==3.0\npsycopg==3.2\n',
      'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
      'shop/__init__.py': '',
      'shop/settings.py':
        'import os\n\nimport dj_database_url\n\nINSTALLED_APPS = ["shop"]\nDATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL", "sqlite:///shop.db"))}\n',
    });
    assert.equal(fix?.title, 'Give DATABASE_URL the address of a PostgreSQL that every server reaches');
    assert.deepEqual(fix?.edits, []);
  });
});

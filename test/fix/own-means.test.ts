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
});

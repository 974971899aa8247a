import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { extractorOf } from '../../src/extract/extract.js';
import { openPool } from '../../src/extract/pool.js';
import { sourceOf } from '../../src/read/read.js';
import type { Source } from '../../src/read/source.js';
import { loadTechnologies } from '../../src/technologies/load.js';

const extractor = extractorOf(await loadTechnologies());

function source(path: string, text: string): Source {
  const read = sourceOf(Buffer.from(text), { path, size: text.length, role: 'shipped' });
  assert.ok('text' in read);
  return read;
}

const session = source('config/session.php', "<?php\nreturn ['driver' => env('SESSION_DRIVER', 'file')];\n");
const server = source('server.js', "const app = require('express')();\napp.use(require('express-session')({ secret: 'x' }));\napp.listen(3000);\n"); // biome-ignore format: one line
/** Takes a good part of a second to parse, on any machine. */
const long = source(
  'long.js',
  `require('express');\n${"const a = { b: [1, 2, 'x'], c: (d) => d.e(f, g) };\n".repeat(19_000)}`,
);
/** A fault of the grammar, not of the thread. */
const tangled = source('config/queue.php', `<?php ${'$('.repeat(3000)}`);

test('a file that breaks the grammars takes them from none that is read beside it', async () => {
  const alone = await extractor.extract(session);
  const [, beside, last] = await Promise.all([tangled, session, session].map((one) => extractor.extract(one)));
  assert.deepEqual([beside, last], [alone, alone]);
});

describe('threads', () => {
  test('say of a file what would be said without them, in whatever order they end', async () => {
    const pool = await openPool({ threads: 3 });
    after(() => pool.close());
    const files = [
      session,
      server,
      tangled,
      source('.env', 'A=1\n'),
      session,
      source('compose.yaml', 'services: {}\n'),
    ];
    const said = await Promise.all(files.map((file) => pool.extract(file)));
    for (const [index, file] of files.entries())
      if (file !== tangled) assert.deepEqual(said[index], await extractor.extract(file), file.path);
    assert.equal(pool.wants('config/session.php'), true);
    assert.equal(pool.wants('image.png'), false);
  });

  test('are stopped when a file takes too long; the file is an error, and the next one is read', async () => {
    const pool = await openPool({ threads: 1, budget: { seconds: 0.05, megabytes: 400, start: 60 } });
    after(() => pool.close());
    const [given] = await Promise.all([pool.extract(long)]);
    assert.deepEqual(given?.problems, [{ start: 0, message: 'not read: it takes longer than 0.05 seconds' }]);
    assert.ok(given?.facts.every(({ kind }) => kind === 'unread'));
    assert.deepEqual((await pool.extract(source('x/.env', 'A=1\n'))).problems, []);
  });

  test('are stopped when a file takes too much memory', async () => {
    const pool = await openPool({ threads: 1, budget: { seconds: 60, megabytes: 96, start: 60 } });
    after(() => pool.close());
    const items = Array.from({ length: 90_000 }, (_, index) => `"k${index}":[]`).join(',');
    const heavy = source('composer.json', `{"require":{"laravel/framework":"^11.0"},"x":{${items}}}`);
    const huge = source('package-lock.json', `{"packages":{${Array.from({ length: 400_000 }, (_, index) => `"node_modules/k${index}":{"version":"1.0.0"}`).join(',')}}}`); // biome-ignore format: one line
    const said = await Promise.all([pool.extract(huge), pool.extract(heavy), pool.extract(session)]);
    assert.match(said[0]?.problems[0]?.message ?? '', /too much memory/);
    assert.deepEqual(said[2], await extractor.extract(session));
  });

  test('that do not come up are not waited for', async () => {
    const pool = await openPool({ threads: 2, budget: { seconds: 60, megabytes: 400, start: 0 } });
    after(() => pool.close());
    const said = await Promise.all([pool.extract(session), pool.extract(server)]);
    for (const { problems } of said)
      assert.deepEqual(problems, [{ start: 0, message: 'not read: no thread comes up to read it' }]);
  });
});

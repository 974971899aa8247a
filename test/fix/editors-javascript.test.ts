import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Change } from '../../src/resolve/repair.js';
import { changed } from './changing.js';

describe('changing JavaScript', () => {
  const place = (text: string, part: string) => {
    const start = text.indexOf(part);
    return { file: 'a.js', start, end: start + part.length };
  };
  const option = (text: string, part: string): Change => ({
    is: 'property',
    at: place(text, part),
    name: 'store',
    value: "new Store('x')",
  });
  const options: readonly (readonly [string, string, string])[] = [
    ['makes the options that are missing', 'session();\n', "session({ store: new Store('x') });\n"],
    ['makes them behind other arguments', "session('a');\n", "session('a', { store: new Store('x') });\n"],
    ['adds to an object of one line', "session({ a: 'b' });\n", "session({ a: 'b', store: new Store('x') });\n"],
    [
      'adds a line in front of a comment',
      'session({\n  a: 1 // why\n});\n',
      "session({\n  a: 1, // why\n  store: new Store('x')\n});\n",
    ],
    ['replaces a value', 'session({ store: null, a: 1 });\n', "session({ store: new Store('x'), a: 1 });\n"],
    ['replaces a shorthand', 'session({ store });\n', "session({ store: new Store('x') });\n"],
    ['writes as the file does', 'session({ a: "b" })\n', 'session({ a: "b", store: new Store("x") })\n'],
    ['refuses arguments that are spread', 'session(...all);\n', 'cannot: a.js is written in a way that we do not edit'],
    ['refuses a broken file', 'session({;\n', 'cannot: a.js could not be read whole'],
  ];
  for (const [about, before, after] of options)
    test(`an option: ${about}`, () => assert.equal(changed('a.js', before, option(before, 'session')), after));

  const listen = (text: string): Change => ({
    is: 'statements',
    at: place(text, 'app.listen'),
    where: 'behind',
    text: ['stop(() => {', "  exit('now');", '});'],
  });
  const statements: readonly (readonly [string, string, string])[] = [
    [
      'in a function',
      'f(() => {\n\tapp.listen(80)\n})\n',
      "f(() => {\n\tapp.listen(80)\n\tstop(() => {\n\t\texit('now')\n\t})\n})\n",
    ],
    [
      'behind a declaration',
      'const s = app.listen(80); // web\n',
      "const s = app.listen(80); // web\nstop(() => {\n  exit('now');\n});\n",
    ],
    [
      'not where a function would end first',
      'start().then(() => app.listen(80));\n',
      'cannot: a.js is written in a way that we do not edit',
    ],
    [
      'not behind a return',
      'function f() {\n  return app.listen(80);\n}\n',
      'cannot: a.js is written in a way that we do not edit',
    ],
    ['not where more stands on the line', 'app.listen(80); go();\n', 'cannot: more stands on that line of a.js'],
  ];
  for (const [about, before, after] of statements)
    test(`statements ${about}`, () => assert.equal(changed('a.js', before, listen(before)), after));

  const callbacks: readonly (readonly [string, string, string])[] = [
    ['a body', 'at(() => {\n  work();\n});\n', 'at(async () => {\n  await lock();\n  work();\n});\n'],
    ['an expression', 'at(() => work());\n', 'at(async () => {\n  await lock();\n  return work();\n});\n'],
    ['an empty body', 'at(function () {});\n', 'at(async function () {\n  await lock();\n});\n'],
  ];
  for (const [about, before, after] of callbacks)
    test(`first into ${about} of a callback`, () => {
      const at = place(before, before.slice(3, before.lastIndexOf(')')));
      assert.equal(changed('a.js', before, { is: 'callback', at, text: ['await lock();'] }), after);
    });
  test('first into a callback that is a name', () => {
    const change: Change = { is: 'callback', at: place('at(work);\n', 'work'), text: ['await lock();'] };
    assert.equal(
      changed('a.js', 'at(work);\n', change),
      'at(async (...given) => {\n  await lock();\n  await work(...given);\n});\n',
    );
  });

  const bind = (from: string): Change => ({
    is: 'binding',
    file: 'src/a.ts',
    bind: '{ redis }',
    from: { module: from },
  });
  test('a name is imported as the file imports its own modules', () => {
    const text = "import { b } from '../b.js';\n\nb();\n";
    assert.equal(
      changed('src/a.ts', text, bind('src/redis.ts')),
      "import { b } from '../b.js';\nimport { redis } from './redis.js';\n\nb();\n",
    );
  });
  test('a name that is imported already stays, one that means something else is refused', () => {
    const text = "import { redis } from './redis';\n";
    assert.equal(changed('src/a.ts', text, bind('src/redis.ts')), text);
    assert.equal(
      changed('src/a.ts', text, bind('src/cache.ts')),
      'cannot: src/a.ts uses the name redis for something else',
    );
  });
});

describe('where a require goes', () => {
  const bind: Change = { is: 'binding', file: 'a.js', bind: '{ redis }', from: { module: 'redis.js' } };
  const table: readonly (readonly [string, string, string])[] = [
    [
      'not behind the ones that stand below other code',
      "const a = require('a');\nconst limit = a();\nconst b = require('b');\n",
      "const a = require('a');\nconst { redis } = require('./redis');\nconst limit = a();\nconst b = require('b');\n",
    ],
    [
      'behind what loads the env file',
      "const a = require('a');\nrequire('dotenv').config();\nconst b = require('b');\na();\n",
      "const a = require('a');\nrequire('dotenv').config();\nconst b = require('b');\nconst { redis } = require('./redis');\na();\n",
    ],
    [
      'behind a later one too',
      "const a = require('a');\nconst x = 1;\ntry {\n  process.loadEnvFile();\n} catch {}\na();\n",
      "const a = require('a');\nconst x = 1;\ntry {\n  process.loadEnvFile();\n} catch {}\nconst { redis } = require('./redis');\na();\n",
    ],
  ];
  for (const [about, before, after] of table) test(about, () => assert.equal(changed('a.js', before, bind), after));
});

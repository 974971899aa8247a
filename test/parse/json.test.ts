import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { at } from '../../src/parse/data.js';
import { parseJson } from '../../src/parse/json.js';
import { assertPlaces, assertProblems, plain } from './places.js';

const BROKEN: readonly (readonly [string, string, unknown])[] = [
  ['a value is missing', '{"a": , "b": 1}', { a: '?', b: 1 }],
  ['a comma is missing', '{"a": 1 "b": 2}', { a: 1, b: 2 }],
  ['the end is missing', '{"a": {"b": [1, 2', { a: { b: [1, 2] } }],
  ['there is nothing', '', '?'],
];

for (const [name, text, expected] of BROKEN) {
  test(`what can be read is read where ${name}`, () => {
    const { tree, problems } = parseJson(text);
    assert.deepEqual(plain(tree), expected);
    assert.ok(problems.length > 0);
    assertPlaces(text, tree);
  });
}

test('JSON reads as JSON.parse reads it, with exact places', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('', '\uFEFF'), (json, mark) => {
      const text = mark + json;
      const { tree, problems } = parseJson(text);
      assert.deepEqual(problems, []);
      assertPlaces(text, tree);
      if (!json.includes('__proto__')) assert.deepEqual(plain(tree), JSON.parse(json));
    }),
  );
});

test('comments, trailing commas, a byte order mark and CRLF are no problems', () => {
  const text = '\uFEFF{\r\n  // one\r\n  "a": [1, 2,], /* two */\r\n}\r\n';
  const { tree, problems } = parseJson(text);
  assert.deepEqual(problems, []);
  assert.deepEqual(plain(tree), { a: [1, 2] });
});

test('a key that comes twice is kept twice and the last is in force', () => {
  const { tree } = parseJson('{"a": 1, "a": 2}');
  assert.equal(tree.is === 'map' && tree.entries.length, 2);
  const last = at(tree, 'a');
  assert.equal(last?.is === 'scalar' && last.value, 2);
});

test('any text gives a tree', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '"a"',
    ':',
    ',',
    '1',
    'tru',
    '//',
    '/*',
    '\n',
    '\\',
    '\uFEFF',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const text = pieces.join('');
      const { tree, problems } = parseJson(text);
      assertPlaces(text, tree);
      assertProblems(text, problems);
    }),
    { numRuns: 2000 },
  );
});

test('what nests too deeply is refused', () => {
  for (const text of ['['.repeat(100_000), '{"a":'.repeat(100_000)])
    assert.match(parseJson(text).problems[0]?.message ?? '', /too deeply/);
});

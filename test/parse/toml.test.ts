import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { at } from '../../src/parse/data.js';
import { parseToml } from '../../src/parse/toml.js';
import { assertPlaces, assertProblems, plain } from './places.js';

const VALUES: readonly (readonly [string, string, unknown])[] = [
  [
    'scalars',
    'a = 1\nb = "x"\nc = true\nd = 1.5\ne = \'y\'\nf = """\nz"""',
    { a: 1, b: 'x', c: true, d: 1.5, e: 'y', f: 'z' },
  ],
  ['a date is text', 'a = 2020-01-02', { a: '2020-01-02' }],
  [
    'dotted keys and tables meet',
    'a.b = 1\n[c]\nd.e = 2\n[c.f]\ng = 3\n[h."i.j"]\nk = 4',
    { a: { b: 1 }, c: { d: { e: 2 }, f: { g: 3 } }, h: { 'i.j': { k: 4 } } },
  ],
  ['a table before its parent', '[a.b]\nc = 1\n[a]\nd = 2', { a: { b: { c: 1 }, d: 2 } }],
  [
    'tables in lists',
    '[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n[[a.e]]\nf = 4',
    { a: [{ b: 1 }, { b: 2, c: { d: 3 }, e: [{ f: 4 }] }] },
  ],
  ['lists and inline tables', 'a = [1, {b = 2, c.d = 3}]', { a: [1, { b: 2, c: { d: 3 } }] }],
  ['CRLF and a byte order mark', '\uFEFFa = 1\r\n[b]\r\nc = 2\r\n', { a: 1, b: { c: 2 } }],
  ['an empty file', '', {}],
];

for (const [name, text, expected] of VALUES) {
  test(`TOML: ${name}`, () => {
    const { tree, problems } = parseToml(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(plain(tree), expected);
    assertPlaces(text, tree);
  });
}

const BROKEN: readonly (readonly [string, string, unknown, string])[] = [
  ['a value is missing', 'a = 1\nb =\nc = 3', { a: 1, c: 3 }, 'b ='],
  ['a list does not end', 'a = [1,\nb = 2\nc = 3', { b: 2, c: 3 }, 'a = [1,'],
  ['a line is no entry', 'a = 1\nwhat is this\nc = 3', { a: 1, c: 3 }, 'what is this'],
  ['a string does not end', 'a = 1\nb = "x\nc = 3', { a: 1, c: 3 }, 'b = "x'],
  ['a key comes twice', 'a = 1\na = 2\nc = 3', { a: 1, c: 3 }, 'a = 2'],
];

for (const [name, text, expected, broken] of BROKEN) {
  test(`all other lines are read where ${name}`, () => {
    const { tree, problems } = parseToml(text);
    assert.deepEqual(plain(tree), expected);
    assert.deepEqual(
      problems.map(({ start, end }) => text.slice(start, end)),
      [broken],
    );
  });
}

test('a table spans its parts and keys have their places', () => {
  const text = '[tool.x]\na = 1\n\n[tool.x.y]\nb = 2\n';
  const node = at(parseToml(text).tree, 'tool.x');
  assert.equal(node && text.slice(node.start, node.end), text.trimEnd());
  assert.equal(node?.is === 'map' && text.slice(node.entries[1]?.keyStart, node.entries[1]?.keyEnd), 'y');
});

test('any text gives a tree with exact places', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'b.c',
      ' = ',
      '1',
      '"x"',
      "'",
      '"',
      '"""',
      '[',
      ']',
      '[[',
      ']]',
      '{',
      '}',
      ', ',
      '\n',
      '\r\n',
      '#',
      '\uFEFF',
      '2020-01-01',
    ],
    ...['a = 1\n', '[t]\n', '[[u]]\n', '__proto__'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const text = pieces.join('');
      const { tree, problems } = parseToml(text);
      assertPlaces(text, tree);
      assertProblems(text, problems);
    }),
    { numRuns: 2000 },
  );
});

test('what nests too deeply is refused', () => {
  assert.match(parseToml(`a = ${'['.repeat(50_000)}`).problems[0]?.message ?? '', /too deeply/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DirectiveDialect, directiveLines, parseDirectives } from '../../src/parse/directives.js';
import { assertProblems } from './places.js';

const CASES: readonly (readonly [DirectiveDialect, string, readonly (readonly string[])[]])[] = [
  [
    'redis',
    '# c\nsave 900 1\nsave ""\nrequirepass "a \\"b\\" #c"\n  maxmemory 1gb\nrename-command X \'\'',
    [
      ['save', '900', '1'],
      ['save', ''],
      ['requirepass', 'a "b" #c'],
      ['maxmemory', '1gb'],
      ['rename-command', 'X', ''],
    ],
  ],
  ['redis', 'sentinel monitor m 10.0.0.1 6379 2\n', [['sentinel', 'monitor', 'm', '10.0.0.1', '6379', '2']]],
  [
    'postgres',
    "max_connections = 100 # c\nport 5432\nlisten_addresses='*'\na = 'it''s' \nwal_level=replica#c",
    [
      ['max_connections', '100'],
      ['port', '5432'],
      ['listen_addresses', '*'],
      ['a', "it's"],
      ['wal_level', 'replica#c'],
    ],
  ],
  [
    'postgres',
    "empty = ''\nb = 'x # y'",
    [
      ['empty', ''],
      ['b', 'x # y'],
    ],
  ],
  [
    'memcached',
    '# c\n-m 64\n-l 127.0.0.1 # c\n-vv\n--max-conns=10',
    [['-m', '64'], ['-l', '127.0.0.1'], ['-vv'], ['--max-conns', '10']],
  ],
  [
    'procfile',
    '# c\nweb: bundle exec puma -p $PORT\nworker : x\nrelease:',
    [['web', 'bundle exec puma -p $PORT'], ['worker', 'x'], ['release']],
  ],
  [
    'plain',
    'host all all 10.0.0.0/8 md5 # c\na b \\\n  "c d"\ne=f',
    [['host', 'all', 'all', '10.0.0.0/8', 'md5'], ['a', 'b', 'c d'], ['e=f']],
  ],
];

for (const [dialect, text, expected] of CASES) {
  test(`${dialect}: ${JSON.stringify(text)} is read`, () => {
    for (const source of [text, `\uFEFF${text.replaceAll('\n', '\r\n')}`]) {
      const { tree, problems } = parseDirectives(source, dialect);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        tree.map(({ name, args }) => [name.text, ...args.map((arg) => arg.text)]),
        expected,
      );
    }
  });
}

test('the span of an argument covers its quotes', () => {
  const text = 'dir "/var/lib redis"';
  const arg = directiveLines(parseDirectives(text, 'redis').tree, 'DIR')[0]?.args[0];
  assert.equal(text.slice(arg?.start, arg?.end), '"/var/lib redis"');
});

test('a line of a Procfile without a name is a problem', () => {
  const text = 'web: a\nwhat is this\n';
  const { problems } = parseDirectives(text, 'procfile');
  assert.deepEqual(
    problems.map(({ start, end }) => text.slice(start, end)),
    ['what is this'],
  );
});

test('any text gives lines whose words stand in order', () => {
  const piece = fc.constantFrom(
    'a',
    'b c',
    '=',
    ':',
    ' ',
    '"',
    "'",
    '\\',
    '\\\n',
    '\\\r\n',
    '#',
    '\n',
    '\r\n',
    '\r',
    '\uFEFF',
    '\t',
    "''",
  );
  const dialect = fc.constantFrom<DirectiveDialect>('redis', 'postgres', 'memcached', 'procfile', 'plain');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), dialect, (pieces, kind) => {
      const text = pieces.join('');
      const { tree, problems } = parseDirectives(text, kind);
      assertProblems(text, problems);
      let behind = 0;
      for (const { name, args } of tree) {
        for (const token of [name, ...args]) {
          assert.ok(token.start >= behind && token.end > token.start && token.end <= text.length);
          if (!/["'\\]/.test(text.slice(token.start, token.end)))
            assert.equal(text.slice(token.start, token.end), token.text);
          behind = token.end;
        }
      }
    }),
    { numRuns: 3000 },
  );
});

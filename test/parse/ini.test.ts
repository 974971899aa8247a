import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type IniDialect, type IniEntry, parseIni, sectionEntries } from '../../src/parse/ini.js';
import { assertProblems, assertToken } from './places.js';

type Pairs = readonly (readonly [string, string | undefined])[];

function pairs(entries: readonly IniEntry[]): Pairs {
  return entries.map(({ key, value }) => [key.text, value?.text]);
}

const SECTIONS: readonly (readonly [string, IniDialect, string, string, Pairs])[] = [
  [
    'inline comments need a blank before',
    'supervisor',
    '[p]\na=x ; c\nb = y;z\nc: #1',
    'p',
    [
      ['a', 'x'],
      ['b', 'y;z'],
      ['c', '#1'],
    ],
  ],
  [
    'indented lines continue a value',
    'supervisor',
    '[p]\ne=A="1",\n  B="2" ; c\n  ; d\n\n  C="3"\nf=1',
    'p',
    [
      ['e', 'A="1",\nB="2"'],
      ['C', '3'],
      ['f', '1'],
    ].map(([k, v]) => (k === 'C' ? ['C', '"3"'] : [k ?? '', v])) as Pairs,
  ],
  [
    'a whole section may be indented',
    'supervisor',
    '[p]\n  a=1\n  b=2',
    'p',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'keys repeat and values keep what looks like a comment',
    'systemd',
    '[S]\nE=A=1 # x\nE="B=2"\n; c\n# d',
    'S',
    [
      ['E', 'A=1 # x'],
      ['E', '"B=2"'],
    ],
  ],
  [
    'a backslash continues over comments',
    'systemd',
    '[S]\nX=/bin/a \\\n# c\n  --b \\\n  --c\nY=1',
    'S',
    [
      ['X', '/bin/a  --b  --c'.replace(/ {2}/g, ' ')],
      ['Y', '1'],
    ],
  ],
  [
    'comments, quotes and keys in brackets',
    'php',
    '[www]\npm = dynamic;x\nphp_value[session.save_handler] = redis\na = "b;c" ; d\n#e=1\n',
    'www',
    [
      ['pm', 'dynamic'],
      ['php_value[session.save_handler]', 'redis'],
      ['a', 'b;c'],
    ],
  ],
  [
    'bare keys and quotes',
    'plain',
    "[mysqld]\nskip-networking\nport=1 # c\na = 'b # c'\nd=\"e",
    'mysqld',
    [
      ['skip-networking', undefined],
      ['port', '1'],
      ['a', 'b # c'],
      ['d', '"e'],
    ],
  ],
  [
    'a connection string keeps its inner signs',
    'plain',
    "[databases]\n* = host=db port=5432 password='a #b'",
    'databases',
    [['*', "host=db port=5432 password='a #b'"]],
  ],
];

for (const [name, dialect, text, section, expected] of SECTIONS) {
  test(`${dialect}: ${name}`, () => {
    for (const source of [text, `\uFEFF${text.replaceAll('\n', '\r\n')}`]) {
      const { tree } = parseIni(source, dialect);
      assert.deepEqual(pairs(sectionEntries(tree, section)), expected);
    }
  });
}

test('entries before any section stand apart', () => {
  const { tree } = parseIni('session.save_handler = files\n[PHP]\na = 1\n[PATH=/var/www]\nb = 2', 'php');
  assert.deepEqual(pairs(tree.entries), [['session.save_handler', 'files']]);
  assert.deepEqual(
    tree.sections.map(({ name }) => name.text),
    ['PHP', 'PATH=/var/www'],
  );
});

test('the span of a value covers its quotes and its continued lines', () => {
  const php = 'a = "b" ; c';
  const quoted = parseIni(php, 'php').tree.entries[0]?.value;
  assert.equal(php.slice(quoted?.start, quoted?.end), '"b"');
  const unit = '[S]\r\nX=a \\\r\n  b\r\n';
  const continued = parseIni(unit, 'systemd').tree.sections[0]?.entries[0]?.value;
  assert.equal(unit.slice(continued?.start, continued?.end), 'a \\\r\n  b');
});

test('a section without its bracket is a problem', () => {
  const { problems } = parseIni('[a\nb=1', 'plain');
  assert.deepEqual(problems, [{ message: 'This section has no name in brackets.', start: 0, end: 2 }]);
});

test('any text gives a tree in which keys and names stand at their places', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    'a',
    'b=c',
    '=',
    ':',
    ' ',
    '  ',
    ';',
    '#',
    '"',
    "'",
    '\\',
    '\\\n',
    '\n',
    '\r\n',
    '\r',
    '\uFEFF',
    '[s]\n',
  );
  const dialect = fc.constantFrom<IniDialect>('supervisor', 'systemd', 'php', 'plain');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), dialect, (pieces, kind) => {
      const text = pieces.join('');
      const { tree, problems } = parseIni(text, kind);
      assertProblems(text, problems);
      for (const section of tree.sections) assertToken(text, section.name);
      for (const { key, value } of [...tree.entries, ...tree.sections.flatMap(({ entries }) => entries)]) {
        assertToken(text, key);
        assert.ok(!value || (value.start >= key.end && value.end >= value.start && value.end <= text.length));
      }
    }),
    { numRuns: 3000 },
  );
});

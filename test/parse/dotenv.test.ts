import assert from 'node:assert/strict';
import { test } from 'node:test';
import dotenv from 'dotenv';
import fc from 'fast-check';
import { type DotenvTree, parseDotenv, referencesIn } from '../../src/parse/dotenv.js';

const NASTY: readonly (readonly [string, string])[] = [
  ['a plain value', 'A=1'],
  ['a byte order mark', '\uFEFFA=1\nB=2'],
  ['CRLF line ends', 'A=1\r\nB="x\r\ny"\r\nC=3\r\n'],
  ['lone CR line ends', 'A=1\rB=2'],
  ['an export prefix', 'export A=1\n  export   B = 2\nexport=3\nexport\nC=1'],
  ['inline comments', 'A=1 # one\nB=a#b\nC="a # b" # c\nD=\'#\'#x\nE=#'],
  ['a quoted value over lines', 'A="one\ntwo"\nB=\'one\ntwo\'\nC=`one\n"two"`\nD=4'],
  ['escapes', 'A="a\\nb\\r"\nB=\'a\\nb\'\nC="a\\"b"\nD=\'it\\\'s\''],
  ['quotes that do not close', 'A="x\nB=\'y\nC=`z'],
  ['quotes inside a value', 'A=a"b"\nB="a"b\nC="a"b"\nD=\'a\' \'b\''],
  ['empty values', 'A=\nB= \nC=""\nD=\n\n# x\nE'],
  ['a value on the next line', "A=\n'x'\nB=\ny"],
  ['a colon', 'A: 1\nB:2\nC:\n3'],
  ['a key twice', 'A=1\nA=2\nA=3'],
  ['odd keys', '1=2\na.b=3\na-b=4\n-=5\na b=6\n=7'],
  ['keys of objects', '__proto__=1\nconstructor=2\ntoString=3'],
  ['line separators of Unicode', "A=1\u2028B=2\u2029C='x\u2028'y'"],
  ['comments that look like values', '# A=1\n#B="x\n#"\nC=1'],
  ['references', 'A=${B}\nB="${C:-d}"\nC=$D'],
];

/** As dotenv keeps them: a plain object, so that odd keys act the same way. */
function valuesOf(tree: DotenvTree): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { key, value } of tree.entries) values[key.text] = value.text;
  return values;
}

function assertSound(text: string): void {
  const { tree, problems } = parseDotenv(text);
  assert.deepEqual(valuesOf(tree), dotenv.parse(text));
  let behind = 0;
  for (const { key, value, raw } of tree.entries) {
    assert.equal(text.slice(key.start, key.end), key.text);
    assert.equal(text.slice(value.start, value.end), raw);
    assert.ok(key.start >= behind && value.start >= key.end);
    behind = value.end;
  }
  for (const { key, value, raw } of tree.commented) {
    assert.equal(text.slice(key.start, key.end), key.text);
    assert.equal(text.slice(value.start, value.end), raw);
  }
  for (const problem of problems)
    assert.ok(problem.start >= 0 && problem.start <= problem.end && problem.end <= text.length);
}

for (const [name, text] of NASTY) test(`${name} reads as dotenv reads it`, () => assertSound(text));

test('any text reads as dotenv reads it, with exact places', () => {
  const piece = fc.constantFrom(
    ...[
      'A',
      'B_1',
      'export ',
      '=',
      '= ',
      ' =',
      ': ',
      ':',
      '"',
      "'",
      '`',
      '\\',
      '\\n',
      '\\"',
      '#',
      ' #',
      ' ',
      '\t',
      '\n',
      '\r\n',
      '\r',
    ],
    ...['x', '${A}', '\u00a0', '\u2028', '\uFEFF', '# C=d\n', 'A=1\n', 'D="e\nf"\n', "'\n"],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => assertSound(pieces.join(''))),
    { numRuns: 5000 },
  );
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), assertSound), { numRuns: 1000 });
});

test('the quote of a value is told and its span covers the quotes', () => {
  const text = 'A=plain\nB="two" # c\nC=\'three\'\nD=`four`\nE=';
  const seen = parseDotenv(text).tree.entries.map(({ quote, raw, value }) => [quote, raw, value.text]);
  assert.deepEqual(seen, [
    ['none', 'plain', 'plain'],
    ['"', '"two"', 'two'],
    ["'", "'three'", 'three'],
    ['`', '`four`', 'four'],
    ['none', '', ''],
  ]);
});

test('an assignment in a comment is listed apart, prose is not', () => {
  const text =
    '# The host, as in a = b\n#DB_HOST=db # main\n  ## export REDIS_URL="redis://x"\nA="\n# B=2\n"\nC=\n# D=4\n';
  const { tree } = parseDotenv(text);
  assert.deepEqual(
    tree.commented.map(({ key, value }) => [key.text, value.text]),
    [
      ['DB_HOST', 'db'],
      ['REDIS_URL', 'redis://x'],
      ['D', '4'],
    ],
  );
});

test('a line that is no assignment and a quote that stays open are problems', () => {
  const text = 'A=1\nwhat is this\nB="x';
  const { problems } = parseDotenv(text);
  assert.deepEqual(
    problems.map(({ start, end }) => text.slice(start, end)),
    ['what is this', '"x'],
  );
});

test('references are found with their places and never expanded', () => {
  const text = 'A=1\nURL="redis://${HOST:-${IP:-local}}:$PORT/${DB}" \nP=\'$$X \\$Y ${ ${1} ${Z\'';
  const { entries } = parseDotenv(text).tree;
  const found = entries.flatMap(referencesIn).map(({ name, operator, operand, start, end }) => {
    assert.equal(text.slice(name.start, name.end), name.text);
    return [text.slice(start, end), name.text, operator, operand?.text];
  });
  assert.deepEqual(found, [
    ['${HOST:-${IP:-local}}', 'HOST', ':-', '${IP:-local}'],
    ['$PORT', 'PORT', undefined, undefined],
    ['${DB}', 'DB', undefined, undefined],
  ]);
});

test('long hostile files are read in good time', () => {
  const long = 200_000;
  const texts = [
    '\n'.repeat(long),
    'A='.repeat(long),
    `A='${"\\'".repeat(long)}`,
    `A="${'x\n'.repeat(long)}`,
    'a '.repeat(long),
    `A=\n'`.repeat(long / 4),
  ];
  for (const text of texts) {
    const before = performance.now();
    parseDotenv(text);
    assert.ok(performance.now() - before < 20_000, JSON.stringify(text.slice(0, 10)));
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { eolOf, lineIndex, placeAt } from '../../src/read/source.js';

const PLACES = [
  { text: 'ab\ncd', offset: 3, line: 2, column: 1 },
  { text: 'ab\ncd', offset: 2, line: 1, column: 3 },
  { text: 'ab\r\ncd', offset: 4, line: 2, column: 1 },
  { text: 'ab\r\ncd', offset: 3, line: 1, column: 4 },
  { text: 'ab\rcd\re', offset: 6, line: 3, column: 1 },
  { text: 'a\n\r\n\rb', offset: 5, line: 4, column: 1 },
  { text: '\u{1F600}x\n', offset: 2, line: 1, column: 3 },
  { text: 'a\u2028b', offset: 2, line: 1, column: 3 },
  { text: '', offset: 0, line: 1, column: 1 },
  { text: 'ab', offset: -5, line: 1, column: 1 },
  { text: 'ab\n', offset: 3, line: 2, column: 1 },
];

for (const { text, offset, line, column } of PLACES) {
  test(`offset ${offset} of ${JSON.stringify(text)} is at ${line}:${column}`, () => {
    assert.deepEqual(placeAt(lineIndex(text), offset), { line, column });
  });
}

const ENDINGS = [
  { text: 'a\nb\n', eol: '\n' },
  { text: 'a\r\nb\r\n', eol: '\r\n' },
  { text: 'a\r\nb\n', eol: 'mixed' },
  { text: '\na\r\n', eol: 'mixed' },
  { text: 'a\rb', eol: 'mixed' },
  { text: 'a\r', eol: 'mixed' },
  { text: 'one line', eol: '\n' },
];

for (const { text, eol } of ENDINGS) {
  test(`the lines of ${JSON.stringify(text)} end in ${JSON.stringify(eol)}`, () => {
    assert.equal(eolOf(text), eol);
  });
}

test('a place leads back to its offset, whatever the line ends', () => {
  const pieces = fc.array(fc.constantFrom('a', 'é', '\u{1F600}', '\n', '\r\n', '\r', '\u2029'), { maxLength: 40 });
  fc.assert(
    fc.property(pieces, fc.nat(80), (parts, wanted) => {
      const text = parts.join('');
      const offset = Math.min(wanted, text.length);
      const index = lineIndex(text);
      const { line, column } = placeAt(index, offset);
      assert.equal((index[line - 1] ?? Number.NaN) + column - 1, offset);
      assert.equal(
        line,
        text
          .slice(0, offset)
          .replace(/\r$/, text[offset] === '\n' ? '' : '\r')
          .split(/\r\n|\r|\n/).length,
      );
    }),
  );
});

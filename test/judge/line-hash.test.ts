import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineHashes } from '../../src/judge/line-hash.js';

const lorem = 'Lorem ipsum dolor sit amet.\n'.repeat(10);

// the vectors that github/codeql-action publishes for its algorithm (src/fingerprints.test.ts)
const published: readonly (readonly [text: string, hashes: readonly string[]])[] = [
  ['', ['c129715d7a2bc9a3:1']],
  [' a\nb\n  \t\tc\n d', ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1']],
  [lorem, ['a7f2ff13bc495cf2:1', 'a7f2ff13bc495cf2:2']],
];

for (const [text, hashes] of published) {
  test(`hashes ${JSON.stringify(text.slice(0, 20))} as code scanning does`, () => {
    assert.deepEqual(lineHashes(text, hashes.length), hashes);
  });
}

test('hashes a line alike whatever ends it', () => {
  assert.deepEqual(lineHashes('one\r\ntwo\r\n', 2), lineHashes('one\ntwo\n', 2));
  assert.deepEqual(lineHashes('one\rtwo\r', 2), lineHashes('one\ntwo\n', 2));
});

test('agrees with plain arithmetic on characters beyond ASCII', () => {
  const text = '\ufeffpréfix 漢字\nsecond — line\n'.repeat(9);
  const units = [...text].filter((char) => char !== ' ').map((char) => BigInt(char.charCodeAt(0)));
  const first = units.slice(0, 100).reduce((hash, unit) => BigInt.asUintN(64, hash * 37n + unit), 0n);
  assert.equal(lineHashes(text, 1)[0], `${first.toString(16)}:1`);
});

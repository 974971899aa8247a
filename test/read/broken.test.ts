import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { discover } from '../../src/discover/discover.js';
import { isUnreadable, readSource } from '../../src/read/read.js';

const ROOT = 'fixtures/broken';

/** What is told of a file: mark, line end and losslessness, or the reason why it is refused. */
const EXPECTED: Readonly<Record<string, string>> = {
  'binary/.env': 'binary',
  'binary/config/session.php': 'binary',
  'bom/.env': 'bom \\n lossless',
  'bom/compose.yaml': 'bom \\r\\n lossless',
  'bom/config/session.php': 'bom \\n lossless',
  'crlf/.env': '\\r\\n lossless',
  'crlf/compose.yaml': '\\r\\n lossless',
  'crlf/config/session.php': '\\r\\n lossless',
  'crlf/mixed.env': 'mixed lossless',
  'crlf/old-mac.env': 'mixed lossless',
  'encoding/cut-off.yaml': '\\n',
  'encoding/latin1.env': '\\n',
  'encoding/latin1.php': '\\n',
  'encoding/utf16be.env': 'bom \\n',
  'encoding/utf16le.env': 'bom \\n',
  'encoding/utf32.env': 'not-utf8',
  'hostile/.env': '\\n lossless',
  'hostile/names/$(echo executed).php': '\\n lossless',
  'malformed/empty.yaml': '\\n lossless',
};

for (const [path, expected] of Object.entries(EXPECTED)) {
  test(`${path} is read as ${expected}`, () => {
    const read = readSource(ROOT, { path, size: 0, role: 'shipped' });
    const told = isUnreadable(read)
      ? read.reason
      : [read.bom ? 'bom' : '', JSON.stringify(read.eol).slice(1, -1), read.lossless ? 'lossless' : '']
          .join(' ')
          .trim();
    assert.equal(told, expected);
  });
}

test('every broken file is discovered and read without a throw, and its mark is not in the text', async () => {
  const { files, skipped } = await discover(ROOT);
  const onDisk = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.deepEqual(skipped, []);
  assert.equal(files.length, onDisk.length);
  for (const file of files) {
    const read = readSource(ROOT, file);
    if (isUnreadable(read)) continue;
    assert.ok(!read.text.startsWith('\uFEFF'), file.path);
  }
});

test('texts of the same words in UTF-16, with CRLF or with a mark come out alike', () => {
  const texts = ['encoding/utf16le.env', 'encoding/utf16be.env', 'bom/.env', 'crlf/.env'].map((path) => {
    const read = readSource(ROOT, { path, size: 0, role: 'shipped' });
    return isUnreadable(read) ? read.reason : read.text.replaceAll('\r\n', '\n');
  });
  assert.equal(new Set(texts).size, 1);
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { FileRef } from '../../src/discover/file-ref.js';
import { isUnreadable, readSource, type Unreadable } from '../../src/read/read.js';
import type { Source } from '../../src/read/source.js';

const root = mkdtempSync(join(tmpdir(), 'ha-ready-read-'));
after(() => rmSync(root, { recursive: true }));

function readBytes(name: string, bytes: Uint8Array | string): Source | Unreadable {
  writeFileSync(join(root, name), bytes);
  return readSource(root, refTo(name));
}

function refTo(path: string): FileRef {
  return { path, size: 0, role: 'shipped' };
}

const TEXTS = [
  { name: 'plain UTF-8', bytes: Buffer.from('é\n'), text: 'é\n', bom: false, lossless: true },
  { name: 'UTF-8 with a mark', bytes: Buffer.from('\uFEFFa=1\r\n'), text: 'a=1\r\n', bom: true, lossless: true },
  { name: 'Latin-1', bytes: Buffer.from([0x61, 0xe9, 0x0a]), text: 'aé\n', bom: false, lossless: false },
  {
    name: 'UTF-16 little end first',
    bytes: Buffer.from('\uFEFFaé', 'utf16le'),
    text: 'aé',
    bom: true,
    lossless: false,
  },
  {
    name: 'UTF-16 big end first',
    bytes: Buffer.from('\uFEFFaé', 'utf16le').swap16(),
    text: 'aé',
    bom: true,
    lossless: false,
  },
  { name: 'an empty file', bytes: Buffer.alloc(0), text: '', bom: false, lossless: true },
  { name: 'a second mark', bytes: Buffer.from('\uFEFF\uFEFFa'), text: '\uFEFFa', bom: true, lossless: true },
];

for (const { name, bytes, text, bom, lossless } of TEXTS) {
  test(`${name} is decoded`, () => {
    const source = readBytes('text', bytes);
    assert.ok(!isUnreadable(source));
    assert.deepEqual({ text: source.text, bom: source.bom, lossless: source.lossless }, { text, bom, lossless });
    assert.equal(source.hash, createHash('sha256').update(bytes).digest('hex').slice(0, 32));
  });
}

test('where a text is lossless, it and its mark give back the bytes', () => {
  const bytes = Buffer.from('\uFEFFnaïve \u{1F600}\r\n');
  const source = readBytes('round', bytes);
  assert.ok(!isUnreadable(source) && source.lossless);
  assert.deepEqual(Buffer.from((source.bom ? '\uFEFF' : '') + source.text), bytes);
});

const REFUSED = [
  { name: 'a file with NUL bytes', file: 'nul.txt', bytes: Buffer.from('a\0b'), reason: 'binary' },
  { name: 'UTF-32', file: 'wide.txt', bytes: Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), reason: 'not-utf8' },
  {
    name: 'UTF-16 with half a character',
    file: 'half.txt',
    bytes: Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
    reason: 'not-utf8',
  },
  {
    name: 'a text over one mebibyte',
    file: 'long.php',
    bytes: Buffer.alloc(1024 * 1024 + 1, 'a'),
    reason: 'too-large',
  },
  {
    name: 'a lock file over sixteen mebibytes',
    file: 'yarn.lock',
    bytes: Buffer.alloc(16 * 1024 * 1024 + 1, 'a'),
    reason: 'too-large',
  },
];

for (const { name, file, bytes, reason } of REFUSED) {
  test(`${name} is refused as ${reason}`, () => {
    const read = readBytes(file, bytes);
    assert.ok(isUnreadable(read));
    assert.equal(read.reason, reason);
    assert.equal(read.path, file);
  });
}

test('a lock file may be longer than other files', () => {
  const read = readBytes('composer.lock', Buffer.alloc(2 * 1024 * 1024, 'a'));
  assert.ok(!isUnreadable(read));
  assert.equal(read.text.length, 2 * 1024 * 1024);
});

test('what is no regular file inside the root is unreadable, never followed', () => {
  mkdirSync(join(root, 'folder'));
  writeFileSync(join(root, 'target'), 'secret');
  symlinkSync(join(root, 'target'), join(root, 'link'));
  for (const path of ['missing', 'folder', 'link', '../outside', 'a/../../outside', '/etc/hostname']) {
    const read = readSource(root, refTo(path));
    assert.ok(isUnreadable(read), path);
    assert.equal(read.reason, 'unreadable');
  }
});

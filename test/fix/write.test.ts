import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { patchOf } from '../../src/fix/diff.js';
import { type NewText, replaceFile, stageTexts, sweepDrafts, writeTexts } from '../../src/fix/write.js';

const outer = mkdtempSync(join(tmpdir(), 'ha-ready-write-'));
after(() => rmSync(outer, { recursive: true, force: true }));

function folder(name: string): string {
  const root = join(outer, name);
  mkdirSync(root);
  return root;
}

const fresh = new Map([['public/health.php', { was: undefined, text: '<?php\n', bom: false }]]);

describe('a new file', () => {
  test('is written with the folders that it needs', () => {
    const root = folder('new');
    assert.deepEqual(writeTexts(root, fresh), [{ path: 'public/health.php' }]);
    assert.equal(readFileSync(join(root, 'public/health.php'), 'utf8'), '<?php\n');
  });

  test('never takes the place of what stands there', () => {
    const root = folder('taken');
    mkdirSync(join(root, 'public'));
    writeFileSync(join(root, 'public/health.php'), 'mine');
    assert.match(writeTexts(root, fresh)[0]?.refused ?? '', /EEXIST/);
    assert.equal(readFileSync(join(root, 'public/health.php'), 'utf8'), 'mine');
  });

  test('is not written through a link that leads out', () => {
    const root = folder('linked');
    const elsewhere = folder('elsewhere');
    symlinkSync(elsewhere, join(root, 'public'));
    assert.match(writeTexts(root, fresh)[0]?.refused ?? '', /leads out/);
    assert.equal(existsSync(join(elsewhere, 'health.php')), false);
  });

  test('is a patch that git makes the same file of', () => {
    const root = folder('patched');
    execFileSync('git', ['init', '-q'], { cwd: root });
    const patch = patchOf(new Map([['public/health.php', '<?php\n\necho 1;\n']]), { textOf: () => undefined });
    execFileSync('git', ['apply', '-'], { cwd: root, input: patch });
    assert.equal(readFileSync(join(root, 'public/health.php'), 'utf8'), '<?php\n\necho 1;\n');
  });
});

const changed = (was: string, text: string): Map<string, NewText> => new Map([['app.js', { was, text, bom: false }]]);

describe('a changed file', () => {
  test('is not written through a link that was planted where a draft might go', () => {
    const root = folder('planted');
    writeFileSync(join(outer, 'victim'), 'mine');
    writeFileSync(join(root, 'app.js'), 'old');
    for (const name of ['app.js.ha-ready-new', '.app.js.tmp', '.ha-ready-.tmp'])
      symlinkSync(join(outer, 'victim'), join(root, name));
    assert.deepEqual(writeTexts(root, changed('old', 'new')), [{ path: 'app.js' }]);
    assert.equal(readFileSync(join(outer, 'victim'), 'utf8'), 'mine');
    assert.equal(readFileSync(join(root, 'app.js'), 'utf8'), 'new');
  });

  test('that is a link, or lies behind one that leads out, is left alone', () => {
    const root = folder('links');
    mkdirSync(join(outer, 'far'));
    writeFileSync(join(outer, 'far/app.js'), 'old');
    symlinkSync(join(outer, 'far/app.js'), join(root, 'app.js'));
    symlinkSync(join(outer, 'far'), join(root, 'src'));
    assert.deepEqual(writeTexts(root, changed('old', 'new')), [{ path: 'app.js', refused: 'it is a link' }]);
    const behind = new Map([['src/app.js', { was: 'old', text: 'new', bom: false }]]);
    assert.match(writeTexts(root, behind)[0]?.refused ?? '', /leads out of the repository/);
    const above = new Map([['../far/app.js', { was: 'old', text: 'new', bom: false }]]);
    assert.match(writeTexts(root, above)[0]?.refused ?? '', /outside of the repository/);
    assert.equal(readFileSync(join(outer, 'far/app.js'), 'utf8'), 'old');
  });

  test('keeps its mode and its owner', () => {
    const root = folder('owned');
    const file = join(root, 'app.js');
    writeFileSync(file, 'old');
    if (process.getuid?.() === 0) chownSync(file, 4242, 4243);
    chmodSync(file, 0o4751);
    const { mode, uid, gid } = statSync(file);
    assert.deepEqual(writeTexts(root, changed('old', 'new')), [{ path: 'app.js' }]);
    const now = statSync(file);
    assert.deepEqual([now.mode, now.uid, now.gid], [mode, uid, gid]);
  });

  test('that is read-only, or has changed, is left alone', () => {
    const root = folder('read-only');
    writeFileSync(join(root, 'app.js'), 'old', { mode: 0o444 });
    assert.deepEqual(writeTexts(root, changed('old', 'new')), [{ path: 'app.js', refused: 'it is read-only' }]);
    chmodSync(join(root, 'app.js'), 0o644);
    assert.match(writeTexts(root, changed('older', 'new'))[0]?.refused ?? '', /it changed/);
    assert.deepEqual(readdirSync(root), ['app.js']);
  });

  test('leaves nothing behind when the whole is given up', () => {
    const root = folder('given-up');
    writeFileSync(join(root, 'app.js'), 'old');
    const staged = stageTexts(
      root,
      new Map<string, NewText>([...changed('old', 'new'), ['a/b/c.js', { was: undefined, text: 'x', bom: false }]]),
    );
    assert.equal(readFileSync(join(root, 'app.js'), 'utf8'), 'old');
    staged.discard();
    assert.deepEqual(readdirSync(root), ['app.js']);
  });

  test('comes after the new files that it imports', () => {
    const root = folder('order');
    writeFileSync(join(root, 'app.js'), 'old');
    const both = new Map<string, NewText>([
      ...changed('old', "require('./store')"),
      ['store.js', { was: undefined, text: 'x', bom: false }],
    ]);
    assert.deepEqual(stageTexts(root, both).commit(), [{ path: 'store.js' }, { path: 'app.js' }]);
  });
});

test('drafts that a killed run left are taken away; links and folders of that name stay', () => {
  const root = folder('left');
  const name = (digit: string) => `.ha-ready-${digit.repeat(32)}.tmp`;
  writeFileSync(join(root, name('a')), 'draft');
  writeFileSync(join(outer, 'mine'), 'mine');
  symlinkSync(join(outer, 'mine'), join(root, name('b')));
  mkdirSync(join(root, name('c')));
  writeFileSync(join(root, 'app.js'), '');
  sweepDrafts(root, [name('a'), name('b'), name('c'), 'app.js']);
  assert.deepEqual(readdirSync(root).sort(), [name('b'), name('c'), 'app.js']);
  assert.equal(readFileSync(join(outer, 'mine'), 'utf8'), 'mine');
});

test('a report takes the place of a link and keeps the mode of a file', () => {
  const root = folder('report');
  writeFileSync(join(outer, 'kept'), 'mine');
  symlinkSync(join(outer, 'kept'), join(root, 'out.json'));
  replaceFile(join(root, 'out.json'), '{}');
  assert.equal(readFileSync(join(outer, 'kept'), 'utf8'), 'mine');
  chmodSync(join(root, 'out.json'), 0o640);
  replaceFile(join(root, 'out.json'), '[]');
  assert.equal(statSync(join(root, 'out.json')).mode & 0o777, 0o640);
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { patchOf } from '../../src/fix/diff.js';
import { writeTexts } from '../../src/fix/write.js';

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
    const patch = patchOf(new Map([['public/health.php', '<?php\n\necho 1;\n']]), () => undefined);
    execFileSync('git', ['apply', '-'], { cwd: root, input: patch });
    assert.equal(readFileSync(join(root, 'public/health.php'), 'utf8'), '<?php\n\necho 1;\n');
  });
});

import assert from 'node:assert/strict';
import { chownSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { conflict, type Edit } from '../../src/fix/edit.js';
import { setVariable } from '../../src/fix/editors/dotenv.js';
import { fixOf } from '../../src/fix/edits.js';
import { replaceFile, writeTexts } from '../../src/fix/write.js';
import type { Source } from '../../src/read/source.js';

const outer = mkdtempSync(join(tmpdir(), 'ha-ready-strict-'));
after(() => rmSync(outer, { recursive: true, force: true }));

function sourceOf(path: string, text: string): Source {
  return { path, role: 'shipped', text, bom: false, eol: '\n', hash: '', lossless: true };
}

describe('a variable', () => {
  test('whose value has several lines is not written: it would set others', () => {
    for (const value of ['a\nB=1', 'a\rB=1'])
      assert.deepEqual(setVariable(sourceOf('.env', 'A=1\n'), { name: 'A', value }), { cannot: 'the value of A has several lines' }); // biome-ignore format: one line
  });

  test('behind a line that does not end stands on one of its own, and alone', () => {
    assert.deepEqual(setVariable(sourceOf('.env', 'A=1'), { name: 'B', value: 'x' }), [{ path: '.env', start: 3, end: 3, was: '', text: '\nB=x\n' }]); // biome-ignore format: one line
    assert.deepEqual(setVariable(sourceOf('.env', 'A=1\n'), { name: 'B', value: 'x' }), [{ path: '.env', start: 4, end: 4, was: '', text: 'B=x\n', joins: true }]); // biome-ignore format: one line
  });

  test('of a file that is copied is asked for where the app runs; other changes of such a file, and other files, are not', () => {
    const placeOf = () => ({ path: 'a', line: 1, column: 1, endLine: 1, endColumn: 1 });
    const fix = (change: object, file: string) => {
      const files = { source: (path: string) => sourceOf(path, 'A=1\n'), has: () => true };
      return fixOf({ title: 't', safety: 'safe', needs: [], changes: [{ file, ...change }] } as never, files, placeOf);
    };
    const variable = { is: 'variable', name: 'A', value: '2' };
    assert.match(fix(variable, '.env.example').needs.join(), /set A as well/);
    assert.deepEqual(fix(variable, '.env').needs, []);
    const replace = { is: 'replace', at: { file: '.env.example', start: 0, end: 1 }, text: 'B' };
    assert.deepEqual(fix(replace, '.env.example').needs, []);
  });
});

test('edits of two files, and one edit that is asked for twice, are in nobody’s way', () => {
  const edit: Edit = { path: 'a', start: 0, end: 4, was: 'text', text: 'x' };
  assert.equal(conflict(edit, { ...edit }), false);
  assert.equal(conflict(edit, { ...edit, path: 'b', text: 'y' }), false);
  assert.equal(conflict(edit, { ...edit, text: 'y' }), true);
  assert.equal(conflict(edit, { ...edit, start: 3, text: 'y' }), true);
  assert.equal(conflict(edit, { ...edit, start: 4, end: 9, text: 'y' }), false);
});

test('a report in the place of a link has the mode of a new file, not that of the link', () => {
  writeFileSync(join(outer, 'kept'), 'mine');
  symlinkSync(join(outer, 'kept'), join(outer, 'out.json'));
  replaceFile(join(outer, 'out.json'), '{}');
  writeFileSync(join(outer, 'plain'), '');
  assert.equal(statSync(join(outer, 'out.json')).mode, statSync(join(outer, 'plain')).mode);
});

test('a file of another group stays in it', { skip: process.getuid?.() !== 0 }, () => {
  const file = join(outer, 'app.js');
  for (const [uid, gid] of [[0, 4243], [4242, 0]] as const) {
    writeFileSync(file, 'old');
    chownSync(file, uid, gid);
    assert.deepEqual(writeTexts(outer, new Map([['app.js', { was: 'old', text: 'new', bom: false }]])), [{ path: 'app.js' }]);
    assert.deepEqual([statSync(file).uid, statSync(file).gid, readFileSync(file, 'utf8')], [uid, gid, 'new']);
  }
}); // biome-ignore format: one line

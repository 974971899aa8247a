import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { patchOf } from '../../src/fix/diff.js';
import { applyEdits, isCannot } from '../../src/fix/edit.js';
import { type Editable, editsOf, fixOf } from '../../src/fix/edits.js';
import { newTexts } from '../../src/fix/plan.js';
import { stepsOf } from '../../src/fix/steps.js';
import { writeTexts } from '../../src/fix/write.js';
import type { Source } from '../../src/read/source.js';
import type { FindingFix } from '../../src/report/report.js';
import type { Change } from '../../src/resolve/repair.js';
import { reportWith } from '../report/reports.js';

describe('a patch', () => {
  const patched = (old: string, text: string, shown?: readonly string[]): string =>
    patchOf(new Map([['f', text]]), { textOf: () => old, ...(shown ? { shownOf: () => shown } : {}) });
  const head = 'diff --git a/f b/f\n--- a/f\n+++ b/f\n';

  test('has three lines around a change where nothing is to be hidden', () => {
    assert.equal(patched('0\n1\n2\n3\n4\n', '0\n1\n2\n3\nx\n'), `${head}@@ -2,4 +2,4 @@\n 1\n 2\n 3\n-4\n+x\n`);
    const plain = ['0', '1', '2', '3', '4'];
    assert.equal(patched('0\n1\n2\n3\n4\n', '0\n1\n2\n3\nx\n', plain), `${head}@@ -2,4 +2,4 @@\n 1\n 2\n 3\n-4\n+x\n`);
  });
  test('has fewer where a secret would stand among them', () => {
    assert.equal(
      patched('A=x\nB=1\nC=2\nD=3\n', 'A=x\nB=1\nC=9\nD=3\n', ['A=***', 'B=1', 'C=2', 'D=3']),
      `${head}@@ -2,3 +2,3 @@\n B=1\n-C=2\n+C=9\n D=3\n`,
    );
    assert.equal(
      patched('A=x\nB=1\nC=2\nD=3\nE=4\n', 'A=x\nB=1\nC=2\nD=9\nE=4\n', ['A=***', 'B=1', 'C=2', 'D=3', 'E=4']),
      `${head}@@ -2,4 +2,4 @@\n B=1\n C=2\n-D=3\n+D=9\n E=4\n`,
    );
  });
  test('shows the line beside a change without its secret, with the line end that it has', () => {
    assert.equal(
      patched('A=x\r\nB=1\r\nC=y\r\n', 'A=x\r\nB=9\r\nC=y\r\n', ['A=***', 'B=1', 'C=***']),
      `${head}@@ -1,3 +1,3 @@\n A=***\r\n-B=1\r\n+B=9\r\n C=***\r\n`,
    );
  });
  test('counts lines that are put in and taken away', () => {
    assert.equal(
      patched('A=x\nB=1\nC=2\nD=y\n', 'A=x\nN=0\nD=y\n', ['A=***', 'B=1', 'C=2', 'D=***']),
      `${head}@@ -1,4 +1,3 @@\n A=***\n-B=1\n-C=2\n+N=0\n D=***\n`,
    );
  });
  test('of a new file begins with nothing, and files come in the order of their paths', () => {
    const patch = patchOf(new Map([['b', 'x\n'], ['a', 'y\n']]), { textOf: () => undefined, shownOf: () => ['never'] }); // biome-ignore format: one line
    assert.equal(
      patch,
      'diff --git a/a b/a\nnew file mode 100644\n--- /dev/null\n+++ b/a\n@@ -0,0 +1,1 @@\n+y\ndiff --git a/b b/b\nnew file mode 100644\n--- /dev/null\n+++ b/b\n@@ -0,0 +1,1 @@\n+x\n',
    );
  });
});

function sourceOf(path: string, text: string): Source {
  return { path, role: 'shipped', text, bom: false, eol: '\n', hash: '', lossless: true };
}

function changed(path: string, text: string, change: Change): string {
  const files: Editable = { source: (asked) => (asked === path ? sourceOf(path, text) : undefined), has: () => true };
  const edits = editsOf({ title: '', safety: 'safe', changes: [change], needs: [] }, files);
  return isCannot(edits) ? `cannot: ${edits.cannot}` : (applyEdits(text, edits) ?? 'refused');
}

const placed = (file: string, text: string, words: string) => ({ file, start: text.indexOf(words), end: text.indexOf(words) + words.length }); // biome-ignore format: one line

describe('lines and blocks of configuration', () => {
  test('a block where white space follows, and not where a word does', () => {
    const block = (text: string) => changed('nginx.conf', text, { is: 'block', at: placed('nginx.conf', text, 'a b'), text: ['c;', 'd;'] }); // biome-ignore format: one line
    assert.equal(block('x {\n  a b \n}\n'), 'x {\n  a b {\n    c;\n    d;\n  } \n}\n');
    assert.match(block('x {\n  a b c;\n}\n'), /^cannot: more stands on that line/);
  });
  test('lines before the first word of a line only', () => {
    const lines = (text: string) => changed('a.conf', text, { is: 'lines', at: placed('a.conf', text, 'b;'), text: ['n;'], where: 'before' }); // biome-ignore format: one line
    assert.equal(lines('  b;\n'), '  n;\n  b;\n');
    assert.equal(lines('x\n b;\n'), 'x\n n;\n b;\n');
    assert.match(lines('a; b;\n'), /^cannot: more stands on that line/);
  });
  test('what is appended stands behind an empty line, except in an empty file', () => {
    const append = (text: string) => changed('a.conf', text, { is: 'append', file: 'a.conf', text: ['n'] });
    assert.deepEqual(['', 'a\n', 'a'].map(append), ['n\n', 'a\n\nn\n', 'a\n\nn\n']);
  });
  test('a variable behind a file of one character', () =>
    assert.equal(changed('.env', '#', { is: 'variable', file: '.env', name: 'A', value: '1' }), '#\nA=1\n'));
  test('an import into an empty file', () =>
    assert.equal(changed('a.rb', '', { is: 'import', file: 'a.rb', statement: "require 'x'" }), "require 'x'\n"));
  test('a module is not written where something stands', () =>
    assert.equal(changed('a.js', "import a from 'a';\n", { is: 'module', file: 'b.js', like: 'a.js', text: ['x();'] }), 'cannot: b.js stands there already')); // biome-ignore format: one line
});

describe('what waits for something else is told in lines', () => {
  const placeOf = () => ({ path: 'a', line: 1, column: 1, endLine: 1, endColumn: 1 });
  test('those that a file would have more, without empty ones', () => {
    const files: Editable = { source: () => sourceOf('a.conf', 'a\n'), has: () => false };
    const changes: Change[] = [
      { is: 'append', file: 'a.conf', text: ['n', ' ', 'a'] },
      { is: 'create', file: 'b.conf', text: 'x\n' },
    ];
    const own: Editable = { ...files, source: (path) => (path === 'a.conf' ? files.source(path) : undefined) };
    const fix = fixOf({ title: 't', safety: 'safe', changes, needs: ['c'], lacks: 'why' } as never, own, placeOf);
    assert.deepEqual(fix, { title: 't', safety: 'manual', edits: [], cannot: 'why', needs: ['c', 'Then write in a.conf:\nn\na', 'Then write in b.conf:\nx'] }); // biome-ignore format: one line
  });
});

describe('JavaScript', () => {
  const code = (text: string, words: string, change: object): string =>
    changed('a.js', text, { ...change, at: placed('a.js', text, words) } as Change).replace(/^cannot.*/s, 'cannot');

  const fallbacks: readonly (readonly [string, string])[] = [
    ['const a = process.env.K || make();\n', 'const a = process.env.K;\n'],
    ['const a = process.env.K ?? make().text;\n', 'const a = process.env.K;\n'],
    ['const a = process.env.K || f(make());\n', 'const a = process.env.K;\n'],
    ['const a = process.env.K || new F(make());\n', 'const a = process.env.K;\n'],
    ['const a = process.env.K && make();\n', 'cannot'],
    ['const a = make() || process.env.K;\n', 'cannot'],
    ['const a = process.env.K || [make()];\n', 'cannot'],
    ['const a = other || make();\n', 'cannot'],
    ['make();\n', 'cannot'],
    ['const a = process.env.K || make;\nnow(make());\n'.replace('make;', 'b;'), 'cannot'],
  ];
  for (const [before, behind] of fallbacks)
    test(`what stands in: ${before.trim()}`, () => assert.equal(code(before, 'make()', { is: 'fallback' }), behind));
  test('what stands in is a call', () =>
    assert.equal(code('const a = process.env.K || 1;\n', '1', { is: 'fallback' }), 'cannot'));

  const items: readonly (readonly [string, string])[] = [
    ['f([a()]);\n', 'f([b(), a()]);\n'],
    ['f([\n  a(),\n]);\n', 'f([\n  b(),\n  a(),\n]);\n'],
    ['f([\na(),\n]);\n', 'f([\nb(),\na(),\n]);\n'],
    ['f([x, a()]);\n', 'f([x, b(), a()]);\n'],
    ['f(a());\n', 'cannot'],
  ];
  for (const [before, behind] of items)
    test(`an item: ${before.trim()}`, () => assert.equal(code(before, 'a()', { is: 'item', text: 'b()' }), behind));

  const sends: readonly (readonly [string, string])[] = [
    ['  res.sendFile(join(dir, name));', '  await res.put(name);'],
    ['  res.sendFile(join(dir, name), done);', 'cannot'],
    ['  res.sendFile(join(dir, ...name));', 'cannot'],
    ['  res.sendFile(join(name));', 'cannot'],
    ['  res.sendFile(name);', 'cannot'],
    ['  return res.sendFile(join(dir, name));', 'cannot'],
    ['  found(); res.sendFile(join(dir, key));', 'cannot'],
  ];
  for (const [before, behind] of sends)
    test(`a statement: ${before.trim()}`, () => {
      const text = `function go(req, res) {\n${before}\n}\n`;
      const call = /res\.sendFile\(.*\)(?=;)/.exec(before)?.[0] ?? '';
      const lines = before.includes('found') ? ['const found = 1;'] : ['await $on.put($last);'];
      const wanted = behind === 'cannot' ? behind : `async function go(req, res) {\n${behind}\n}\n`;
      assert.equal(code(text, call, { is: 'statement', text: lines }), wanted);
    });

  const names: readonly (readonly [string, boolean])[] = [
    ['a.redis', false],
    ['a({ redis: 1 })', false],
    ['a({ redis() {} })', false],
    ['a(class { redis() {} })', false],
    ['a[redis]', true],
    ['a({ redis })', true],
    ['a({ [redis]: 1 })', true],
    ['a(redis.x)', true],
    ['redis()', true],
  ];
  for (const [body, isTaken] of names)
    test(`${body} ${isTaken ? 'takes' : 'does not take'} a name`, () => {
      const text = `at(() => { ${body}; });\n`;
      const made = code(text, `() => { ${body}; }`, { is: 'callback', text: ['const redis = 1;'] });
      assert.equal(made === 'cannot', isTaken, made);
    });
});

describe('what is chosen and staged', () => {
  test('edits of a file that is gone change nothing', () => {
    const edit = { path: 'gone', start: 0, end: 1, was: 'x', text: 'y' };
    const plan = { made: [{ fix: { edits: [edit] } }], left: [] } as unknown as Parameters<typeof newTexts>[0];
    assert.deepEqual(newTexts(plan, () => undefined), new Map()); // biome-ignore format: one line
  });
  test('a step that is half done by hand is no quick win, and needs no service', () => {
    const fix = (safety: FindingFix['safety']): FindingFix => ({ title: 'do', safety, needs: [], edits: [] });
    const steps = stepsOf(reportWith({ ruleId: 'logs/a', fix: fix('safe') }, { ruleId: 'logs/a', fix: fix('manual') }));
    assert.deepEqual(steps.map(({ name }) => name), ['code and configuration']); // biome-ignore format: one line
  });
});

describe('what is written', () => {
  const root = mkdtempSync(join(tmpdir(), 'ha-ready-edges-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  test('a program that nobody may write is left, and the answer is in the order of the paths', () => {
    for (const name of ['a', 'b', 'c']) writeFileSync(join(root, name), 'old');
    chmodSync(join(root, 'b'), 0o555);
    const change = { was: 'old', text: 'new', bom: false };
    const written = writeTexts(root, new Map([['c', change], ['b', change], ['a', change]])); // biome-ignore format: one line
    assert.deepEqual(written, [{ path: 'a' }, { path: 'b', refused: 'it is read-only' }, { path: 'c' }]);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, isCannot } from '../../src/fix/edit.js';
import { editsOf } from '../../src/fix/edits.js';
import { loadGrammar } from '../../src/parse/syntax.js';
import { eolOf, type Source } from '../../src/read/source.js';
import type { Change } from '../../src/resolve/repair.js';

await loadGrammar('python');

/** The text after a change, or why it cannot be made. */
function changed(path: string, text: string, change: Change): string {
  const source: Source = { path, role: 'shipped', text, bom: false, eol: eolOf(text), hash: '', lossless: true };
  const edits = editsOf(
    { title: '', safety: 'safe', changes: [change], needs: [] },
    { source: (one) => (one === path ? source : undefined), has: (one) => one === path },
  );
  return isCannot(edits) ? `cannot: ${edits.cannot}` : (applyEdits(text, edits) ?? 'refused');
}

describe('setting fields of a Python dict or call', () => {
  const fields = (text: string, of: 'dict' | 'call', set: Record<string, string | undefined>): string => {
    const start = text.indexOf(of === 'dict' ? '{' : 'f(');
    const end = text.lastIndexOf(of === 'dict' ? '}' : ')') + 1;
    return changed('a.py', text, { is: 'fields', of, at: { file: 'a.py', start, end }, set });
  };
  const table: readonly (readonly [string, string, string])[] = [
    ['replaces a value and keeps the comment', 'X = {"a": 1,  # one\n}\n', 'X = {"a": 2, "b": 3  # one\n}\n'],
    ['adds to one line', "X = {'a': 1}\n", "X = {'a': 2, 'b': 3}\n"],
    ['adds behind a comma', 'X = {"a": 1,}\n', 'X = {"a": 2, "b": 3}\n'],
    [
      'adds lines',
      'X = {\r\n    "a": 1,  # one\r\n    # none\r\n}\r\n',
      'X = {\r\n    "a": 2,  # one\r\n    "b": 3,\r\n    # none\r\n}\r\n',
    ],
    ['adds a comma', 'X = {\n    "a": 1  # one\n}\n', 'X = {\n    "a": 2,  # one\n    "b": 3,\n}\n'],
    [
      'takes a line out',
      'X = {\n    "a": 1,\n    "c": (\n        4,\n    ),  # four\n}\n',
      'X = {\n    "a": 2,\n    "b": 3,\n}\n',
    ],
    ['takes the last of a line out', 'X = {"a": 1, "c": 4}\n', 'X = {"a": 2, "b": 3}\n'],
    ['takes several out', 'X = {"c": 4, "a": 1, "c": 4}\n', 'cannot: the dict has c twice in a.py'],
    ['takes the first of a line out', 'X = {"c": 4, "a": 1}\n', 'X = {"a": 2, "b": 3}\n'],
    ['refuses to unpack', 'X = {**more, "a": 1}\n', 'cannot: the dict unpacks something else in a.py'],
    ['refuses a key that is there twice', 'X = {"a": 1, "a": 2}\n', 'cannot: the dict has a twice in a.py'],
    ['refuses a template', 'X = {"a": "{% if a %}"}\n', 'cannot: a.py is a template'],
    ['refuses what does not parse', 'X = {"a": 1} =\n', 'cannot: a.py could not be read whole'],
  ];
  for (const [about, before, after] of table)
    test(about, () => assert.equal(fields(before, 'dict', { a: '2', b: '3', c: undefined }), after));

  test('sets arguments of a call', () => {
    assert.equal(fields('x = f()\n', 'call', { a: '2' }), 'x = f(a=2)\n');
    assert.equal(fields('x = f(y, b=1)\n', 'call', { a: '2', b: undefined }), 'x = f(y, a=2)\n');
    assert.equal(fields('x = f(\n    y,\n)\n', 'call', { a: '2' }), 'x = f(\n    y,\n    a=2,\n)\n');
    assert.equal(
      fields('x = f(b=1, c=2, a=1, d=3, e=4)\n', 'call', { b: undefined, c: undefined, d: undefined, e: undefined }),
      'x = f(a=1)\n',
    );
    assert.equal(fields('x = f(b=1, c=2)\n', 'call', { b: undefined, c: undefined }), 'x = f()\n');
    assert.equal(fields('x = f(**y)\n', 'call', { a: '2' }), 'cannot: the call unpacks something else in a.py');
  });

  test('refuses a dict where a call stands', () => {
    const change: Change = { is: 'fields', of: 'dict', at: { file: 'a.py', start: 4, end: 7 }, set: {} };
    assert.equal(changed('a.py', 'x = f()\n', change), 'cannot: no dict is written at that place of a.py');
  });
});

describe('giving a Python name a value', () => {
  const named = (text: string, within?: string): string =>
    changed('a.py', text, { is: 'name', file: 'a.py', name: 'A', value: '1', ...(within ? { within } : {}) });
  const table: readonly (readonly [string, string, string])[] = [
    ['replaces its value', 'A = 0  # none\n', 'A = 1  # none\n'],
    ['adds a line', 'B = 0  # none\nif B:\n    C = 1\n', 'B = 0  # none\nA = 1\nif B:\n    C = 1\n'],
    ['refuses a condition', 'if B:\n    A = 0\n', 'cannot: A is put together in a.py'],
    ['refuses several', 'A = 0\nA = 2\n', 'cannot: A is put together in a.py'],
    ['refuses keys', 'A = {}\nA["b"] = 2\n', 'cannot: A is put together in a.py'],
    ['refuses what is computed', 'A = b() if c else None\n', 'cannot: A is put together in a.py'],
    ['refuses +=', 'A = []\nA += [2]\n', 'cannot: A is put together in a.py'],
    ['refuses a module without assignments', 'from b import *\n', 'cannot: a.py assigns nothing that A could follow'],
    [
      'refuses a line that goes on',
      'B = 0; C = 1; f()\n',
      'cannot: more stands on the last line of an assignment in a.py',
    ],
  ];
  for (const [about, before, after] of table) test(about, () => assert.equal(named(before), after));

  test('of a class', () => {
    assert.equal(
      named('class C:\n    B = 0\n\n    def f(self):\n        A = 2\n', 'C'),
      'class C:\n    B = 0\n    A = 1\n\n    def f(self):\n        A = 2\n',
    );
    assert.equal(named('B = 0\n', 'C'), 'cannot: a.py has no class C');
  });
});

test('Python that a template makes is not edited', () => {
  const text = '{% if a %}\nA = 1\n{% endif %}\n';
  const change: Change = { is: 'replace', at: { file: 'a.py', start: 15, end: 16 }, text: '2' };
  assert.equal(changed('a.py', text, change), 'cannot: a.py is a template');
});

describe('adding a Python import', () => {
  const added = (text: string): string => changed('a.py', text, { is: 'import', file: 'a.py', statement: 'import os' });
  const table: readonly (readonly [string, string, string])[] = [
    [
      'behind the imports at the top',
      'from a import (\n    b,\n)\nC = 1\nimport d\n',
      'from a import (\n    b,\n)\nimport os\nC = 1\nimport d\n',
    ],
    ['behind the text about the module', '"""About."""\nC = 1\n', '"""About."""\n\nimport os\nC = 1\n'],
    ['below what only programs read', '#!/usr/bin/python\nC = 1\n', '#!/usr/bin/python\nimport os\n\nC = 1\n'],
    [
      'behind __future__',
      'from __future__ import annotations\nC = 1\n',
      'from __future__ import annotations\nimport os\nC = 1\n',
    ],
    ['not twice', 'import sys, os\n', 'import sys, os\n'],
    ['unless its name is taken', 'import posix as os\n', 'cannot: os means something else in a.py'],
  ];
  for (const [about, before, after] of table) test(about, () => assert.equal(added(before), after));
});

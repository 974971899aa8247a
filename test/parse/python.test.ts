import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  parsePython,
  pythonArgument,
  pythonArguments,
  pythonAssignments,
  pythonAssignmentsIn,
  pythonCallName,
  pythonDecorators,
  pythonDotted,
  pythonEntries,
  pythonEntry,
  pythonImports,
  pythonItems,
  pythonLiteral,
  pythonResolve,
  pythonString,
} from '../../src/parse/python.js';
import { loadGrammar } from '../../src/parse/syntax.js';
import { childOf, firstOf, type SyntaxNode, sourceOf } from '../../src/parse/syntax-node.js';

before(() => loadGrammar('python'));

const literals: readonly (readonly [code: string, value: string | number | boolean | null | undefined])[] = [
  ['"a"', 'a'],
  ["''", ''],
  ["'it\\'s\\n\\x41\\u00e9\\U0001F600\\q'", "it's\nAé😀\\q"],
  ["r'a\\n'", 'a\\n'],
  ["b'a'", 'a'],
  ['\'a\' "b"', 'ab'],
  ["('a'\n 'b')", 'ab'],
  ['"""a\n"b"\\\nc"""', 'a\n"b"c'],
  ["f'a'", 'a'],
  ["f'{{a}}'", '{a}'],
  ["f'a{b}'", undefined],
  ["'a' f'{b}'", undefined],
  ['True', true],
  ['False', false],
  ['None', null],
  ['1_000', 1000],
  ['-1.5', -1.5],
  ['0o17', 15],
  ['a', undefined],
  ["'a' + b", undefined],
];

for (const [code, value] of literals) {
  test(`the literal ${JSON.stringify(code)} is ${JSON.stringify(value)}`, () => {
    const { text, node } = expression(code);
    assert.equal(pythonLiteral(text, node), value);
    assert.equal(pythonString(text, node), typeof value === 'string' ? value : undefined);
  });
}

test('arguments are found by name first, then by position', () => {
  const { text, node } = expression("os.environ.get('A', *more, default='b', **rest)");
  const args = pythonArguments(text, node);
  assert.equal(pythonCallName(text, node), 'os.environ.get');
  assert.deepEqual(
    args.map(({ name, value, splat }) => [name, sourceOf(text, value), splat]),
    [
      [undefined, "'A'", false],
      [undefined, 'more', true],
      ['default', "'b'", false],
      [undefined, 'rest', true],
    ],
  );
  assert.equal(pythonString(text, pythonArgument(args, 0)), 'A');
  assert.equal(pythonString(text, pythonArgument(args, 9, 'default')), 'b');
  assert.equal(pythonArgument(args, 1), undefined);
  assert.equal(pythonArgument(args, 2), undefined);
  const all = expression('sum(x for x in y)');
  assert.equal(pythonArguments(all.text, all.node).length, 1);
});

test('a dotted name is one of names alone', () => {
  for (const [code, name] of [
    ['a.b.c', 'a.b.c'],
    ['a', 'a'],
    ['a().b', undefined],
    ["a['b'].c", undefined],
  ] as const) {
    const { text, node } = expression(code);
    assert.equal(pythonDotted(text, node), name);
  }
});

test('dicts and lists give their entries with their places', () => {
  const { text, node } = expression("{'k': [1, *a], **more, 'k': ('x', 'y')}");
  const entries = pythonEntries(node).map(({ key, value }) => [key && sourceOf(text, key), sourceOf(text, value)]);
  assert.deepEqual(entries, [
    ["'k'", '[1, *a]'],
    [undefined, 'more'],
    ["'k'", "('x', 'y')"],
  ]);
  const last = pythonEntry(text, node, 'k');
  assert.deepEqual(
    pythonItems(last).map((item) => pythonString(text, item)),
    ['x', 'y'],
  );
});

const settings = `
A = B = 1
C: str = 'x'
D, E = 1, 2
F += ['y']
G['x']['y'] = 3
app.config['Z'] = 4
if DEBUG:
    H = 1
elif TEST:
    H = 2
else:
    H = 3
try:
    I = 1
except ImportError:
    I = 2
finally:
    J = 1
for x in y:
    K = 1
with z as w:
    if not DEBUG:
        L = 1
def f():
    M = 1
class N:
    O = 1
    def g(self): P = 1
`;

test('assignments of a module come with what guards them', () => {
  const { tree } = parsePython(settings);
  const found = pythonAssignments(tree).map(({ name, keys, value, operator, guards }) => {
    const path = keys.map((key) => `[${sourceOf(settings, key)}]`).join('');
    const tests = guards.map(({ is, test }) => ` {${is}${test ? ` ${sourceOf(settings, test)}` : ''}}`).join('');
    return `${name}${path} ${operator} ${sourceOf(settings, value)}${tests}`;
  });
  assert.deepEqual(found, [
    'A = 1',
    'B = 1',
    "C = 'x'",
    'D = 1',
    'E = 2',
    "F += ['y']",
    "G['x']['y'] = 3",
    "app.config['Z'] = 4",
    'H = 1 {if DEBUG}',
    'H = 2 {else DEBUG} {if TEST}',
    'H = 3 {else DEBUG} {else TEST}',
    'I = 1 {try}',
    'I = 2 {except ImportError}',
    'J = 1',
    'K = 1 {loop y}',
    'L = 1 {with z as w} {if not DEBUG}',
  ]);
});

test('assignments of a class are its own', () => {
  const { tree } = parsePython(settings);
  const definition = firstOf(tree.root, 'class_definition');
  assert.ok(definition);
  assert.deepEqual(
    pythonAssignmentsIn(settings, definition).map((each) => each.name),
    ['O'],
  );
});

test('decorators of functions and classes are given in order', () => {
  const text = '@app.task(bind=True)\n@other\ndef f(): pass\n@x\nclass K(P, metaclass=M): pass\n';
  const { tree } = parsePython(text);
  const f = firstOf(tree.root, 'function_definition');
  const k = firstOf(tree.root, 'class_definition');
  assert.ok(f && k);
  assert.deepEqual(
    pythonDecorators(f).map((each) => sourceOf(text, each)),
    ['app.task(bind=True)', 'other'],
  );
  assert.deepEqual(
    pythonDecorators(k).map((each) => sourceOf(text, each)),
    ['x'],
  );
  assert.deepEqual(
    pythonArguments(text, k).map(({ name, value }) => [name, sourceOf(text, value)]),
    [
      [undefined, 'P'],
      ['metaclass', 'M'],
    ],
  );
});

test('imports make names whole', () => {
  const text =
    'import os, a.b, c.d as e\nfrom f import g as h, i\nfrom . import j\nfrom ..k import l\nfrom m import *\n';
  const imports = pythonImports(parsePython(text).tree);
  assert.deepEqual(Object.fromEntries(imports), {
    os: 'os',
    a: 'a',
    e: 'c.d',
    h: 'f.g',
    i: 'f.i',
    j: '.j',
    l: '..k.l',
  });
  assert.equal(pythonResolve('h.x', imports), 'f.g.x');
  assert.equal(pythonResolve('other.x', imports), 'other.x');
});

test('places are exact behind a byte order mark, emoji and CRLF', () => {
  const text = '\uFEFF# 😀\r\nA = "é😀"\r\nif B:\r\n    C = get("d")\r\n';
  const [a, c] = pythonAssignments(parsePython(text).tree);
  assert.equal(a && sourceOf(text, a.value), '"é😀"');
  assert.equal(c && sourceOf(text, c.node), 'C = get("d")');
});

function expression(code: string): { text: string; node: SyntaxNode } {
  const text = `it = ${code}\n`;
  const node = childOf(firstOf(parsePython(text).tree.root, 'assignment'), 'right');
  assert.ok(node, code);
  return { text, node };
}

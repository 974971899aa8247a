import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Node } from '@babel/types';
import { parseJavaScript } from '../../src/parse/javascript.js';
import { jsBinding, jsConstant, jsImports, jsOrigin, jsSources } from '../../src/parse/javascript-names.js';
import {
  jsArgument,
  jsCallee,
  jsChain,
  jsItems,
  jsLiteral,
  jsProperties,
  jsProperty,
  jsString,
} from '../../src/parse/javascript-values.js';
import { isAtModuleLevel, type JsPath, walkJs } from '../../src/parse/javascript-walk.js';

const literals: readonly (readonly [code: string, value: string | number | boolean | null | undefined])[] = [
  ['"a\\n"', 'a\n'],
  ["'é😀'", 'é😀'],
  ['`t`', 't'],
  ['`a${b}`', undefined],
  ['"a" + `b` + "c"', 'abc'],
  ['"a" + b', undefined],
  ['("a" as const)', 'a'],
  ['-1.5', -1.5],
  ['1_000', 1000],
  ['true', true],
  ['!true', false],
  ['null', null],
  ['undefined', undefined],
];

for (const [code, value] of literals) {
  test(`the literal ${code} is ${JSON.stringify(value)}`, () => {
    const { node } = expression(code);
    assert.equal(jsLiteral(node), value);
    assert.equal(jsString(node), typeof value === 'string' ? value : undefined);
  });
}

const callees: readonly (readonly [code: string, name: string | undefined])[] = [
  ['app.use(1)', 'app.use'],
  ['app?.use(1)', 'app.use'],
  ["app['use'](1)", 'app.use'],
  ['new Foo.Bar(1)', 'new Foo.Bar'],
  ['this.a.b()', 'this.a.b'],
  ["require('x')", 'require'],
  ["import('x')", 'import'],
  ['a!.b()', 'a.b'],
  ['a().b()', undefined],
  ['a[b]()', undefined],
  ['a.b', undefined],
];

for (const [code, name] of callees) {
  test(`the callee of ${code} is ${name}`, () => assert.equal(jsCallee(expression(code).node), name));
}

test('properties have their key, their value and their place', () => {
  const { text, node } = expression("{ a: 1, 'b-c': 2, ['d']: 3, [e]: 4, f, g() {}, ...h, a: 5 } as const");
  assert.deepEqual(
    jsProperties(node).map(({ key, keyNode, value, spread }) => [key, cut(text, keyNode), cut(text, value), spread]),
    [
      ['a', 'a', '1', false],
      ['b-c', "'b-c'", '2', false],
      ['d', "'d'", '3', false],
      [undefined, 'e', '4', false],
      ['f', 'f', 'f', false],
      ['g', 'g', 'g() {}', false],
      [undefined, '...h', 'h', true],
      ['a', 'a', '5', false],
    ],
  );
  assert.equal(jsLiteral(jsProperty(node, 'a')), 5);
  assert.deepEqual(jsProperties(expression('[1]').node), []);
  assert.deepEqual(jsItems(expression('[1, , "a"]').node).map(jsLiteral), [1, 'a']);
});

test('an argument behind a spread has no known position', () => {
  const { node } = expression('f(1, ...a, 2)');
  assert.equal(jsLiteral(jsArgument(node, 0)), 1);
  assert.equal(jsArgument(node, 2), undefined);
});

test('a chain is read from the inside out', () => {
  const { text, node } = expression("express.Router().use(a)?.listen['on'](1)");
  const chain = jsChain(node);
  assert.ok(chain);
  assert.equal(cut(text, chain.receiver), 'express');
  assert.deepEqual(
    chain.links.map((link) => [link.name, link.args?.length, cut(text, link.nameNode)]),
    [
      ['Router', 0, 'Router'],
      ['use', 1, 'use'],
      ['listen', undefined, 'listen'],
      ['on', 1, "'on'"],
    ],
  );
  assert.equal(jsChain(expression('a()').node), undefined);
});

const modules = `import a, { b as c, type T } from 'm1'; import * as d from "m2"; import type Q from 'no'; export * from 'm3';
const e = require('m4'), { f, g: { h } } = require('m5'), i = require('m6').j, k = await import('m7');
import l = require('m8'); function late() { const m = require('m9') }`;

test('imports are read in all their forms', () => {
  const imports = jsImports(parseJavaScript(modules, 'a.ts').tree);
  const table = [...imports].map(([name, each]) => `${name} = ${each.source} ${each.imported}`);
  assert.deepEqual(table, [
    'a = m1 default',
    'c = m1 b',
    'd = m2 *',
    'e = m4 *',
    'f = m5 f',
    'h = m5 g.h',
    'i = m6 j',
    'k = m7 *',
    'l = m8 *',
    'm = m9 *',
  ]);
  for (const { source, sourceNode } of imports.values()) assert.equal(cut(modules, sourceNode).slice(1, -1), source);
});

test('modules are listed, also those that no name is given to', () => {
  const text = "import 'a'; export { b } from 'c'; require('d')(); import('e'); require(f); import type g from 'h'";
  const sources = jsSources(parseJavaScript(text, 'a.ts').tree);
  assert.deepEqual(
    sources.map(({ source, node }) => [source, cut(text, node)]),
    [
      ['a', "'a'"],
      ['c', "'c'"],
      ['d', "'d'"],
      ['e', "'e'"],
    ],
  );
});

const origins: readonly (readonly [code: string, origin: string | undefined])[] = [
  ['a', 'm1:'],
  ['a.create', 'm1:create'],
  ['c.x.y', 'm1:b.x.y'],
  ['d.default', 'm2:'],
  ["d['x']", 'm2:x'],
  ["require('z').y", 'z:y'],
  ["(await import('z')).default.y", 'z:y'],
  ['other.x', undefined],
  ['a()', undefined],
];

for (const [code, expected] of origins) {
  test(`${code} comes from ${expected ?? 'no module'}`, () => {
    const imports = jsImports(parseJavaScript(modules, 'a.ts').tree);
    const origin = jsOrigin(expression(code).node, imports);
    assert.equal(origin && `${origin.source}:${origin.name}`, expected);
  });
}

test('a name is looked up in the nearest scope, and constants are followed', () => {
  const text = `const A = { x: 'outer' }; let B = 'b'; const { x } = A; const C = A
function f(p, { q: [r] }) { const A = 'inner'; use(A, p, r) }
use(x, B, C, g); for (const o of C) use(o); function g() {}`;
  const found: string[] = [];
  walkJs(parseJavaScript(text, 'a.js').tree.program, (node, path) => {
    if (jsCallee(node) !== 'use' || node.type !== 'CallExpression') return;
    for (const argument of node.arguments) found.push(describe(argument, path, text));
  });
  assert.deepEqual(found, [
    "A const '' 'inner'",
    "p parameter '' p",
    "r parameter 'q.0' r",
    "x const 'x' 'outer'",
    "B let '' B",
    "C const '' { x: 'outer' }",
    "g function '' g",
    "o const '' o",
  ]);
});

test('what runs when the module is loaded is told from what runs later', () => {
  const text = 'now(); if (a) { now() } const b = () => later(); class C { d = later(); e() { later() } }';
  const seen: string[] = [];
  walkJs(parseJavaScript(text, 'a.js').tree.program, (node, path) => {
    if (node.type === 'CallExpression') seen.push(`${jsCallee(node)} ${isAtModuleLevel(path)}`);
  });
  assert.deepEqual(seen, ['now true', 'now true', 'later false', 'later false', 'later false']);
});

test('a walk visits in document order, and leaves out what the visitor refuses', () => {
  const text = 'a(b(c)); function d(e: F): G { h() }';
  const names: string[] = [];
  walkJs(parseJavaScript(text, 'a.ts').tree.program, (node) => {
    if (node.type === 'Identifier') names.push(node.name);
    return !(node.type === 'CallExpression' && jsCallee(node) === 'b');
  });
  assert.deepEqual(names, ['a', 'd', 'e', 'h']);
});

function describe(node: Node, path: JsPath, text: string): string {
  const name = cut(text, node);
  const binding = jsBinding(path, name);
  return `${name} ${binding?.is} '${binding?.keys.join('.')}' ${cut(text, jsConstant(path, node))}`;
}

function expression(code: string): { text: string; node: Node } {
  const text = `const it = ${code}`;
  const [statement] = parseJavaScript(text, 'a.ts').tree.program.body;
  const node = statement?.type === 'VariableDeclaration' ? statement.declarations[0]?.init : undefined;
  assert.ok(node, code);
  return { text, node };
}

function cut(text: string, node: Node): string {
  return text.slice(node.start ?? 0, node.end ?? 0);
}

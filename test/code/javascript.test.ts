import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { moduleOf } from '../../src/code/lower/javascript/required.js';
import { lowerJavaScript } from '../../src/code/lower/javascript.js';
import type { CodeModule } from '../../src/code/model.js';
import { callsOfModule, expressionsOf, within } from '../../src/code/walk.js';
import { parseJavaScript } from '../../src/parse/javascript.js';
import { walkJs } from '../../src/parse/javascript-walk.js';
import { sayClasses, sayLinks, sayModule } from './javascript-lines.js';

function lower(text: string, path = 'a.ts'): CodeModule {
  return lowerJavaScript(parseJavaScript(text, path).tree, text, path);
}

type Table = readonly (readonly [what: string, text: string, said: readonly string[]])[];

const links: Table = [
  ['default and named imports', "import a, { b, c as d } from 'm'", ['a = m default', 'b = m b', 'd = m c']],
  ['a namespace and a bare import', "import * as n from './n'; import './x'", ['n = ./n *', ' = ./x *']],
  [
    'types only',
    "import type { A } from 'm'; import { type B, c } from 'n'",
    ['type A = m A', 'type B = n B', 'c = n c'],
  ],
  ['require at the top', "const a = require('a'); var { b, c: d } = require('b')", ['a = a *', 'b = b b', 'd = b c']],
  ['a member of a required module', "const a = require('./m').a", ['a = ./m a']],
  ['import a = require', "import a = require('m')", ['a = m *']],
  ['an awaited import at the top', "const m = await import('./m')", ['m = ./m *']],
  [
    'exported declarations',
    'export const a = 1, { b } = c; export function f() {} export class D {}',
    ['export a = a', 'export b = b', 'export f = f', 'export D = D'],
  ],
  [
    'export lists',
    'const a = 1; export { a, a as b, a as default }',
    ['export a = a', 'export b = a', 'export default = a'],
  ],
  [
    're-exports',
    "export { a, default as b } from './m'; export * from './n'; export * as o from './o'",
    ['export a = import ./m.a', 'export b = import ./m.default', 'export o = import ./o', 'star ./n'],
  ],
  ['a default expression', 'export default make()', ['export default = make()']],
  ['a default function with a name', 'export default function f() {}', ['export default = f']],
  ['a default function without a name', 'export default async () => {}', ['export default = function 1']],
  ['export =', 'class A {} export = A', ['export * = A']],
  ['module.exports', 'module.exports = { a, b: c }', ['export * = {"a": a, "b": c}']],
  ['exports.x', 'exports.a = function () {}; module.exports.b = 1', ['export a = function 1', 'export b = 1']],
  ['a chain of exports', 'exports = module.exports = make', ['export * = make']],
  ['a name and module.exports at once', 'const app = (module.exports = express())', ['export * = app']],
  ['exports that a compiler announces', 'exports.a = exports.b = void 0; exports.a = 1', ['export a = 1']],
  ['all of a module, by a helper', "__exportStar(require('./m'), exports)", ['star ./m']],
  [
    'all of a module, assigned',
    "Object.assign(module.exports, require('./m'), { a: b })",
    ['export a = b', 'star ./m'],
  ],
  ['exports within a function', '(function () { const a = 1; exports.a = a })()', ['export a = #']],
  ['exports that are a name of the file', 'const exports = {}; exports.a = 1', []],
];

const events: Table = [
  ['values', "const a = 'x', b = -1; let c", ['a = "x"', 'b = -1', 'c = <>']],
  ['members, chains and keys', "a?.b['c'][d].#e", ['do a.b.c[d].#e']],
  [
    'calls',
    'f(a, ...b); new C; a?.b?.(c); f`x${y}`',
    ['do f(a, ...b)', 'do new C()', 'do a.b(c)', 'do f(text("x", y))'],
  ],
  ['what is awaited', 'await f(); const a = await (b ? g() : h)', ['do await f()', 'a = (b ? await g() : h)']],
  ['casts and marks vanish', 'f((a as B)!, <C>d, e satisfies F)', ['do f(a, d, e)']],
  ['objects', "x = { a, 'b-c': 1, [d]: 2, ...e, 3: f }", ['x = {"a": a, "b-c": 1, d: 2, ...e, 3: f}']],
  ['lists', 'x = [a, , ...b]', ['x = [a, <>, <b>]']],
  ['texts', 'x = `a${b}c`; y = `d`', ['x = text("a", b, "c")', 'y = "d"']],
  ['operators', 'x = !a && b + 1; y = typeof c', ['x = ((! a) && (b + 1))', 'y = (typeof c)']],
  [
    'a module as a value',
    "x = [require('a'), import('./b'), require('./' + c), import(`./d/${e}.js`), require(__dirname + '/f')]",
    ['x = [import a, import ./b, import ./..., import ./d/..., import ./f]'],
  ],
  [
    'a module whose name is put together by a call',
    "x = require(join(__dirname, 'models', file))",
    ['do join(__dirname, "models", file)', 'x = import ./models/...'],
  ],
  ['a module without a known name', 'x = require(name)', ['x = require(name)']],
  [
    'taking objects apart',
    'const { a, b: { c }, d = 1, ...e } = x',
    ['a = x.a', 'c = x.b.c', 'd = (x.d ?? 1)', 'e = <x>'],
  ],
  ['taking a result apart calls once', 'const { a, b } = f()', ['# = f()', 'a = #.a', 'b = #.b']],
  ['taking lists apart', 'const [a, , b, ...c] = x', ['a = x[0]', 'b = x[2]', 'c = <x>']],
  [
    'assignments',
    'a.b = 1; a += 2; a.n++; [a, b.c] = d; a ??= e',
    ['a.b = 1', 'a += 2', 'a.n += 1', 'a = d[0]', 'b.c = d[1]', 'a ??= e'],
  ],
  ['an assignment that is a value', 'f(a = g())', ['a = g()', 'do f(a)']],
  ['chained assignments', 'a = b.c = f()', ['a = f()', 'b.c = a']],
  ['chained assignments without a name', 'a.b = c.d = f()', ['# = f()', 'c.d = #', 'a.b = #']],
  ['a memo', 'const x = a || (a = f())', ['else a: a = f()', 'x = (a || a)']],
  [
    'if and else',
    'if (a) f(); else if (b) g(); else h()',
    ['if a: do f()', 'else a: if b: do g()', 'else a: else b: do h()'],
  ],
  ['an early return', 'if (a) return; f()', ['if a: return', 'else a: do f()']],
  [
    'early ways out, nested',
    'if (a) { if (b) throw c; f() } g()',
    ['if a: if b: throw c', 'if a: else b: do f()', 'do g()'],
  ],
  [
    'a chain of early returns',
    'if (a) return; else if (b) return; f()',
    ['if a: return', 'else a: if b: return', 'else a: else b: do f()'],
  ],
  ['a return in else', 'if (a) { f() } else return; g()', ['if a: do f()', 'else a: return', 'if a: do g()']],
  [
    'continue in a loop',
    'for (const a of b) { if (c) continue; f() } g()',
    ['loop: a = b[<>]', 'loop: else c: do f()', 'do g()'],
  ],
  ['the end of the process', 'if (!a) { process.exit(1) } f()', ['if (! a): do process.exit(1)', 'else (! a): do f()']],
  [
    'conditions as statements',
    'a && f(); b || g(); c ? h() : i()',
    ['if a: do f()', 'else b: do g()', 'if c: do h()', 'else c: do i()'],
  ],
  [
    'loops',
    'for (let i = 0; i < n; i++) f(); while (g()) h(); for (const k in o) j(k)',
    ['i = 0', 'loop (i < n): do f()', 'loop (i < n): i += 1', 'loop g(): do h()', 'loop: k = (in o)', 'loop: do j(k)'],
  ],
  ['a loop with an assignment for its test', 'while ((m = f())) g(m)', ['loop m: m = f()', 'loop m: do g(m)']],
  [
    'what comes one after another',
    'for await (const [a, b] of f()) {}',
    ['loop: # = await f()[<>]', 'loop: a = #[0]', 'loop: b = #[1]'],
  ],
  [
    'a switch',
    "switch (a) { case 1: case 2: f(); break; case 'x': g(); default: h() }",
    ['case a = [1, 2]: do f()', 'case a = "x": do g()', 'case a: do h()'],
  ],
  [
    'try',
    'try { f() } catch (e) { g(e) } finally { h() }',
    ['try: do f()', 'except: e = <>', 'except: do g(e)', 'finally: do h()'],
  ],
  ['using', '{ using a = f(); g() } h()', ['a = f()', 'with a: do g()', 'do h()']],
  ['functions come first', 'f(); function f() { return 1 }', ['f = function 1', 'do f()', 'f()', '  return 1']],
  [
    'arrow functions',
    'const f = async (a, { b } = {}, ...c) => a',
    ['f = function 1', 'async f(a, # = {}, rest c)', '  b = #.b', '  return a'],
  ],
  [
    'a function expression sees itself',
    'x.y = function f() { f() }',
    ['x.y = function 1', 'f()', '  f = function 1', '  do f()'],
  ],
  ['generators', 'function* f() { yield g(); yield* h }', ['f = function 1', '*f()', '  do <await g()>', '  do <h>']],
  [
    'names of functions around',
    'let n = 0; function f() { n++; m = 1; let k; k = 2 }',
    ['f = function 1', 'n = 0', 'f()', '  outer n += 1', '  outer m = 1', '  k = <>', '  k = 2'],
  ],
  [
    'methods of objects',
    'x = { a() {}, async b() {}, c: () => {} }',
    ['x = {"a": function 1, "b": function 2, "c": function 3}', 'a()', 'async b()', 'c()'],
  ],
  [
    'a prototype',
    'F.prototype.g = function () { return this.h }',
    ['F.prototype.g = function 1', 'g()', '  return this.h'],
  ],
  ['promises', 'f().then((a) => g(a)).catch(h)', ['do f().then(function 1).catch(h)', '(a)', '  return g(a)']],
  [
    'directives',
    "'use server'; function f() { 'use strict' }",
    ['do "use server"', 'f = function 1', 'f()', '  do "use strict"'],
  ],
  [
    'types of parameters',
    'function f(a: A, b?: n.B | null, c: C[], d: Promise<D>, e: string | E): F<G> {}',
    ['f = function 1', 'f(a: A, b: n.B, c: [C], d: D, e: <string, E>): F'],
  ],
  ['types that are written out', 'function f({ a }: { a: A }) {}', ['f = function 1', 'f(#: class 0)', '  a = #.a']],
  ['a type alias', 'type A = B; type C = { d: D }', ['A = B', 'C = class 0']],
  ['a namespace', 'namespace N { export const a = f(); g() }', ['a = f()', 'do g()', 'N = {"a": a}']],
  ['a sequence', '(f(), g()), (0, h.i)()', ['do f()', 'do g()', 'do h.i()']],
  [
    'a function that is bound to this',
    'class A { b() { f(function () { this.c = 1 }.bind(this)) } }',
    ['A = class 0', 'b() of class 0', '  do f(function 2.bind(this))', '() of class 0', '  this.c = 1'],
  ],
];

const classes: Table = [
  [
    'fields, methods and accessors',
    'class A extends B.C { static s = 1; #p = f(); t: T; constructor() { super() } get g() {} static h() {} i = () => {} }',
    [
      'class A < B.C',
      '  constructor() = 1',
      '  get g() = 2',
      '  static h() = 3',
      '  static s = 1',
      '  #p = f()',
      '  t: T',
      '  i = function 4',
    ],
  ],
  [
    'fields that functions set',
    'class A { constructor(d) { this.a = d; this.b ||= 1 } c = () => { this.e = 2 } }',
    ['class A', '  constructor() = 1', '  a = d in 1', '  b = 1 in 1', '  e = 2 in 2', '  c = function 2'],
  ],
  [
    'promoted parameters',
    'class A { constructor(private readonly b: B, c: C) {} }',
    ['class A', '  constructor() = 1', '  b: B = b in 1'],
  ],
  [
    'interfaces',
    'interface A extends B { c: C; d(): D } abstract class E implements A { abstract f(): F }',
    ['interface A < B', '  abstract d() = 1', '  c: C', 'abstract class E : A', '  abstract f() = 2'],
  ],
  [
    'decorators',
    '@A({ b: 1 }) class C { @D() e: E; @F("g") h(@I() i: J) {} }',
    ['class C', '  @A({"b": 1})', '  h() = 1', '  @D() e: E'],
  ],
  ['a class without a name', 'const A = class {}; module.exports = class extends B {}', ['class A', 'class  < B']],
  ['an enum', "enum A { B, C = 'c' }", ['enum A', '  static B = 0', '  static C = "c"']],
  ['computed names', 'class A { [f()]() {} }', ['class A', '  () = 1', '  do f()']],
];

const markup: Table = [
  [
    'components',
    '<A b={c()} d="e" {...f}><g.H /></A>',
    ['do markup A({"b": c(), "d": "e", ...f, "children": [markup g.H({})]})'],
  ],
  ['elements', '<p a={b}>{c()} text</p>', ['do <b, c()>']],
  ['fragments', '<>{a}{/* no */}</>', ['do <a>']],
];

describe('links between modules', () => {
  for (const [what, text, said] of links) test(what, () => assert.deepEqual(sayLinks(lower(text)), said));
});

describe('what functions do', () => {
  for (const [what, text, said] of events) test(what, () => assert.deepEqual(sayModule(lower(text)), said));
  for (const [what, text, said] of markup)
    test(`markup: ${what}`, () => assert.deepEqual(sayModule(lower(text, 'a.jsx')), said));
});

describe('classes', () => {
  for (const [what, text, said] of classes) test(what, () => assert.deepEqual(sayClasses(lower(text)), said));

  test('a static block runs with the code around it', () => {
    assert.deepEqual(sayModule(lower('class A { static { this.b = f() } }')), ['A.b = f()', 'A = class 0']);
  });
});

describe('for every text', () => {
  const files = ['fixtures', 'src', 'rules', 'test'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.([cm]?[jt]sx?|vue|svelte|astro)$/.test(path))
      .map((path) => join(folder, path)),
  );

  test('each call of the tree is one call of the model', () => {
    for (const [index, file] of files.entries())
      if (index % 3 === 0 || file.startsWith('fixtures')) holds(readFileSync(file, 'utf8'), file, index % 20 === 0);
  });

  test('also of what is broken', () => {
    const texts = files.filter((_, index) => index % 40 === 0).map((file) => readFileSync(file, 'utf8').slice(0, 4000));
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(4000),
        fc.nat(40),
        fc.constantFrom('.js', '.ts', '.tsx'),
        (text, at, length, end) => {
          holds(text.slice(0, at) + text.slice(at + length), `a${end}`);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('also of what is deep or long', () => {
    holds(`x = ${'f('.repeat(900)}1${')'.repeat(900)}`, 'a.js');
    holds(`${'if (a()) { '.repeat(900)}b()${'}'.repeat(900)}`, 'a.js');
    holds(`x = a()${' + b()'.repeat(3000)}`, 'a.js');
    holds(`a()${'.b()'.repeat(900)}`, 'a.js');
    holds(`if (a()) b()${' else if (a()) b()'.repeat(900)}`, 'a.js');
    holds(`x = ${'() => '.repeat(900)}f()`, 'a.js');
    holds(`x = ${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'a.js');
  });
});

function holds(text: string, path: string, isPlain = true): void {
  const { tree } = parseJavaScript(text, path);
  const module = lowerJavaScript(tree, text, path);
  if (isPlain) {
    assert.deepEqual(lowerJavaScript(tree, text, path), module);
    assert.deepEqual(JSON.parse(JSON.stringify(module)), module);
  }
  const wanted: string[] = [];
  walkJs(tree.program, (node) => {
    const isCall = /^(CallExpression|OptionalCallExpression|NewExpression|TaggedTemplateExpression)$/.test(node.type);
    if (isCall && !(node.type === 'CallExpression' && moduleOf(node)))
      wanted.push(`${Math.min(node.start ?? 0, text.length)} ${Math.min(node.end ?? 0, text.length)}`);
  });
  const found = [...callsOfModule(module)].filter(({ markup }) => !markup).map(({ start, end }) => `${start} ${end}`);
  assert.deepEqual(found.sort(), wanted.sort(), path);
  for (const fn of module.functions) {
    for (const expr of expressionsOf(fn)) {
      assert.ok(expr.start >= 0 && expr.end <= text.length && expr.start <= expr.end, path);
      if (expr.is === 'call' && isPlain)
        for (const one of within(expr)) assert.ok(expr.start <= one.start && one.end <= expr.end, path);
    }
    for (const { guard } of fn.events) assert.ok(guard === undefined || fn.guards[guard], path);
  }
}

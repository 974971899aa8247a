import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { lowerRuby } from '../../src/code/lower/ruby.js';
import type { CodeModule } from '../../src/code/model.js';
import { callsOfModule } from '../../src/code/walk.js';
import { parseRuby } from '../../src/parse/ruby.js';
import { loadGrammar } from '../../src/parse/syntax.js';
import { childOf, type SyntaxNode, walk } from '../../src/parse/syntax-node.js';
import { say, sayEvents, sayTop } from './say.js';

before(() => loadGrammar('ruby'));

function lower(text: string): CodeModule {
  return lowerRuby(parseRuby(text).tree, text, 'app/file.rb');
}

/** The members that assignments set are no calls; neither is `super` within its call. */
function isCall(node: SyntaxNode): boolean {
  if (node.type === 'super') return node.field !== 'method';
  if (node.type === 'yield' || node.type === 'subshell') return true;
  if (node.type !== 'call') return false;
  const isTarget =
    (node.field === 'left' && /assignment$/.test(node.parent?.type ?? '')) ||
    /^(left_assignment_list|destructured_left_assignment|rest_assignment)$/.test(node.parent?.type ?? '') ||
    node.parent?.type === 'exception_variable';
  return !isTarget || childOf(node, 'receiver') === undefined || childOf(node, 'arguments') !== undefined;
}

/** What must hold for any text, however broken. */
function checkShape(text: string): readonly string[] {
  const { tree } = parseRuby(text);
  const module = lowerRuby(tree, text, 'a.rb');
  assert.deepEqual(JSON.parse(JSON.stringify(module)), module);
  assert.deepEqual(lowerRuby(tree, text, 'a.rb'), module);
  const seen = [...callsOfModule(module)];
  const spans = seen.map(({ start, end }) => `${start}-${end}`);
  const twice = spans.filter((span, at) => spans.indexOf(span) !== at);
  assert.deepEqual(
    twice.map((span) => text.slice(...(span.split('-').map(Number) as [number, number]))),
    [],
    'no call stands twice',
  );
  for (const { start, end } of seen) assert.ok(start >= 0 && start <= end && end <= text.length);
  return spans;
}

/** Where nothing is broken, no call is lost. */
function check(text: string): void {
  const spans = new Set(checkShape(text));
  for (const node of walk(parseRuby(text).tree.root)) {
    if (isCall(node))
      assert.ok(spans.has(`${node.start}-${node.end}`), `is lowered: ${text.slice(node.start, node.end)}`);
  }
}

function* rubyFiles(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* rubyFiles(path);
    else if (/\.(rb|ru|rake)$/.test(entry.name)) yield path;
  }
}

test('every call of the Ruby in fixtures is a call of the model, once', () => {
  for (const path of rubyFiles('fixtures')) check(readFileSync(path, 'utf8'));
});

const statements: readonly (readonly [code: string, events: readonly string[]])[] = [
  ['a = f(b, *c, lock: true, &d)', ['a = f(b(), ...c(), lock: true, &d())']],
  ['f 1, "a" => 2, :b => 3, "c": 4', ['f(1, {"a": 2}, b: 3, c: 4)']],
  ['a, (b, *c) = d', ['#13 = d()', 'a = #13[0]', 'b = #13[1][0]', 'c = ?()']],
  ['a, b = 1, 2', ['a = 1', 'b = 2']],
  ['a = b = f', ['b = f()', 'a = b']],
  ['a = 1; f a, b', ['a = 1', 'f(a, b())']],
  ['a ||= f; a += 1', ['a ||= f()', 'a += 1']],
  ['x.y = f; x.y += 1; x[1] ||= f', ['x().y = f()', 'x().y += 1', 'x()[1] ||= f()']],
  ['A::B.c(1); ::D.e; f::G; A::h', ['A/B.c(1)', 'D.e()', 'f().G', 'A.h()']],
  ['return f if a; g', ['if a(): return f()', 'else a(): g()']],
  ['return unless a; g', ['else a(): return', 'if a(): g()']],
  ['if a then f elsif b then g else h end', ['if a(): f()', 'else a(): if b(): g()', 'else a(): else b(): h()']],
  ['if a then raise X, "y" else f end; g', ['if a(): throw raise(X, "y")', 'else a(): f()', 'else a(): g()']],
  ['unless a; f; else g; end', ['else a(): f()', 'if a(): g()']],
  ['a && f; a or return; g', ['if a(): f()', 'else a(): return', 'if a(): g()']],
  ['a ? f : g', ['if a(): f()', 'else a(): g()']],
  ['x = if a then b else c end', ['x = (a() ? b() : c())']],
  ['x = if a; y = 1; y; else c end', ['if a(): y = 1', 'if a(): #4 = y', 'else a(): #4 = c()', 'x = #4']],
  ['while a do f end', ['loop a(): f()']],
  ['f until a', ['loop (! a()): f()']],
  ['for a, b in c do f a end', ['loop c(): a = ?()[?()][0]', 'loop c(): b = ?()[?()][1]', 'loop c(): f(a)']],
  [
    'case a when 1, 2 then f when *B then g else h end',
    ['case a() [1, 2]: f()', 'case a() ?(B): g()', 'case a(): h()'],
  ],
  ['case when a then f when b then g end', ['if a(): f()', 'else a(): if b(): g()']],
  [
    'case a\nin {b:, c: [D => e]} then f b, e end',
    ['case a() ?(): b = ?()', 'case a() ?(): e = ?()', 'case a() ?(): f(b, e)'],
  ],
  [
    'begin; f; rescue A, B => e; g e; else; i; ensure; h; end',
    ['try: f()', 'except [A, B]: e = ?()', 'except [A, B]: g(e)', 'i()', 'finally: h()'],
  ],
  ['a = f rescue nil', ['a = (?() ? f() : null)']],
  ['f rescue g', ['try: f()', 'except: g()']],
  ['a&.b&.c(1)', ['a().b().c(1)']],
  ['a.()', ['a().call()']],
  ['f "x#{a.b}y", :z, %w[a b], /c/', ['f(<"x" a().b() "y">, "z", ["a", "b"], "/c/")']],
  ['f(<<~A, <<~B)\n  a#{c}\nA\n  b\nB\n', ['f(<"\\n  a" c() "\\n">, "b\\n")']],
  ['`ls #{a}`', ['`(<"ls " a()>)']],
  ['$a = 1; @b = $a', ['$a = 1', '@b = $a']],
  ['not a; !b; -c; 1..d', ['(! a())', '(! b())', '(- c())', '(1 .. d())']],
  ['a << b; a <=> b', ['(a() << b())', '(a() <=> b())']],
  ['f(a:, **b)', ['f(a: a(), ...b())']],
  ['f { |a, (b, c)| g a, b }', ['f(&function#1)']],
  ['exit 1 if a; f', ['if a(): exit(1)', 'else a(): f()']],
  ['(a; b).c', ['a()', 'b().c()']],
  ['X = 1; Y = Class.new(X) { def a = 1 }', ['X = 1', 'Y = class#0']],
];

for (const [code, events] of statements) {
  test(`reads ${code}`, () => {
    check(code);
    assert.deepEqual(sayTop(lower(code)), events);
  });
}

test('blocks see the names around them, and their last value is what they give', () => {
  const module = lower('a = 1\nf do |b|\n  a = b\n  c = a\n  next 2 if b\n  c\nend\nf { it + 1 }\ng { _1.h }\n');
  assert.deepEqual(sayEvents(module.functions[1]), ['a^ = b', 'c = a', 'if b: return 2', 'else b: return c']);
  assert.equal(module.functions[1]?.outer, 0);
  assert.deepEqual(sayEvents(module.functions[2]), ['return (it + 1)']);
  assert.deepEqual(
    module.functions[2]?.params.map(({ name }) => name),
    ['it'],
  );
  assert.deepEqual(sayEvents(module.functions[3]), ['return _1.h()']);
});

test('methods have their class; variables of objects are its fields', () => {
  const text = `
module Shop
  class Cart < Base
    include Countable
    LIMIT = 3
    @@all = {}
    attr_reader :items
    before_action :login, only: [:show] do |c|
      c.check
    end

    def initialize(items = [], *rest, owner:, **more, &block)
      @items = items
      self.owner = owner
      super
    end

    class << self
      def find(id) = new(id).load
      attr_accessor :store
    end

    def self.all
      @all ||= []
    end

    private def each
      return to_enum unless block_given?
      items.each { |item| yield item }
    end

    alias_method :walk, :each
  end
  Line = Struct.new(:price) do
    def total
      price * LIMIT
    end
  end
end
`;
  check(text);
  const module = lower(text);
  const [shop, cart, line] = module.classes;
  assert.deepEqual([shop?.is, shop?.fullName], ['module', 'Shop']);
  assert.deepEqual([cart?.is, cart?.fullName, cart?.bases.map(say)], ['class', 'Shop/Cart', ['Base']]);
  assert.deepEqual(cart?.mixes.map(say), ['Countable']);
  assert.deepEqual(
    cart?.methods.map(({ name, static: own }) => (own ? `self.${name}` : name)),
    ['items', 'initialize', 'self.find', 'self.store', 'self.all', 'each', 'walk'],
  );
  assert.deepEqual(
    cart?.fields.map(({ name, value, static: own }) => `${own ? 'self.' : ''}${name} = ${say(value)}`),
    ['self.LIMIT = 3', 'self.@@all = {}', '@items = items', 'owner = owner', 'self.@all = []'],
  );
  assert.deepEqual(cart?.macros.map(say), [
    'include(Countable)',
    'attr_reader("items")',
    'before_action("login", only: ["show"], &function#2)',
    'attr_accessor("store")',
    'private("each")',
    'alias_method("walk", "each")',
  ]);
  const events = (name: string) => sayEvents(module.functions.find((fn) => fn.name === name));
  assert.deepEqual(events('initialize'), [
    'this.@items = items',
    'this.owner = owner',
    'return super(items, ...rest, owner, ...more, &block)',
  ]);
  assert.deepEqual(events('find'), ['return this.new(id).load()']);
  assert.deepEqual(events('items'), ['return this.@items']);
  assert.deepEqual(events('each'), [
    'else block_given?(): return to_enum()',
    'if block_given?(): return items().each(&function#8)',
  ]);
  assert.deepEqual(sayEvents(module.functions[8]), ['return yield(item)']);
  assert.deepEqual(
    module.functions[7]?.params.map(({ name, kind }) => [name, kind]),
    [['yield', 'block']],
  );
  assert.deepEqual([line?.fullName, line?.methods.map(({ name }) => name)], ['Shop/Line', ['total', 'price']]);
  assert.equal(module.functions.find(({ name }) => name === 'total')?.owner, 2);
});

test('functions of a file have no class; other files are imported', () => {
  const module = lower(
    "require 'set'\nrequire_relative '../db'\nrequire File.expand_path('../../config/boot', __FILE__)\nrequire File.join(__dir__, 'x')\nautoload :Y, 'lib/y'\ndef f(a) = a\n",
  );
  assert.deepEqual(
    module.imports.map(({ module, local, name }) => [module, local, name]),
    [
      ['set', '', '*'],
      ['../db', '', '*'],
      ['../config/boot', '', '*'],
      ['./x', '', '*'],
      ['lib/y', '', '*'],
    ],
  );
  assert.equal(sayTop(module).at(-1), 'f = function#1');
});

test('code that is broken, hostile or very deep is read as far as it goes', () => {
  const sources = [...rubyFiles('fixtures')].slice(0, 6).map((path) => readFileSync(path, 'utf8').slice(0, 1500));
  const cut = fc
    .tuple(fc.constantFrom(...sources), fc.nat(1500), fc.nat(80))
    .map(([text, at, length]) => text.slice(0, at) + text.slice(at + length));
  fc.assert(
    fc.property(cut, (text) => void checkShape(text)),
    { numRuns: 60 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => void checkShape(text)),
    { numRuns: 60 },
  );
  const deep = [
    `${'f('.repeat(10_000)}1${')'.repeat(10_000)}`,
    `${'if a\n'.repeat(10_000)}${'end\n'.repeat(10_000)}`,
    `a${'.b'.repeat(10_000)}`,
    `${'['.repeat(10_000)}`,
    `${'x { '.repeat(5_000)}${'}'.repeat(5_000)}`,
    `a = ${'1 + '.repeat(10_000)}1`,
  ];
  for (const text of deep) checkShape(text);
});

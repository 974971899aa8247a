import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { codeLanguageOf } from '../../src/code/lower/languages.js';
import { lowerPhp } from '../../src/code/lower/php.js';
import type { Call, CodeModule, Expr } from '../../src/code/model.js';
import { expressionsOf, within } from '../../src/code/walk.js';
import { parsePhp } from '../../src/parse/php.js';
import { loadGrammar } from '../../src/parse/syntax.js';
import { type SyntaxNode, walk } from '../../src/parse/syntax-node.js';
import { say, sayEvents, sayTop } from './say.js';

before(() => loadGrammar('php'));

function lower(text: string): CodeModule {
  return lowerPhp(parsePhp(text).tree, text, 'app/file.php');
}

/** All calls of a module; one that stands under two branches is the same object. */
function callsIn(module: CodeModule): ReadonlySet<Call> {
  const calls = new Set<Call>();
  const add = (exprs: Iterable<Expr>) => {
    for (const expr of exprs) if (expr.is === 'call') calls.add(expr);
  };
  for (const fn of module.functions) {
    add(expressionsOf(fn));
    for (const { decorators = [] } of fn.params) for (const one of decorators) add(within(one));
    for (const one of fn.decorators) add(within(one));
  }
  for (const { bases, macros, decorators, fields } of module.classes) {
    for (const one of [...bases, ...macros, ...decorators]) add(within(one));
    for (const { value, fn, decorators: above = [] } of fields) {
      if (value && fn === undefined) add(within(value));
      for (const one of above) add(within(one));
    }
  }
  return calls;
}

const callTypes =
  /^(function|scoped|member|nullsafe_member)_call_expression$|^object_creation_expression$|^exit_statement$|^shell_command_expression$/;

function callNodes(root: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const node of walk(root)) {
    const list = node.children.find(({ type }) => type === 'arguments');
    if (list?.children.some(({ type }) => type === 'variadic_placeholder')) continue;
    if (callTypes.test(node.type)) found.push(node);
  }
  return found;
}

function* phpFiles(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* phpFiles(path);
    else if (entry.name.endsWith('.php')) yield path;
  }
}

/** What must hold for any text, however broken. */
function checkShape(text: string): readonly string[] {
  const { tree } = parsePhp(text);
  const module = lowerPhp(tree, text, 'a.php');
  assert.deepEqual(JSON.parse(JSON.stringify(module)), module);
  assert.deepEqual(lowerPhp(tree, text, 'a.php'), module);
  const seen = [...callsIn(module)];
  const spans = seen.map(({ start, end }) => `${start}-${end}`);
  assert.equal(new Set(spans).size, spans.length, 'no call stands twice');
  for (const { start, end } of seen) assert.ok(start >= 0 && start <= end && end <= text.length);
  return spans;
}

/** Where nothing is broken, no call is lost. */
function check(text: string): void {
  const spans = checkShape(text);
  const { tree } = parsePhp(text);
  const module = lowerPhp(tree, text, 'a.php');
  // the folder of an included file is no call of its own
  const included = module.imports.filter(({ local }) => local === '');
  for (const { start, end } of callNodes(tree.root)) {
    if (included.some((one) => one.start <= start && end <= one.end)) continue;
    assert.ok(spans.includes(`${start}-${end}`), `is lowered: ${text.slice(start, end)}`);
  }
}

test('every call of the PHP in fixtures is a call of the model, once', () => {
  for (const path of phpFiles('fixtures')) check(readFileSync(path, 'utf8'));
});

const statements: readonly (readonly [code: string, events: readonly string[]])[] = [
  ['$a = f($b, ...$c, lock: true);', ['$a = f($b, ...$c, lock: true)']],
  ['[$a, "k" => $b, [$c]] = $d;', ['$a = $d[0]', '$b = $d["k"]', '$c = $d[2][0]']],
  ['[, $a] = f();', ['$#6 = f()', '$a = $#6[1]']],
  ['if ($a) return; f();', ['if $a: return', 'else $a: f()']],
  ['if ($a) { f(); } else { exit(1); } g();', ['if $a: f()', 'else $a: exit(1)', 'if $a: g()']],
  [
    'if ($a) die; elseif ($b) { throw new E; } g();',
    ['if $a: die()', 'else $a: if $b: throw new E()', 'else $a: else $b: g()'],
  ],
  ["defined('X') || exit; f();", ['else defined("X"): exit()', 'if defined("X"): f()']],
  ['$a and f();', ['if $a: f()']],
  ['$a ? f() : g();', ['if $a: f()', 'else $a: g()']],
  ['while ($row = next_row()) { f($row); }', ['$row = next_row()', 'loop $row: f($row)']],
  [
    'foreach ($rows as $k => [$a]) f($a);',
    ['loop $rows: $k = ?()', 'loop $rows: $a = $rows[?()][0]', 'loop $rows: f($a)'],
  ],
  ['for ($i = 0; $i < 2; $i++) f();', ['$i = 0', 'loop ($i < 2): f()', 'loop ($i < 2): $i += 1']],
  ['switch ($a) { case 1: case 2: f(); break; default: g(); }', ['case $a [1, 2]: f()', 'case $a: g()']],
  [
    'return match ($a) { 1, 2 => f(), default => throw new E };',
    ['case $a [1, 2]: return f()', 'case $a: throw new E()'],
  ],
  ['f(match ($a) { 1 => g(), default => h() });', ['f(({1: g()}[$a] ?? h()))']],
  [
    'try { f(); } catch (A | B $e) { g(); } finally { h(); }',
    ['try: f()', 'except ?(A, B): $e = ?()', 'except ?(A, B): g()', 'finally: h()'],
  ],
  ['$a = $b ?: $c ?? $d;', ['$a = ($b || ($c ?? $d))']],
  ["$a = 'x' . '/' . $b . \"y{$c->d}$e[k]\";", ['$a = <"x/" $b "y" $c.d $e["k"]>']],
  ['$a[] = f(); $a["x"] ??= 1; $a .= "b";', ['$a[?()] = f()', '$a["x"] ??= 1', '$a .= "b"']],
  [
    '$a?->b?->c(1); A::b(); A::$b; A::B; A::class; $a->$b();',
    ['$a.b.c(1)', 'A.b()', 'A.b', 'A.B', 'A.class', '$a[$b]()'],
  ],
  ['$f = strlen(...); $g = A::b(...);', ['$f = strlen', '$g = A.b']],
  ['$a = [1, ...$b]; $c = ["x" => 1, ...$b, 2];', ['$a = [1, ?($b)]', '$c = {"x": 1, ...$b, 0: 2}']],
  ['`ls $a`;', ['shell_exec(<"ls " $a>)']],
  ['$a = (int) @f();', ['$a = f()']],
  ["define('A', f());", ['A = define("A", f())']],
  ['const A = 1;', ['A = 1']],
  ['$a = $b[f()] = g();', ['$b[f()] = g()', '$a = ?()']],
  ['unset($a[1]);', ['unset($a[1])']],
  ['if ($a): ?><b><?= f() ?></b><?php else: g(); endif;', ['if $a: echo()', 'if $a: f()', 'else $a: g()']],
];

for (const [code, events] of statements) {
  test(`reads ${code}`, () => {
    check(`<?php ${code}`);
    assert.deepEqual(sayTop(lower(`<?php ${code}`)), events);
  });
}

test('class names are whole; functions keep their plain name', () => {
  const module = lower(`<?php
    namespace App\\Jobs;
    use Illuminate\\Support\\Facades\\{Storage, Cache as C};
    use function App\\Helpers\\place;
    Storage::disk('s3'); C::get('x'); new Local(); \\Redis::x(); namespace\\Y::z(); file_put_contents('a', 'b'); place();
  `);
  assert.equal(module.namespace, 'App/Jobs');
  assert.deepEqual(
    module.imports.map(({ local, module: of, name }) => [local, of, name]),
    [
      ['Storage', 'Illuminate/Support/Facades/Storage', '*'],
      ['C', 'Illuminate/Support/Facades/Cache', '*'],
      ['place', 'App/Helpers/place', '*'],
    ],
  );
  assert.deepEqual(sayTop(module), [
    'Illuminate/Support/Facades/Storage.disk("s3")',
    'Illuminate/Support/Facades/Cache.get("x")',
    'new App/Jobs/Local()',
    'Redis.x()',
    'App/Jobs/Y.z()',
    'file_put_contents("a", "b")',
    'App/Helpers/place()',
  ]);
});

test('a class: types, properties, promoted parameters, its own name', () => {
  const module = lower(`<?php
    namespace App;
    #[Route('/x')]
    class Box extends Base implements Job {
      use Queued;
      const DIR = '/tmp';
      /** @var \\Redis[] */
      private array $all = [];
      public function __construct(private ?Http $http, protected int $n = 1) { $this->all[] = $http; $this->last = $n; }
      /** @param User|null $user @return static */
      public static function make($user) { self::$made = new static(fn() => static::DIR); return parent::make($user); }
    }
  `);
  const [box] = module.classes;
  assert.equal(box?.fullName, 'App/Box');
  assert.deepEqual(
    [box?.bases.map(say), box?.implements.map(say), box?.mixes.map(say)],
    [['App/Base'], ['App/Job'], ['App/Queued']],
  );
  assert.deepEqual(box?.decorators.map(say), ['App/Route("/x")']);
  assert.deepEqual(
    box?.fields.map((field) => [field.name, say(field.type), say(field.value), field.fn, field.static === true]),
    [
      ['DIR', '-', '"/tmp"', undefined, true],
      ['all', '[Redis]', '[]', undefined, false],
      ['http', 'App/Http', '$http', 1, false],
      ['n', 'int', '$n', 1, false],
      ['last', '-', '$n', 1, false],
      ['made', '-', 'new App/Box(function#3)', 2, true],
    ],
  );
  const make = module.functions[2];
  assert.deepEqual(
    [make?.static, make?.params.map(({ type }) => say(type)), say(make?.returns)],
    [true, ['App/User'], 'App/Box'],
  );
  assert.deepEqual(sayEvents(make), ['App/Box.made = new App/Box(function#3)', 'return super.make($user)']);
  assert.deepEqual(sayEvents(module.functions[3]), ['return App/Box.DIR']);
});

test('closures see what they use; `global` and references are assigned outside', () => {
  const module = lower(`<?php
    $run = function () use (&$n, $m) { $n = 1; $k = 2; };
    function f() { global $db; $db = 1; }
    $plain = function () { };
  `);
  const [, run, f, plain] = module.functions;
  assert.deepEqual([run?.name, run?.outer, sayEvents(run)], ['$run', 0, ['$n^ = 1', '$k = 2']]);
  assert.deepEqual([f?.outer, sayEvents(f)], [0, ['$db^ = 1']]);
  assert.equal(plain?.outer, undefined);
});

test('files that are taken in are imports where their path can be told', () => {
  const module = lower(`<?php
    require 'a.php'; include __DIR__ . '/b.php'; require_once dirname(__DIR__, 2) . '/c.php';
    $config = include dirname(__FILE__) . '/d.php'; require ROOT . '/e.php';
  `);
  assert.deepEqual(
    module.imports.map(({ local, module: of }) => local + of),
    ['a.php', './b.php', '../../c.php', './d.php'],
  );
  assert.deepEqual(sayTop(module).slice(-2), ['$config = import(./d.php)', 'require(<ROOT "/e.php">)']);
});

test('a docblock above an assignment says what the variable is', () => {
  const module = lower('<?php /** @var \\App\\Form $form */ $form = make(); $other = make();');
  const binds = module.functions[0]?.events.filter((event) => event.is === 'bind') ?? [];
  assert.deepEqual(
    binds.map((event) => event.is === 'bind' && say(event.type)),
    ['App/Form', '-'],
  );
});

test('broken and deep texts give what can be read', () => {
  for (const text of ['<?php class {', '<?php f(g(', '<?php if (', '', '<html>', '<?php class A { case x = f(); }'])
    check(text);
  lower(`<?php $a = ${'['.repeat(10_000)}${']'.repeat(10_000)};`);
  lower(`<?php ${'if ($a) {'.repeat(10_000)}`);
  lower(`<?php $a = ${"'x' . ".repeat(3000)}'y';`);
});

test('cut anywhere, a file still gives what can be read', () => {
  const texts = [...phpFiles('fixtures')].slice(0, 40).map((path) => readFileSync(path, 'utf8').slice(0, 4000));
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(40), (text, at, lost) => {
      const cut = at % (text.length + 1);
      checkShape(text.slice(0, cut) + text.slice(cut + lost));
    }),
    { numRuns: 60 },
  );
});

describe('a file of PHP', () => {
  const texts = [
    'resources/lang/de/shop.php',
    'lang/pt-BR/auth.php',
    'app/Language/en/Orders.php',
    'messages/zh-Hans-CN/app.php',
  ];
  for (const path of texts)
    test(`that only holds texts is no code: ${path}`, () => assert.equal(codeLanguageOf(path), undefined));
  const code = ['app/Lang/Switcher.php', 'lang/Loader.php', 'src/Messages/Send.php', 'config/app.php'];
  for (const path of code)
    test(`that does something is code: ${path}`, () => assert.equal(codeLanguageOf(path), 'php'));
});

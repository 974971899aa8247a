import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  parsePhp,
  phpArgument,
  phpArguments,
  phpArray,
  phpCallName,
  phpChain,
  phpEntry,
  phpImports,
  phpLiteral,
  phpResolve,
  phpString,
  phpWholeChain,
} from '../../src/parse/php.js';
import { loadGrammar } from '../../src/parse/syntax.js';
import { childOf, firstOf, type SyntaxNode, sourceOf, walk } from '../../src/parse/syntax-node.js';

before(() => loadGrammar('php'));

const strings: readonly (readonly [code: string, value: string | undefined])[] = [
  ["'a'", 'a'],
  ["''", ''],
  ['""', ''],
  ["'it\\'s \\\\ \\n'", "it's \\ \\n"],
  ['"a\\tb\\n\\"\\$\\\\"', 'a\tb\n"$\\'],
  ['"\\x41\\u{1F600}\\101\\q"', 'A😀A\\q'],
  ['"a $b"', undefined],
  ['"a {$b->c}"', undefined],
  ["('a')", 'a'],
  ['<<<EOT\n  one\\t1\n   two\n  EOT', 'one\t1\n two'],
  ["<<<'EOT'\n  one\\t1\n   two\n  EOT", 'one\\t1\n two'],
  ['<<<EOT\nEOT', ''],
  ['<<<EOT\n  $a\n  EOT', undefined],
  ['$a', undefined],
  ['1', undefined],
  ["'a' . 'b'", undefined],
];

for (const [code, value] of strings) {
  test(`the string ${JSON.stringify(code)} is ${JSON.stringify(value)}`, () => {
    const { text, node } = expression(code);
    assert.equal(phpString(text, node), value);
  });
}

const literals: readonly (readonly [string, string | number | boolean | null | undefined])[] = [
  ['TRUE', true],
  ['false', false],
  ['null', null],
  ['1_000', 1000],
  ['-1.5', -1.5],
  ['0x1F', 31],
  ['017', 15],
  ["'x'", 'x'],
  ['-$a', undefined],
  ['!true', undefined],
];

for (const [code, value] of literals) {
  test(`the literal ${code} is ${JSON.stringify(value)}`, () => {
    const { text, node } = expression(code);
    assert.equal(phpLiteral(text, node), value);
  });
}

test('entries of an array have their key, their value and their place', () => {
  const { text, node } = expression("['k' => env('A'), /* no */ 2, ...$more, 'k' => 3, ]");
  assert.deepEqual(
    phpArray(node).map(({ key, value, spread }) => [key && sourceOf(text, key), sourceOf(text, value), spread]),
    [
      ["'k'", "env('A')", false],
      [undefined, '2', false],
      [undefined, '$more', true],
      ["'k'", '3', false],
    ],
  );
  assert.equal(phpLiteral(text, phpEntry(text, node, 'k')?.value), 3);
  assert.equal(phpEntry(text, node, 'missing'), undefined);
  assert.equal(phpArray(expression("array('a' => 1)").node).length, 1);
  assert.deepEqual(phpArray(expression('$a').node), []);
});

test('arguments are found by name first, then by position', () => {
  const { text, node } = expression('f(1, /* why */ "two", lock: true, ...$rest)');
  const args = phpArguments(text, node);
  assert.deepEqual(
    args.map(({ name, value, spread }) => [name, sourceOf(text, value), spread]),
    [
      [undefined, '1', false],
      [undefined, '"two"', false],
      ['lock', 'true', false],
      [undefined, '$rest', true],
    ],
  );
  assert.equal(phpString(text, phpArgument(args, 1)), 'two');
  assert.equal(phpLiteral(text, phpArgument(args, 5, 'lock')), true);
  assert.equal(phpArgument(args, 2), undefined);
  assert.equal(phpArgument(args, 3), undefined);
});

const names: readonly (readonly [string, string | undefined])[] = [
  ["env('A')", 'env'],
  ["\\env('A')", 'env'],
  ['Schedule::command()', 'Schedule::command'],
  ['\\A\\Schedule::command()', 'A\\Schedule::command'],
  ['static::boot()', 'static::boot'],
  ['$a->onOneServer()', '->onOneServer'],
  ['$a?->onOneServer()', '->onOneServer'],
  ['new Foo', 'new Foo'],
  ['new \\A\\Foo(1)', 'new A\\Foo'],
  ['new class {}', undefined],
  ['$a->$b()', undefined],
  ['$a::make()', undefined],
  ['$a()', undefined],
  ['$a->b', undefined],
];

for (const [code, name] of names) {
  test(`the call ${code} is named ${name}`, () => {
    const { text, node } = expression(code);
    assert.equal(phpCallName(text, node), name);
  });
}

const chains: readonly (readonly [code: string, receiver: string | undefined, links: readonly string[]])[] = [
  [
    "$schedule->command('x')->daily()?->onOneServer()",
    '$schedule',
    ['method command', 'method daily', 'method onOneServer'],
  ],
  ["Schedule::command('x')->daily()", 'Schedule', ['static command', 'method daily']],
  ["schedule('x')->daily()", undefined, ['function schedule', 'method daily']],
  ['(new Foo(1))->bar()', undefined, ['new Foo', 'method bar']],
  ["$this->app->make('x')", '$this', ['property app', 'method make']],
  ['Foo::BAR->value', 'Foo', ['constant BAR', 'property value']],
  ["$a['x']->y()", "$a['x']", ['method y']],
];

for (const [code, receiver, links] of chains) {
  test(`the chain ${code} is read from the inside out`, () => {
    const { text, node } = expression(code);
    const chain = phpChain(text, node);
    assert.equal(chain?.receiver && sourceOf(text, chain.receiver), receiver);
    assert.deepEqual(
      chain?.links.map((link) => `${link.is} ${link.name}`),
      links,
    );
    for (const link of chain?.links ?? []) assert.equal(sourceOf(text, link.nameNode), link.name);
    assert.equal(chain?.links.at(-1)?.node, node);
  });
}

test('from the first call of a chain the whole chain is found', () => {
  const { text, node } = expression("$s->command('x')->daily()->onOneServer()");
  const inner = [...walk(node)].find((each) => sourceOf(text, each) === "$s->command('x')");
  assert.ok(inner);
  assert.equal(phpWholeChain(inner), node);
  assert.equal(phpChain(text, expression('1 + 2').node), undefined);
});

test('a group of imports may end in a comma', () => {
  const { tree, problems } = parsePhp('<?php use A\\{ B, C\\D, };');
  assert.deepEqual(problems, []);
  assert.deepEqual(Object.fromEntries(phpImports(tree)), { B: 'A\\B', D: 'A\\C\\D' });
});

test('imports make class names whole', () => {
  const uses = 'use A\\B as C; use D\\{E, F\\G as H}; use \\I\\J;';
  const imports = phpImports(parsePhp(`<?php ${uses}`).tree);
  assert.deepEqual(Object.fromEntries(imports), { C: 'A\\B', E: 'D\\E', H: 'D\\F\\G', J: 'I\\J' });
  assert.equal(phpResolve('C', imports), 'A\\B');
  assert.equal(phpResolve('H\\X', imports), 'D\\F\\G\\X');
  assert.equal(phpResolve('Other', imports), 'Other');
});

test('a template is read as text with PHP in it', () => {
  const text = "<p>{{ $a }}</p>\n<?php echo env('A'); ?>\n@php x() @endphp\n";
  const { tree, problems } = parsePhp(text);
  assert.deepEqual(problems, []);
  const call = firstOf(tree.root, 'function_call_expression');
  assert.equal(call?.start, text.indexOf('env'));
});

/** The node of an expression, and the text that it stands in. */
function expression(code: string): { text: string; node: SyntaxNode } {
  const text = `<?php\n$value = ${code};\n`;
  const node = childOf(firstOf(parsePhp(text).tree.root, 'assignment_expression'), 'right');
  assert.ok(node, code);
  return { text, node };
}

test('a comment behind the last comma of a group of imports is no problem', () => {
  for (const text of ['<?php\nuse App\\{\n  A,\n  B, // why\n};\n', '<?php\nuse App\\{A, B, /* x */};\n']) {
    const { tree, problems } = parsePhp(text);
    assert.deepEqual([problems, [...phpImports(tree).keys()]], [[], ['A', 'B']]);
  }
});

test('what each further sign makes slower to read is given up and said', () => {
  const { problems } = parsePhp(`<?php\n\nreturn ['failed' ${'{{-'.repeat(4096)}=> 1];\n`);
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['too tangled to be read'],
  );
});

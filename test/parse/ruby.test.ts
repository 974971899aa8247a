import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  parseRuby,
  rubyArguments,
  rubyAssignments,
  rubyBlock,
  rubyChain,
  rubyEnv,
  rubyItems,
  rubyKeyword,
  rubyLiteral,
  rubyPair,
  rubyPairs,
  rubyPath,
  rubyString,
  rubySymbol,
  rubyText,
} from '../../src/parse/ruby.js';
import { loadGrammar } from '../../src/parse/syntax.js';
import { childOf, firstOf, type SyntaxNode, sourceOf } from '../../src/parse/syntax-node.js';

before(() => loadGrammar('ruby'));

const strings: readonly (readonly [code: string, value: string | undefined])[] = [
  ["'a'", 'a'],
  ['""', ''],
  ["'it\\'s \\\\ \\n'", "it's \\ \\n"],
  ['"a\\n\\x41\\u00e9\\u{1F600 41}\\101\\"\\#\\q"', 'a\nAé😀AA"#q'],
  ['"a#{b}"', undefined],
  ['\'a\' "b"', 'ab'],
  ['%q(a\\n)', 'a\\n'],
  ['%Q(a\\n)', 'a\n'],
  ['?a', 'a'],
  ['"a".freeze', 'a'],
  ['"a".upcase', undefined],
  ['<<~EOS\n  one\n    two\\n\nEOS', 'one\n  two\n\n'],
  ["<<~'EOS'\n  one\\n\nEOS", 'one\\n\n'],
  ['<<-EOS\n  one\n  EOS', '  one\n'],
  ['<<~EOS\n  #{one}\nEOS', undefined],
];

for (const [code, value] of strings) {
  test(`the string ${JSON.stringify(code)} is ${JSON.stringify(value)}`, () => {
    const { text, node } = expression(code);
    assert.equal(rubyString(text, node), value);
    assert.equal(rubySymbol(text, node), undefined);
  });
}

const literals: readonly (readonly [code: string, value: string | number | boolean | null | undefined])[] = [
  [':a', 'a'],
  [':"a b"', 'a b'],
  ['true', true],
  ['false', false],
  ['nil', null],
  ['1_000', 1000],
  ['-1.5', -1.5],
  ['017', 15],
  ['"a"', 'a'],
  ['a', undefined],
];

for (const [code, value] of literals) {
  test(`the literal ${code} is ${JSON.stringify(value)}`, () => {
    const { text, node } = expression(code);
    assert.equal(rubyLiteral(text, node), value);
  });
}

test('each heredoc of a line has its own body', () => {
  const text = 'it = f(<<~A, <<~B)\n  one\nA\n  two\nB\n';
  const call = firstOf(parseRuby(text).tree.root, 'call');
  assert.deepEqual(
    rubyArguments(text, call).map((arg) => rubyString(text, arg.value)),
    ['one\n', 'two\n'],
  );
});

test('arguments are positional, named, unpacked or a block', () => {
  const { text, node } = expression("f(1, *a, key: 2, :other => 3, 'x' => 4, short:, **b, &c)");
  assert.deepEqual(
    rubyArguments(text, node).map(({ is, name, value }) => [is, name, sourceOf(text, value)]),
    [
      ['positional', undefined, '1'],
      ['splat', undefined, 'a'],
      ['keyword', 'key', '2'],
      ['keyword', 'other', '3'],
      ['keyword', 'x', '4'],
      ['keyword', 'short', 'short'],
      ['splat', undefined, 'b'],
      ['block', undefined, 'c'],
    ],
  );
  assert.equal(rubyLiteral(text, rubyKeyword(text, rubyArguments(text, node), 'other')), 3);
  const braces = expression('f(:a, { key: 5 })');
  assert.equal(rubyLiteral(braces.text, rubyKeyword(braces.text, rubyArguments(braces.text, braces.node), 'key')), 5);
});

test('hashes and lists give their entries with their places', () => {
  const { text, node } = expression(`{ host: "a", :b => 1, 'c' => :d, "e": 2, **z, [1] => 3, host: "f" }`);
  assert.deepEqual(
    rubyPairs(text, node).map(({ name, key, value }) => [name, key && sourceOf(text, key), sourceOf(text, value)]),
    [
      ['host', 'host', '"a"'],
      ['b', ':b', '1'],
      ['c', "'c'", ':d'],
      ['e', '"e"', '2'],
      [undefined, undefined, 'z'],
      [undefined, '[1]', '3'],
      ['host', 'host', '"f"'],
    ],
  );
  assert.equal(rubyString(text, rubyPair(text, node, 'host')), 'f');
  for (const code of ['[:a, "b"]', '%w[a b]', '%i[a b]', '%w[a b].freeze', ':a, "b"']) {
    const list = expression(code);
    assert.deepEqual(
      rubyItems(list.node).map((item) => rubyText(list.text, item)),
      ['a', 'b'],
    );
  }
});

const chains: readonly (readonly [
  code: string,
  path: string | undefined,
  receiver: string | undefined,
  links: readonly string[],
])[] = [
  [
    'Rails.application.configure do |a| b end',
    'Rails.application.configure',
    'Rails',
    ['application 0', 'configure 0 |a| b'],
  ],
  ['config.x&.y', 'config.x.y', 'config', ['x 0', 'y 0']],
  ['every(1.day, at: "4:30") { run }', 'every', undefined, ['every 2 || run']],
  ['Foo::Bar.new(1).go', undefined, 'Foo::Bar', ['new 1', 'go 0']],
  ['a.b[:c].d', undefined, 'a', ['b 0', '[] 1', 'd 0']],
  ['a.(1)', undefined, 'a', ['call 1']],
];

for (const [code, path, receiver, links] of chains) {
  test(`the chain ${code} is read from the inside out`, () => {
    const { text, node } = expression(code);
    assert.equal(rubyPath(text, node), path);
    const chain = rubyChain(text, node);
    assert.equal(chain?.receiver && sourceOf(text, chain.receiver), receiver);
    const found = chain?.links.map(({ name, args, block }) => {
      const statements = block?.statements.map((each) => sourceOf(text, each)).join('; ');
      return `${name} ${args.length}${block ? ` |${block.parameters.join()}| ${statements}` : ''}`;
    });
    assert.deepEqual(found, links);
  });
}

const reads: readonly (readonly [code: string, name: string | undefined, fallback: string | undefined])[] = [
  ['ENV["A"]', 'A', undefined],
  ['ENV.fetch("A")', 'A', undefined],
  ['ENV.fetch("A", 5)', 'A', '5'],
  ['ENV.fetch("A") { 5 }', 'A', '5'],
  ['ENV.fetch "A", 5', 'A', '5'],
  ['ENV["A"] || 5', 'A', '5'],
  ['OTHER["A"]', undefined, undefined],
  ['ENV.key?("A")', undefined, undefined],
];

for (const [code, name, fallback] of reads) {
  test(`${code} reads ${name ?? 'no variable'}`, () => {
    const { text, node } = expression(code);
    const read = rubyEnv(text, node);
    assert.equal(rubyString(text, read?.name), name);
    assert.equal(read?.fallback && sourceOf(text, read.fallback), fallback);
  });
}

const config = `\uFEFF# 😀\r
Rails.application.configure do\r
  config.cache_store = :redis_cache_store, { url: "é" }\r
  config.x.y ||= 1\r
  config.z[:a][:b] = 2\r
  config.hosts << "h"\r
  config.force_ssl = true if A\r
  if B\r
    config.c = 1\r
  elsif C\r
    config.c = 2\r
  else\r
    config.c = 3\r
  end\r
  config.d = 1 unless D\r
  case E\r
  when :e then config.e = 1\r
  else config.e = 2\r
  end\r
end\r
F::G = H = 1\r
a, b = 1, 2\r
def m\r
  @i = 1\r
end if Z\r
`;

test('assignments come with their place and with what guards them', () => {
  const { tree, problems } = parseRuby(config);
  assert.deepEqual(problems, []);
  const found = rubyAssignments(config, tree.root).map(({ path, keys, operator, value, guards }) => {
    const tests = guards.map(({ is, test }) => ` {${is}${test ? ` ${sourceOf(config, test)}` : ''}}`).join('');
    return `${path}${keys.map((key) => `[${sourceOf(config, key)}]`).join('')} ${operator} ${sourceOf(config, value)}${tests}`;
  });
  assert.deepEqual(found, [
    'config.cache_store = :redis_cache_store, { url: "é" }',
    'config.x.y ||= 1',
    'config.z[:a][:b] = 2',
    'config.hosts << "h"',
    'config.force_ssl = true {if A}',
    'config.c = 1 {if B}',
    'config.c = 2 {unless B} {if C}',
    'config.c = 3 {unless B} {unless C}',
    'config.d = 1 {unless D}',
    'config.e = 1 {case :e}',
    'config.e = 2 {case}',
    'F::G = 1',
    'H = 1',
    'a = 1',
    'b = 2',
    '@i = 1',
  ]);
});

test('a call without a block has none', () => {
  const { text, node } = expression('f(1)');
  assert.equal(rubyBlock(text, node), undefined);
  assert.equal(rubyChain(text, expression('1').node), undefined);
});

function expression(code: string): { text: string; node: SyntaxNode } {
  const text = `it = ${code}\n`;
  const node = childOf(firstOf(parseRuby(text).tree.root, 'assignment'), 'right');
  assert.ok(node, code);
  return { text, node };
}

test('a block handed on without a name is read wherever its line ends', () => {
  const { problems } = parseRuby(
    'def a(b, **c, &)\n  tag.div b, **c, &\nend\n\ndef d(&)\n  e(\n    1, &\n  )\n  f(&)\nend\n',
  );
  assert.deepEqual(problems, []);
});

test('what the parser cannot find an end to is given up and said', () => {
  const text = `config.ssl${' =true\n  '.repeat(1500)}`;
  const { tree, problems } = parseRuby(text);
  assert.equal(tree.text, text);
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['too tangled to be read'],
  );
});

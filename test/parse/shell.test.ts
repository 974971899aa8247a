import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { parseShell, type ShellCommand } from '../../src/parse/shell.js';
import { unquoteShell } from '../../src/parse/shell-words.js';
import { loadGrammar } from '../../src/parse/syntax.js';

before(() => loadGrammar('bash'));

const words: readonly (readonly [raw: string, text: string])[] = [
  ['plain', 'plain'],
  ["'a $b'", 'a $b'],
  ['"a \\"$b\\" \\n"', 'a "$b" \\n'],
  ['a"b"\'c\'\\ d', 'abc d'],
  ["$'a\\n\\x41\\''", "a\nA'"],
  ['${X:-d}', '${X:-d}'],
  ['"${X:-"d}"}"', '${X:-"d}"}'],
  ['"$(cmd \'")\')"', "$(cmd '\")')"],
  ['"$(cmd "q")"', '$(cmd "q")'],
  ["`cmd 'a'`", "`cmd 'a'`"],
  ['a\\\r\nb', 'ab'],
  ["'open", 'open'],
  ['"${open', '${open'],
];

for (const [raw, text] of words) {
  test(`the word ${JSON.stringify(raw)} means ${JSON.stringify(text)}`, () => assert.equal(unquoteShell(raw), text));
}

const lines: readonly (readonly [script: string, commands: readonly string[]])[] = [
  ['php artisan migrate --force', ['php artisan migrate --force']],
  ['A=1 B="x y" php a &', ['A=1 B=x y php a [background]']],
  ['exec gosu www nginx -g "daemon off;"', ['gosu www nginx -g daemon off; [exec]']],
  ['exec -a name php x', ['php x [exec]']],
  ['exec > log', ['exec > log']],
  ['a | b 2>&1 >> c', ['a [piped]', 'b 2>& 1 >> c [piped]']],
  ['a && b || c', ['a', 'b', 'c [fallback]']],
  ['[ -n "$A" ] && a', ['a {[ -n "$A" ]}']],
  ['[ -f x ] || exit 1', ['exit 1 [fallback] {! [ -f x ]}']],
  ['! test -f x && a', ['test -f x', 'a {! test -f x}']],
  ['test -f x && cd y && a', ['test -f x', 'cd y {test -f x}', 'a {test -f x}']],
  ['(( x > 1 )) && a', ['a {(( x > 1 ))}']],
  [
    'if [ 1 ]; then a; elif b; then c; else d; fi',
    ['a {[ 1 ]}', 'b {! [ 1 ]}', 'c {! [ 1 ]} {b}', 'd {! [ 1 ]} {! b}'],
  ],
  ['if [ 1 ] && [ 2 ]; then a; else b; fi', ['a {[ 1 ] && [ 2 ]}', 'b {! { [ 1 ] && [ 2 ]; }}']],
  ['if ! a; then b; else c; fi', ['a', 'b {! a}', 'c {a}']],
  ['case "$1" in web|all) a;; *) b;; esac', ['a {case "$1" in web|all}', 'b {! case "$1" in web|all}']],
  [
    'while true; do a; sleep 60; done &',
    ['true [background]', 'a (while true) [background]', 'sleep 60 (while true) [background]'],
  ],
  ['for i in 1 2; do a; done', ['a (for i in 1 2)']],
  ['f() { a; }; function g { b; }; f', ['a <f>', 'b <g>', 'f']],
  ['( a; b ) &', ['a [background]', 'b [background]']],
  ['echo "$(a "q")" `b`', ['echo $(a "q") `b`', 'a q [substituted]', 'b [substituted]']],
  ['cat <<E > x && a\ntext\nE\nb', ['cat > x', 'a', 'b']],
  ['x=1 y=2\n[ a ] && b', ['b {[ a ]}']],
  ['a \\\n  b \\\n  c', ['a b c']],
  ['{{ tool }} --x {{ .Values.y }}', ['{{ tool }} --x {{ .Values.y }}']],
  ['{% if a %}\na\n{% endif %}\n{{- if b }}\nb\n{{- end }}', ['a', 'b']],
  ['deploy ${{ secrets.HOST }}', ['deploy ${{ secrets.HOST }}']],
];

for (const [script, commands] of lines) {
  test(`the commands of ${JSON.stringify(script)}`, () => {
    const { tree, problems } = parseShell(script);
    assert.deepEqual(tree.commands.map(write), commands);
    assert.deepEqual(problems, []);
  });
}

const sets: readonly (readonly [script: string, assignments: readonly string[]])[] = [
  ['A=1', ['A=1']],
  ["A='x y'", ['A=x y']],
  ['A=', ['A=']],
  ['export A=${B:-c} D', ['A=${B:-c} exported', 'D=undefined exported']],
  ['local a=1; readonly B=2', ['a=1', 'B=2']],
  [': "${A:=b}"; : ${C=d}; : ${E:-f}', ['A=b fallback', 'C=d fallback']],
  ['if [ x ]; then A=1; fi', ['A=1 {[ x ]}']],
  ['A=1 cmd', []],
  ['A=(a "b c" # said\n d)\nA+=(e)\nB+=f', ['A=[a|b c|d]', 'A+=[e]', 'B+=f']],
  ['x=1 y=2\n[ a ] && b', ['x=1', 'y=2']],
];

for (const [script, assignments] of sets) {
  test(`the assignments of ${JSON.stringify(script)}`, () => {
    const found = parseShell(script).tree.assignments.map((each) => {
      const flags = `${each.exported ? ' exported' : ''}${each.fallback ? ' fallback' : ''}`;
      const value = each.items ? `[${each.items.map(({ text }) => text).join('|')}]` : each.value?.text;
      return `${each.name.text}${each.more ? '+' : ''}=${value}${flags}${each.conditions.map((test) => ` {${test}}`).join('')}`;
    });
    assert.deepEqual(found, assignments);
  });
}

test('places are those of the file that the script stands in', () => {
  const script = '# 😀\r\nA="é" php "a b" &\r\nB=\'c\'\r\n';
  const file = `\uFEFFRUN ${script}`;
  const base = file.indexOf(script);
  const { tree } = parseShell(script, base);
  const [command] = tree.commands;
  assert.ok(command);
  assert.equal(file.slice(command.start, command.end), 'A="é" php "a b"');
  assert.equal(file.slice(command.name.start, command.name.end), 'php');
  assert.deepEqual(
    command.args.map((each) => [each.text, file.slice(each.start, each.end)]),
    [['a b', '"a b"']],
  );
  assert.equal(file.slice(command.env[0]?.value?.start, command.env[0]?.value?.end), '"é"');
  const [set] = tree.assignments;
  assert.equal(file.slice(set?.start, set?.end), "B='c'");
  assert.equal(file.slice(set?.value?.start, set?.value?.end), "'c'");
});

test('what cannot be read is a problem at its place, and the rest is read', () => {
  const { tree, problems } = parseShell('a 1\nc ) ))\nb 2\n', 100);
  assert.ok(problems.length > 0 && problems.every((problem) => problem.start >= 100));
  const names = tree.commands.map((command) => command.name.text);
  assert.ok(names.includes('a') && names.includes('b'));
});

for (const text of [
  '<'.repeat(30_000),
  '\0'.repeat(30_000),
  '$('.repeat(5_000),
  'a && '.repeat(5_000),
  '{{'.repeat(20_000),
  `echo ${'x'.repeat(100_000)}`,
]) {
  test(`${text.slice(0, 8)}... of ${text.length} characters ends`, { timeout: 20_000 }, () => {
    assert.ok(parseShell(text).tree.commands.length >= 0);
  });
}

test('nothing throws, and every word lies within its command', () => {
  const pieces = fc.constantFrom(
    'a ',
    '"',
    "'",
    '$(',
    '${X:-',
    '}',
    ')',
    '`',
    '\\',
    '\n',
    ' && ',
    ' || ',
    ' | ',
    ' & ',
    ';',
    'if ',
    'then ',
    'fi',
    'case x in ',
    '<<A\n',
    '> f ',
    '{{ t }}',
    '😀',
    '\r\n',
    'A=1 ',
    '[ ',
    ' ]',
    'f() {',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      for (const { start, end, args } of parseShell(text).tree.commands) {
        assert.ok(start <= end && end <= text.length);
        for (const arg of args) assert.ok(arg.start >= start && arg.end <= end);
      }
    }),
    { numRuns: 300 },
  );
});

function write(command: ShellCommand): string {
  const env = command.env.map((each) => `${each.name.text}=${each.value?.text} `).join('');
  const words = [command.name, ...command.args].map((each) => each.text).join(' ');
  const redirects = command.redirects.map((each) => ` ${each.operator} ${each.target.text}`).join('');
  const loop = command.loop === undefined ? '' : ` (${command.loop})`;
  const inside = command.inFunction === undefined ? '' : ` <${command.inFunction}>`;
  const flags = (['background', 'exec', 'piped', 'fallback', 'substituted'] as const).filter((flag) => command[flag]);
  const conditions = command.conditions.map((each) => ` {${each}}`).join('');
  return env + words + redirects + loop + inside + flags.map((flag) => ` [${flag}]`).join('') + conditions;
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Node } from '@babel/types';
import fc from 'fast-check';
import { parseJavaScript } from '../../src/parse/javascript.js';
import { isJsCall } from '../../src/parse/javascript-values.js';
import { walkJs } from '../../src/parse/javascript-walk.js';

const read: readonly (readonly [what: string, path: string, text: string, calls: readonly string[]])[] = [
  ['a byte order mark, emoji and CRLF', 'a.js', '\uFEFF// 😀\r\nsay("é😀")\r\n', ['say("é😀")']],
  ['a hashbang behind a byte order mark', 'a.js', '\uFEFF#!/usr/bin/env node\r\nsay(1)', ['say(1)']],
  ['line separators', 'a.js', '"\u2028"; say(1)', ['say(1)']],
  ['CommonJS with a return', 'a.cjs', 'if (a) return; say(await b)', ['say(await b)']],
  ['code that is not strict', 'a.js', 'with (a) { say(010) }', ['say(010)']],
  ['JSX', 'a.jsx', 'const a = <p>{say(1)}</p>', ['say(1)']],
  ['JSX in a js file', 'a.js', 'const a = <p>{say(1)}</p>', ['say(1)']],
  ['Flow types in a js file', 'a.js', 'function f(a: ?string) { return say(1) }', ['say(1)']],
  ['TypeScript', 'a.ts', 'const a = <T>b; enum E { A } say<string>(a!)', ['say<string>(a!)']],
  ['TypeScript with JSX', 'a.tsx', 'const a = (b: B) => <p>{say(1)}</p>', ['say(1)']],
  ['JSX in a ts file', 'a.ts', 'const a = (b: B) => <p>{say(1)}</p>', ['say(1)']],
  [
    'decorators',
    'a.mts',
    '@Module({ a: say(1) }) export class A { @Input() b }',
    ['Module({ a: say(1) })', 'say(1)', 'Input()'],
  ],
  [
    'scripts of a vue file',
    'a.vue',
    '<template>é😀</template>\r\n<script lang="ts">\nlet a: A = say(1)\n</script>\n<script setup>let a = say(2)</script>',
    ['say(1)', 'say(2)'],
  ],
  ['a svelte file', 'a.svelte', '<!-- <script>no(1)</script> --><script>say(1)</script><p>{a}</p>', ['say(1)']],
  [
    'an astro file',
    'a.astro',
    '---\nconst a: A = say(1)\n---\n<p>{a}</p><script>say(2)</script>',
    ['say(1)', 'say(2)'],
  ],
];

for (const [what, path, text, calls] of read) {
  test(`${what}: everything is read at its place, without a problem`, () => {
    const { tree, problems } = parseJavaScript(text, path);
    assert.deepEqual(problems, []);
    assert.deepEqual(callsIn(tree, text), calls);
  });
}

const broken: readonly (readonly [what: string, text: string, calls: readonly string[]])[] = [
  ['one line', 'say(1)\nlet ) = 3\nsay(2)', ['say(1)', 'say(2)']],
  ['the end, cut off in a template', 'say(1)\nfunction a() { if (b) { c(`x${d', ['say(1)', 'c(`x${d']],
  ['the end, cut off in a call', 'say(1)\nsay(2, ', ['say(1)', 'say(2, ']],
  ['the end, cut off in a string', 'say(1)\n"abc', ['say(1)']],
  [
    'the marks of a merge conflict',
    'say(1)\n<<<<<<< HEAD\nsay(2)\n=======\nsay(3)\n>>>>>>> b\n',
    ['say(1)', 'say(2)', 'say(3)'],
  ],
  ['NUL bytes', 'say(1)\0\0;say(2)', ['say(1)', 'say(2)']],
];

for (const [what, text, calls] of broken) {
  test(`${what}: a problem, and the rest is read`, () => {
    const { tree, problems } = parseJavaScript(text, 'a.js');
    assert.deepEqual(callsIn(tree, text), calls);
    assert.ok(problems.length > 0);
    for (const { message, start, end } of problems) {
      assert.ok(start <= end && end <= text.length);
      assert.doesNotMatch(message, /\(\d+:\d+\)/);
    }
  });
}

test('comments are listed with their places, and not attached', () => {
  const text = '\uFEFF/* a */ say(1) // b';
  const { tree } = parseJavaScript(text, 'a.js');
  const comments = tree.comments ?? [];
  assert.deepEqual(
    comments.map((each) => text.slice(each.start, each.end)),
    ['/* a */', '// b'],
  );
  assert.equal(tree.program.body[0]?.leadingComments, undefined);
});

for (const text of [
  '('.repeat(50_000),
  `x = ${'['.repeat(50_000)}`,
  '\0'.repeat(50_000),
  'x'.repeat(100_000),
  '`${'.repeat(20_000),
  '<'.repeat(20_000),
]) {
  test(`${text.slice(0, 8)}... of ${text.length} characters ends, with a problem or a tree`, {
    timeout: 20_000,
  }, () => {
    for (const path of ['a.js', 'a.tsx', 'a.vue']) assert.equal(parseJavaScript(text, path).tree.type, 'File');
  });
}

test('nothing throws, and every node lies within the text', () => {
  const pieces = fc.constantFrom(
    '"',
    "'",
    '`',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '\n',
    '\0',
    '\\',
    '${',
    '/*',
    '//',
    '<a>',
    '</a>',
    'if ',
    'class ',
    'a = 1',
    '=> ',
    '😀',
    '\r\n',
    'say("a")',
    '<script>',
    '---\n',
    '@',
  );
  const path = fc.constantFrom('a.js', 'a.ts', 'a.tsx', 'a.vue', 'a.astro');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), path, (parts, name) => {
      const { tree } = parseJavaScript(parts.join(''), name);
      walkJs(tree.program, (node) => assert.ok((node.start ?? -1) >= 0));
    }),
    { numRuns: 300 },
  );
});

function callsIn(tree: Node, text: string): readonly string[] {
  const found: string[] = [];
  walkJs(tree, (node) => {
    if (isJsCall(node)) found.push(text.slice(node.start ?? 0, node.end ?? 0));
  });
  return found;
}

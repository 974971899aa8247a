import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { at, type DataNode } from '../../src/parse/data.js';
import { parseYaml } from '../../src/parse/yaml.js';
import { assertPlaces, assertProblems, plain } from './places.js';

function only(text: string): DataNode {
  const { tree } = parseYaml(text);
  const [first] = tree;
  assert.ok(first && tree.length === 1, `${tree.length} documents`);
  assertPlaces(text, first);
  return first;
}

const VALUES: readonly (readonly [string, string, unknown])[] = [
  [
    'scalars follow YAML 1.2',
    'a: yes\nb: true\nc: 010\nd: ~\ne: "1"\nf: 1.5\non: 1',
    { a: 'yes', b: true, c: 10, d: null, e: '1', f: 1.5, on: 1 },
  ],
  ['block scalars are read', 'a: |\n  x\n  y\nb: >-\n  x\n  y', { a: 'x\ny\n', b: 'x y' }],
  ['flow collections are read', 'a: [1, {b: 2}, c: 3]\n', { a: [1, { b: 2 }, { c: 3 }] }],
  ['CRLF and a byte order mark are read', '\uFEFFa: 1\r\nb:\r\n  - 2\r\n', { a: 1, b: [2] }],
  ['aliases are followed', 'a: &x {b: 1}\nc: *x\nd: [*x]', { a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }] }],
  [
    'own entries win over merged ones',
    'x: &x {a: 1, b: 1}\ny:\n  a: 2\n  <<: *x',
    { x: { a: 1, b: 1 }, y: { a: 2, b: 1 } },
  ],
  [
    'the first of several merged maps wins',
    'x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz:\n  <<: [*x, *y]',
    { x: { a: 1 }, y: { a: 2, b: 2 }, z: { a: 1, b: 2 } },
  ],
  ['keys that are no strings are texts', '80: a\ntrue: b\n"c d": e', { 80: 'a', true: 'b', 'c d': 'e' }],
  [
    'a tag that computes hides the value',
    'a: !Ref B\nb: !tagged c\nc: !reference [d, e]\nd: !ENV ${X}\ne: !!str 1',
    { a: '?', b: 'c', c: ['d', 'e'], d: '?', e: '1' },
  ],
  ['a template expression hides the value it touches', 'a: {{ .b }}\nc: "d-{{ e }}"\nf: g', { a: '?', c: '?', f: 'g' }],
  [
    'a printed block is unknown and not null',
    'a:\n  {{- toYaml .b | nindent 2 }}\nc: {{- include "d" . | nindent 2 }}\ne:\nf: 1',
    { a: '?', c: '?', e: null, f: 1 },
  ],
  [
    'steering around entries leaves them',
    '{{- if .a }}\na:\n{{- if .b }}\n  b: 1\n{{- end }}\n{{- end }}\n',
    { a: { b: 1 } },
  ],
  ['a template expression as a key is kept as written', '{{ .a }}-b: 1\n', { '{{ .a }}-b': 1 }],
  ['an expression of a workflow hides the value', 'a: ${{ secrets.B }}', { a: '?' }],
];

for (const [name, text, expected] of VALUES) test(name, () => assert.deepEqual(plain(only(text)), expected));

test('every document of a file is read and empty ones are left out', () => {
  const { tree } = parseYaml('---\n# nothing\n---\na: 1\n---\n- 2\n...\n---\n');
  assert.deepEqual(tree.map(plain), [{ a: 1 }, [2]]);
});

test('a broken file gives what can be read, and a problem', () => {
  const { tree, problems } = parseYaml('a: [1, 2\nb: 2\nc: "x\n');
  assert.equal(tree.length, 1);
  assert.ok(problems.length > 0);
  const b = at(tree[0], 'b');
  assert.equal(b?.is === 'scalar' && b.value, 2);
});

test('a quoted text that goes on at the margin is read as PyYAML reads it, and what follows it too', () => {
  const text = '- shell: "\nbundle install && \\\nbundle exec rake\n"\n  args: {chdir: /srv}\n- name: \'two\nlines\'\n';
  const { tree, problems } = parseYaml(text);
  assert.deepEqual(problems, []);
  const [list] = tree;
  assert.ok(list?.is === 'list' && list.items.length === 2);
  const [first] = list.items;
  assert.ok(first?.is === 'map' && first.entries[0]?.value.is === 'scalar');
  assert.equal(first.entries[0].value.value, ' bundle install &&  bundle exec rake ');
  assert.equal(text.slice(first.entries[0].value.start, first.entries[0].value.end), first.entries[0].value.raw);
});

test('an aliased value keeps the place where it is written', () => {
  const text = 'x: &x\n  driver: file\ny:\n  <<: *x\nz: *x\n';
  const node = only(text);
  for (const path of ['y.driver', 'z.driver']) assert.equal(at(node, path)?.start, text.indexOf('file'));
});

test('tags are kept on scalars, lists and maps', () => {
  const node = only('a: !Ref B\nb: !Sub [c]\nd: !If {e: 1}\nf: !!str 1\ng: 1');
  assert.deepEqual(
    ['a', 'b', 'd', 'f', 'g'].map((key) => at(node, key)?.tag),
    ['!Ref', '!Sub', '!If', undefined, undefined],
  );
});

test('aliases of aliases stay small, and aliases in circles or to nothing are unknown', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level++)
    lines.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  assert.match(parseYaml(lines.join('\n')).problems[0]?.message ?? '', /aliases/);
  assert.deepEqual(plain(only('a: &a [*a, *b]')), { a: ['?', '?'] });
});

test('what nests too deeply is refused', () => {
  const stairs = Array.from({ length: 3000 }, (_, step) => `${' '.repeat(step)}a:`).join('\n');
  for (const text of ['['.repeat(50_000), '{a: '.repeat(50_000), '- '.repeat(50_000), '? '.repeat(50_000), stairs]) {
    assert.match(parseYaml(text).problems[0]?.message ?? '', /too deeply/);
  }
});

test('any text gives trees with exact places', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'b: ',
      '- ',
      '\n',
      '\n  ',
      '\n    ',
      ' ',
      '"',
      "'",
      '|\n',
      '>',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '&x ',
      '*x',
      '<<: ',
      '!t ',
      '# c',
    ],
    ...[
      '---\n',
      '...\n',
      '? ',
      ': ',
      '{{ a }}',
      '{{- if b }}',
      '{{- toYaml c | nindent 2 }}',
      '\r\n',
      '\uFEFF',
      '%YAML 1.1\n',
      '1',
      '\t',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const { tree, problems } = parseYaml(text);
      for (const node of tree) assertPlaces(text, node);
      assertProblems(text, problems);
    }),
    { numRuns: 3000, examples: [[[': ', '[', '}', '>', ': ', 'a']]] },
  );
});

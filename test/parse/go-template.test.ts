import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseGoTemplate } from '../../src/parse/go-template.js';
import type { GoNode } from '../../src/parse/go-template-tree.js';

function shape(nodes: readonly GoNode[], text: string): readonly unknown[] {
  return nodes.map((node): unknown => {
    switch (node.is) {
      case 'text':
        return node.text;
      case 'action':
        return text.slice(node.pipe.start, node.pipe.end);
      case 'if':
      case 'with':
      case 'range':
        return [node.is, shape(node.then, text), shape(node.otherwise, text)];
      case 'define':
        return [node.is, node.name, shape(node.body, text)];
      case 'template':
        return [node.is, node.name];
      default:
        return node.is;
    }
  });
}

describe('a Go template', () => {
  const cases: readonly (readonly [string, readonly unknown[]])[] = [
    ['a {{ .x }} b', ['a ', '.x', ' b']],
    ['a\n  {{- .x -}}\n  b', ['a', '.x', 'b']],
    ['{{-1}} {{- 1 -}}', ['-1', '1']],
    ['a{{/* gone */}}b {{- /* gone */ -}} c', ['a', 'b', 'c']],
    ['{{ if a }}1{{ else if b }}2{{ else }}3{{ end }}4', [['if', ['1'], [['if', ['2'], ['3']]]], '4']],
    ['{{ with .x }}1{{ else }}2{{ end }}', [['with', ['1'], ['2']]]],
    ['{{ range $k, $v := .x }}{{ break }}{{ continue }}{{ end }}', [['range', ['break', 'continue'], []]]],
    [
      '{{ define "n" }}b{{ end }}{{ template "n" . }}',
      [
        ['define', 'n', ['b']],
        ['template', 'n'],
      ],
    ],
    [
      '{{ block "n" . }}b{{ end }}',
      [
        ['define', 'n', ['b']],
        ['template', 'n'],
      ],
    ],
    ['{{ "}}" }}{{ `{{` }}', ['"}}"', '`{{`']],
    ['{{ $x := (f .a.b "c" 1.5 $y.z | g).h }}', ['(f .a.b "c" 1.5 $y.z | g).h']],
    ['{{\n  f\n    .a\n}}', ['f\n    .a']],
  ];
  for (const [text, wanted] of cases)
    test(JSON.stringify(text), () => {
      const { tree, problems } = parseGoTemplate(text);
      assert.deepEqual(problems, []);
      assert.deepEqual(shape(tree, text), wanted);
    });

  const strings: readonly (readonly [string, string, boolean])[] = [
    ['{{ "plain" }}', 'plain', true],
    ['{{ "a\\tb\\u00e9\\x41\\101" }}', 'a\tb\u00e9AA', false],
    ['{{ `raw\\n` }}', 'raw\\n', true],
  ];
  for (const [text, value, exact] of strings)
    test(`${text} means ${JSON.stringify(value)}`, () => {
      const [node] = parseGoTemplate(text).tree;
      const word = node?.is === 'action' ? node.pipe.commands[0]?.words[0] : undefined;
      assert.deepEqual(word?.is === 'string' && [word.value, word.exact], [value, exact]);
    });

  const wrong: readonly (readonly [string, number])[] = [
    ['a {{ .x', 4],
    ['{{ if }}{{ end }}', 0],
    ['{{ if .x }}a', 0],
    ['a{{ end }}', 1],
    ['{{ (f .x }}', 0],
    ['{{ f | }}', 0],
    ['{{ /* open', 3],
    ['{{/* open', 0],
    ['{{ a ; b }}', 5],
    [`${'{{ if x }}'.repeat(200)}`, 600],
    [`{{ ${'('.repeat(500)} }}`, 64],
  ];
  for (const [text, at] of wrong)
    test(`${JSON.stringify(text.slice(0, 40))} is refused`, () => {
      const { problems } = parseGoTemplate(text);
      assert.ok(problems[0]);
      assert.equal(problems[0].start, at);
    });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maskTemplates } from '../../src/parse/template.js';

const CASES: readonly (readonly [string, string, string])[] = [
  ['an expression in a value becomes a word', 'a: {{ .Values.b }}\n', 'a: xxxxxxxxxxxxxxx\n'],
  ['an expression in a quoted value becomes a word', 'a: "v{{ b }}"', 'a: "vxxxxxxx"'],
  ['an expression alone on its line becomes blank', 'a:\n  {{ b }}\nc: 1', 'a:\n         \nc: 1'],
  ['steering inside a line becomes blank', 'a: {{ if b }}1{{ else }}2{{ end }}', 'a:           1          2         '],
  ['an assignment becomes blank', '{{ $a := 1 }}b: 1', '             b: 1'],
  ['a printed block becomes blank', 'a: {{- toYaml .b | nindent 2 }}', 'a:                             '],
  ['Jinja steers and prints', '{% if a %}\na: {{ a }}\n{% endif %}', '          \na: xxxxxxx\n           '],
  ['a Jinja comment becomes blank', 'a: 1 {# b #}', 'a: 1        '],
  ['ERB steers and prints', '<% if a %>\na: <%= b %>\n<% end %>', '          \na: xxxxxxxx\n         '],
  ['later lines of an expression become blank', 'a: {{ b\n  c }}\nd: 1', 'a: xxxx\n      \nd: 1'],
  ['an expression without an end stays', 'a: {{ b', 'a: {{ b'],
  ['the length of a shell list is no comment', 'a: ${#b} #}', 'a: ${#b} #}'],
];

for (const [name, text, expected] of CASES) test(name, () => assert.equal(maskTemplates(text).text, expected));

test('any text keeps its length, its line ends and what is outside of masks', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    '<%',
    '<%=',
    '%>',
    ' ',
    'if',
    'a',
    ': ',
    '\n',
    '\r\n',
    '"',
    '- ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const text = pieces.join('');
      const masked = maskTemplates(text);
      assert.equal(masked.text.length, text.length);
      let behind = 0;
      for (const { start, end, source } of masked.masks) {
        assert.equal(text.slice(start, end), source);
        assert.equal(masked.text.slice(behind, start), text.slice(behind, start));
        assert.equal(masked.text.slice(start, end).replace(/[ x]/g, ''), source.replace(/[^\r\n]/g, ''));
        behind = end;
      }
      assert.equal(masked.text.slice(behind), text.slice(behind));
    }),
    { numRuns: 2000 },
  );
});

test('masks tell whether they print', () => {
  const text =
    '{{ if a }}{{ b }}{{- end }}{{/* c */}}{% set d = 1 %}{# e #}<%= f %><% g %>{{ template "h" . }}{{ .i == 1 }}';
  assert.deepEqual(
    maskTemplates(text)
      .masks.filter(({ prints }) => prints)
      .map(({ source }) => source),
    ['{{ b }}', '<%= f %>', '<% g %>', '{{ template "h" . }}', '{{ .i == 1 }}'],
  );
});

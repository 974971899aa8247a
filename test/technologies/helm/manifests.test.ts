import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { audit } from '../../../src/audit.js';
import type { Expr } from '../../../src/facts/expr.js';
import { type Fact, indexFacts } from '../../../src/facts/fact.js';
import { type ChartManifests, chartManifests } from '../../../src/technologies/helm/manifests.js';
import { items, shippedText, within } from '../../../src/technologies/yaml/values.js';
import { inFolder } from './folder.js';

const chart = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';

function manifests(files: Readonly<Record<string, string>>): ChartManifests {
  const facts = Object.entries({ 'Chart.yaml': chart, ...files }).map(
    ([file, text]): Fact => ({ kind: 'chart-file', text, at: { file, start: 0, end: text.length } }),
  );
  const [only] = chartManifests(indexFacts(facts));
  assert.ok(only);
  return only;
}

/** The text that decided a value, with its file. */
function decided(files: Readonly<Record<string, string>>, expr: Expr | undefined): string {
  assert.ok(expr);
  return `${expr.at.file}: ${files[expr.at.file]?.slice(expr.at.start, expr.at.end)}`;
}

const values = 'replicas: 3\nimage:\n  name: "reg/shop"\n  tag: ""\nstrategy:\n  type: Recreate\nports: [80, 443]\nmode: ReadWriteOnce\noff: {on: false}\n'; // biome-ignore format: one file

describe('a leaf of a manifest knows the place that decided it', () => {
  const files = {
    'values.yaml': values,
    'templates/a.yaml': `kind: X
replicas: {{ .Values.replicas }}
fixed: 5
image: "{{ .Values.image.name }}:{{ .Values.image.tag | default "1.0" }}"
tag: {{ .Values.image.tag | default "1.0" }}
missing: {{ .Values.image.pull | default "Always" }}
strategy:
  {{- toYaml .Values.strategy | nindent 2 }}
ports:
  {{- range .Values.ports }}
  - port: {{ . }}
  {{- end }}
name: {{ include "shop.name" . }}-web
modes: [{{ .Values.mode }}]
`,
    'templates/_helpers.tpl': '{{ define "shop.name" }}{{ .Release.Name | trunc 63 }}{{ end }}',
  };
  const [tree] = manifests(files).shipped;
  const places: readonly (readonly [string, readonly string[], string])[] = [
    ['a value', ['replicas'], 'values.yaml: 3'],
    ['a literal of the template', ['fixed'], 'templates/a.yaml: 5'],
    ['a text of several values', ['image'], 'values.yaml: reg/shop'],
    ['an empty value that a default stands for', ['tag'], 'values.yaml: ""'],
    ['a default of the template', ['missing'], 'templates/a.yaml: Always'],
    ['a leaf within a printed map', ['strategy', 'type'], 'values.yaml: Recreate'],
    ['a name of a helper', ['name'], 'templates/a.yaml: {{ include "shop.name" . }}-web'],
  ];
  for (const [what, path, place] of places)
    test(what, () => {
      assert.equal(decided(files, within(tree, ...path)), place);
    });

  test('items of a loop, each its own', () => {
    const ports = items(within(tree, 'ports')).map((port) => decided(files, within(port, 'port')));
    assert.deepEqual(ports, ['values.yaml: 80', 'values.yaml: 443']);
  });

  test('and the action of the template that printed it', () => {
    const replicas = within(tree, 'replicas');
    assert.ok(replicas && 'via' in replicas && replicas.via);
    const { file, start, end } = replicas.via;
    assert.equal(`${file} ${files['templates/a.yaml'].slice(start, end)}`, 'templates/a.yaml {{ .Values.replicas }}');
  });
});

describe('what cannot be known is a hole with a name', () => {
  const opaque = (template: string, ...path: readonly string[]) => {
    const { shipped, unseen } = manifests({ 'values.yaml': values, 'templates/a.yaml': `kind: X\n${template}` });
    const found = within(shipped[0], ...path);
    return found?.is === 'opaque' ? found.source : (found ?? unseen);
  };
  const cases: readonly (readonly [string, string, readonly string[], string])[] = [
    ['random text', 'key: {{ randAlphaNum 32 | quote }}\n', ['key'], '"{{ randAlphaNum 32 }}"'],
    ['the time', 'at: {{ now | date "2006" }}\n', ['at'], '{{ now | date "2006" }}'],
    ['a value that has to be given', 'host: {{ required "give a host" .Values.host }}\n', ['host'], '{{ required "give a host" .Values.host }}'],
    ['a template that is elsewhere', 'name: {{ include "lib.name" . }}-web\n', ['name'], '{{ include "lib.name" . }}-web'],
    ['lines of a map', 'labels:\n  a: b\n  {{- include "lib.labels" . | nindent 2 }}\n', ['labels', '{{ include "lib.labels" . }}'], '{{ include "lib.labels" . }}'],
    ['a whole map', 'labels:\n  {{- include "lib.labels" . | nindent 2 }}\nb: c\n', ['labels'], '{{ include "lib.labels" . }}'],
    ['what a condition on it prints', '{{ if include "lib.on" . }}\na: b\n{{ end }}', ['a'], '{{ if include "lib.on" . }}'],
  ]; // biome-ignore format: a table
  for (const [what, template, path, source] of cases)
    test(what, () => {
      assert.equal(opaque(template, ...path), source);
    });

  test('an entry of an item that began on the line before', () => {
    const { shipped, unseen } = manifests({
      'templates/a.yaml':
        'kind: X\nvolumes:\n  - name: a\n    {{- include "lib.volume" . | nindent 4 }}\n  - name: b\n',
    });
    assert.deepEqual(unseen, []);
    assert.deepEqual(
      items(within(shipped[0], 'volumes')).map((item) => shippedText(within(item, 'name'))),
      ['a', 'b'],
    );
  });

  test('what a chart refuses with its own values hides nothing', () => {
    const { shipped, unseen } = manifests({ 'templates/a.yaml': '{{ fail "set a host" }}\nkind: X\n' });
    assert.deepEqual([shipped.length, unseen], [1, []]);
  });

  test('an item among the items of a list', () => {
    const { shipped } = manifests({ 'templates/a.yaml': 'kind: X\nenv:\n  {{- include "lib.env" . | nindent 2 }}\n  - name: A\n' });
    assert.deepEqual(items(within(shipped[0], 'env')).map(({ is }) => is), ['opaque', 'map']);
  }); // biome-ignore format: one line

  test('a lookup finds nothing, as without a cluster', () => {
    const { shipped } = manifests({ 'templates/a.yaml': 'kind: X\na: {{ if lookup "v1" "Secret" "x" "y" }}old{{ else }}new{{ end }}\n' });
    assert.equal(shippedText(within(shipped[0], 'a')), 'new');
  }); // biome-ignore format: one line
});

describe('what grows without end is given up', () => {
  const twice = (first: string, again: string) =>
    `{{ $x := ${first} }}{{ range until 60 }}{{ $x = ${again} }}{{ end }}`;
  const cases: readonly (readonly [string, string])[] = [
    ['a text that is doubled', `${twice('"x"', 'print $x $x')}{{ $x }}`],
    ['a list that is doubled', `${twice('list 1', 'concat $x $x')}{{ $x }}`],
    ['maps that hold a map twice', `${twice('dict', 'dict "a" $x "b" $x')}{{ toYaml $x }}`],
    ['a map that holds itself', '{{ $x := dict }}{{ $_ := set $x "x" $x }}{{ $x }}{{ toJson $x }}{{ deepCopy $x }}'],
    ['a deep list', '{{ $x := list }}{{ range until 5000 }}{{ $x = list $x }}{{ end }}{{ toYaml $x }}'],
    ['blanks before each letter', '{{ replace "" (repeat 9999 "y") (repeat 9999 "x") }}'],
    ['digests of a long text', '{{ $x := repeat 999999 "x" }}{{ range until 9999 }}{{ $_ := sha256sum $x }}{{ end }}'],
    ['a pattern that would search for ever', '{{ regexMatch "(a*)*b" (repeat 20000 "a") }}'],
  ];
  for (const [what, template] of cases)
    test(what, () => {
      const started = performance.now();
      manifests({
        'templates/a.yaml': `kind: X
a: ${template}
`,
      });
      assert.ok(performance.now() - started < 20_000);
    });

  const through = (body: string) => `${'{{- range until 1000 }}'.repeat(3)}${body}${'{{- end }}'.repeat(3)}`;
  const object = '\n---\napiVersion: v1\nkind: Service\nmetadata: {name: a}\n';
  for (const [what, body] of [['objects', object], ['nothing', ''], ['blanks', ' ']])
    test(`ranges within ranges that print ${what}`, () => {
      const before = process.cpuUsage();
      const { shipped, unseen } = manifests({ 'templates/a.yaml': through(body ?? '') });
      assert.ok(process.cpuUsage(before).user < 15e6);
      assert.ok(shipped.length < 2500);
      assert.deepEqual(unseen.map(({ says, at }) => [says, at.file]), [['the templates are too much to be rendered', 'templates/a.yaml']]);
    }); // biome-ignore format: one question a line
});

describe('a switch that is off', () => {
  const files = {
    'values.yaml': 'files: {enabled: false, data: {enabled: false}}\nother: {enabled: false}\n',
    'templates/a.yaml': `kind: A
apiVersion: v1
command: run
volume: {{ if .Values.files.enabled }}claim{{ else }}empty{{ end }}
data: {{ if and .Values.files.enabled .Values.files.data.enabled }}claim{{ else }}none{{ end }}
`,
    'templates/b.yaml': '{{ if .Values.other.enabled }}\nkind: B\ncommand: run\n{{ end }}\n',
  };
  const { shipped, once } = manifests(files);

  test('is judged as it is shipped', () => {
    assert.deepEqual(shipped.map((tree) => shippedText(within(tree, 'volume'))), ['empty']);
  }); // biome-ignore format: one line

  test('and as it would be, one switch at a time, those over it on too', () => {
    const then = once.map(({ changed }) =>
      changed.map((tree) => ['kind', 'volume', 'data'].map((key) => shippedText(within(tree, key)) ?? '-').join(' ')),
    );
    assert.deepEqual(then.toSorted(), [['A claim claim'], ['A claim none'], ['B - -']]);
  });
});

describe('an audit of a chart that cannot be seen whole', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}}\n';
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ['a document that a missing template prints', { 'templates/web.yaml': '{{ include "lib.deployment" . }}\n' }, /lib\.deployment/],
    ['a template that is none', { 'templates/web.yaml': 'kind: X\n{{ if }}\n' }, /cannot be read/],
    ['what is printed is no YAML', { 'templates/web.yaml': 'a: [{{ .Chart.Name }}\nb: }\n' }, /is no YAML/],
    ['a chart that is brought along from elsewhere', { 'Chart.yaml': `${chart}dependencies: [{name: redis, repository: "https://charts.example"}]\n` }, /redis of https:\/\/charts\.example/],
    ['values that cannot be read', { 'values.yaml': 'a: [\n' }, /./],
    ['templates without end', { 'templates/web.yaml': '{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}' }, /without end/],
    ['a loop that is too long', { 'templates/web.yaml': '{{ range until 9999 }}{{ range until 9999 }}x{{ end }}{{ end }}' }, /too much/],
  ]; // biome-ignore format: a table
  for (const [what, files, says] of cases)
    test(`${what}: no full score, and said`, async () => {
      const report = await inFolder({ 'Chart.yaml': chart, 'templates/service.yaml': service, ...files }, (root) => audit(root));
      assert.ok(report.errors.some(({ message }) => says.test(message)), JSON.stringify(report.errors));
      assert.ok(report.score.value < 100 && !report.score.complete);
    }); // biome-ignore format: one test
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseYaml } from '../../src/parse/yaml.js';
import { definitionsIn, includesIn, templateBlocks } from '../../src/technologies/helm/blocks.js';
import { conditionHolds } from '../../src/technologies/helm/condition.js';
import { render } from '../../src/technologies/helm/render.js';
import { dataExpr } from '../../src/technologies/yaml/expr.js';
import { items, shippedText, within } from '../../src/technologies/yaml/values.js';

function exprOf(yaml: string) {
  const [node] = parseYaml(yaml).tree;
  assert.ok(node);
  return dataExpr(node, 'values.yaml');
}

const values = {
  root: exprOf('a: true\nb: false\nempty: {}\nname: shop\ncount: 2\ndeep:\n  on: true\n  size: 5\nnone:\n'),
};

describe("a template's condition, with the chart's defaults", () => {
  const cases: readonly (readonly [string, boolean | undefined])[] = [
    ['.Values.a', true],
    ['.Values.b', false],
    ['.Values.missing.thing', false],
    ['.Values.empty', false],
    ['.Values.none', false],
    ['not .Values.b', true],
    ['and .Values.a (not .Values.b)', true],
    ['and .Values.a .Values.b', false],
    ['or .Values.b .Values.deep.on', true],
    ['eq .Values.name "shop"', true],
    ['ne .Values.count 2', false],
    ['and\n  .Values.a\n  (not .Values.b)\n', true],
    ['.Capabilities.APIVersions.Has "batch/v1"', undefined],
    ['and .Values.b (include "x" .)', false],
    ['include "shop.enabled" .', undefined],
  ];
  for (const [condition, wanted] of cases)
    test(`${condition.replace(/\s+/g, ' ')} is ${wanted ?? 'not decided'}`, () => {
      assert.equal(conditionHolds(condition, values), wanted);
    });
});

describe('a rendered template', () => {
  function rendered(text: string, named = '') {
    const [node] = parseYaml(text).tree;
    assert.ok(node);
    const definitions = new Map(
      definitionsIn(named).map((definition) => {
        const body =
          named.slice(0, definition.start).replace(/[^\n]/g, ' ') + named.slice(definition.start, definition.end);
        const [tree] = parseYaml(body).tree;
        assert.ok(tree);
        const template = { technology: 'helm-definition', tree: dataExpr(tree, '_helpers.tpl') };
        return [
          definition.name,
          { ...template, blocks: templateBlocks(named), includes: includesIn(named), definition },
        ];
      }),
    );
    const template = { technology: 'helm-template', tree: dataExpr(node, 't.yaml') };
    return render({ ...template, blocks: templateBlocks(text), includes: includesIn(text) }, { values, definitions });
  }

  test('takes values, in a scalar and as a whole map', () => {
    const { tree } = rendered(
      'replicas: {{ .Values.count }}\nblock:\n  {{- toYaml .Values.deep | nindent 2 }}\nother: x\n',
    );
    assert.equal(shippedText(within(tree, 'replicas')), '2');
    assert.equal(shippedText(within(tree, 'block', 'size')), '5');
  });

  test('takes the second of three branches', () => {
    const { tree } = rendered(
      'kind: X\n{{- if .Values.b }}\none: 1\n{{- else if .Values.a }}\ntwo: 2\n{{- else }}\nthree: 3\n{{- end }}\n',
    );
    assert.deepEqual(
      ['one', 'two', 'three'].map((key) => shippedText(within(tree, key))),
      [undefined, '2', undefined],
    );
  });

  const helpers =
    '{{- define "shop.env" -}}\n{{- if .Values.b }}\n- name: ONE\n{{- else }}\n- name: TWO\n{{- end }}\n{{- include "shop.more" . }}\n{{- end }}\n{{- define "shop.more" }}\n- name: MORE\n{{- end }}\n';

  test('takes what a named template prints, alone and before the lines of a list', () => {
    const { tree } = rendered(
      'alone:\n  {{- include "shop.env" . | nindent 2 }}\nmixed:\n  {{- include "shop.more" . | nindent 2 }}\n  - name: OWN\nother: {{ include "shop.unknown" . }}\n',
      helpers,
    );
    const names = (key: string) => items(within(tree, key)).map((item) => shippedText(within(item, 'name')));
    assert.deepEqual(names('alone').toSorted(), ['MORE', 'TWO']);
    assert.deepEqual(names('mixed'), ['MORE', 'OWN']);
    assert.equal(within(tree, 'other')?.is, 'opaque');
  });

  test('ends where a named template prints itself', () => {
    const { tree } = rendered(
      'list:\n  {{- include "shop.loop" . | nindent 2 }}\n',
      '{{- define "shop.loop" }}\n- name: AGAIN\n{{- include "shop.loop" . }}\n{{- end }}\n',
    );
    assert.ok(items(within(tree, 'list')).length < 10);
  });

  test('loses the branch that does not hold and keeps its else', () => {
    const { tree } = rendered('kind: X\n{{- if .Values.b }}\none: 1\n{{- else }}\ntwo: 2\n{{- end }}\n');
    assert.equal(within(tree, 'one'), undefined);
    assert.equal(shippedText(within(tree, 'two')), '2');
  });

  test('knows what the dot is inside of with', () => {
    const { tree } = rendered(
      'kind: X\n{{- with .Values.deep }}\n{{- if .on }}\nsize: {{ .size }}\n{{- end }}\n{{- end }}\n',
    );
    assert.equal(shippedText(within(tree, 'size')), '5');
  });

  test('says that the whole is off, and still tells what it would be', () => {
    const { tree, off } = rendered('{{- if .Values.b }}\nkind: X\nsize: {{ .Values.count }}\n{{- end }}\n');
    assert.equal(off, true);
    assert.equal(shippedText(within(tree, 'size')), '2');
  });

  test('leaves what helpers print unknown', () => {
    const { tree } = rendered('name: {{ include "shop.fullname" . }}\n');
    assert.equal(shippedText(within(tree, 'name')), undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseYaml } from '../../src/parse/yaml.js';
import { templateBlocks } from '../../src/technologies/helm/blocks.js';
import { conditionHolds } from '../../src/technologies/helm/condition.js';
import { render } from '../../src/technologies/helm/render.js';
import { dataExpr } from '../../src/technologies/yaml/expr.js';
import { shippedText, within } from '../../src/technologies/yaml/values.js';

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
  function rendered(text: string) {
    const [node] = parseYaml(text).tree;
    assert.ok(node);
    return render(dataExpr(node, 't.yaml'), templateBlocks(text), values);
  }

  test('takes values, in a scalar and as a whole map', () => {
    const { tree } = rendered(
      'replicas: {{ .Values.count }}\nblock:\n  {{- toYaml .Values.deep | nindent 2 }}\nother: x\n',
    );
    assert.equal(shippedText(within(tree, 'replicas')), '2');
    assert.equal(shippedText(within(tree, 'block', 'size')), '5');
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

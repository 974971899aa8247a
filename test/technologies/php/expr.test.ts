import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { literal } from '../../../src/facts/expr.js';
import { parsePhp } from '../../../src/parse/php.js';
import { loadGrammar } from '../../../src/parse/syntax.js';
import { childOf, walk } from '../../../src/parse/syntax-node.js';
import { evaluate, type Value } from '../../../src/resolve/settings.js';
import { phpExpr, phpFile } from '../../../src/technologies/php/expr.js';

before(() => loadGrammar('php'));

const at = { file: '.env', start: 0, end: 0 };
const layer = {
  label: '.env',
  kind: 'local' as const,
  at,
  entries: new Map([
    ['HOST', { value: literal('db.internal', at), at }],
    ['MODE', { value: literal('production', at), at }],
    ['EMPTY', { value: literal('', at), at }],
  ]),
};
const scope = { environment: { layers: [layer] }, emptyIsUnset: true };

/** What `$it` comes to at the end of a file. */
function comesTo(code: string): Value | 'unknown' {
  const { tree } = parsePhp(`<?php\n${code}\n`);
  const file = phpFile('a.php', tree);
  const last = [...walk(tree.root)].findLast(
    (node) => node.type === 'assignment_expression' && tree.text.startsWith('$it', node.start),
  );
  const right = childOf(last, 'right');
  assert.ok(right);
  const value = evaluate(phpExpr(file, right), scope);
  return value.state === 'known' ? value.value : 'unknown';
}

const cases: readonly (readonly [code: string, value: Value | 'unknown'])[] = [
  ["$it = getenv('HOST') ?: 'localhost';", 'db.internal'],
  ["$it = getenv('OTHER') ?: 'localhost';", 'localhost'],
  ["$it = getenv('EMPTY') ?: 'localhost';", 'localhost'],
  ["$it = getenv_docker('OTHER', 'mysql');", 'mysql'],
  ["$it = $_ENV['HOST'] ?? 'localhost';", 'db.internal'],
  ["$it = !getenv('OTHER');", true],
  ["$it = !!getenv('HOST');", true],
  ["$it = getenv('MODE') === 'production';", true],
  ["$it = getenv('MODE') !== 'production';", false],
  ["$it = getenv('OTHER') === 'production';", false],
  ["$it = getenv('MODE') === 'production' ? 'a' : 'b';", 'a'],
  ["$it = getenv('HOST') !== false ? getenv('HOST') : 'x';", 'db.internal'],
  ["$host = getenv('HOST'); $it = $host;", 'db.internal'],
  ["$host = getenv('HOST'); $host = strrev($host); $it = $host;", 'unknown'],
  ["$host .= 'x'; $it = $host;", 'unknown'],
  ['$it = $it;', 'unknown'],
  ['$it = random();', 'unknown'],
];

describe('what PHP says of a value', () => {
  for (const [code, value] of cases)
    test(`${code} comes to ${String(value)}`, () => {
      assert.equal(comesTo(code), value);
    });
});

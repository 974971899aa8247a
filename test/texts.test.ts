import assert from 'node:assert/strict';
import { test } from 'node:test';
import { says, textsIn } from '../src/facts/texts.js';

test('the texts of a tree are found however deep they stand, and places are none of them', () => {
  let tree: unknown = { is: 'literal', value: 'mongodb://db', at: { file: 'mongo/compose.yaml', start: 0, end: 1 } };
  for (let depth = 0; depth < 200_000; depth++) tree = { is: 'list', items: [tree] };
  assert.equal(says(tree, /mongodb:/), true);
  assert.equal(says(tree, /compose|literal/), false);
  assert.deepEqual([...textsIn({ key: 'services', value: ['a', 1, null] })].sort(), ['a', 'services']);
});

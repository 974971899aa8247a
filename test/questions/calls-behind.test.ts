import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expr } from '../../src/code/model.js';
import type { Func } from '../../src/program/values.js';
import { isOfCall } from '../../src/questions/calls-behind.js';

const place = { start: 0, end: 0 };
const name = (text: string): Expr => ({ is: 'name', name: text, ...place });
const list = (items: readonly Expr[]): Expr => ({ is: 'list', items, ...place });
const called = { is: 'call', callee: name('load'), args: [], ...place } as unknown as Expr;

/** A function in which every name is set to all names, again and again. */
function tangled(size: number, last: Expr) {
  const names = Array.from({ length: size }, (_, index) => `n${index}`);
  const all = list(names.map(name));
  let asked = 0;
  const get = (one: string) => {
    asked++;
    return one === 'n1' ? [{ expr: last, func }] : names.slice(0, 10).map(() => ({ expr: all, func }));
  };
  const func = { bindings: { get } } as unknown as Func;
  return { func, asked: () => asked };
}

test('names that are set to each other are looked up once each', () => {
  const { func, asked } = tangled(40, name('n0'));
  assert.equal(isOfCall(name('n0'), func, 6), false);
  assert.ok(asked() <= 40, `${asked()} names were looked up`);
});

test('a call that stands behind as many names as may stand between is found, and not behind one more', () => {
  const { func } = tangled(40, called);
  assert.equal(isOfCall(name('n0'), func, 2), true);
  assert.equal(isOfCall(name('n0'), func, 1), false);
});

import type { Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Effect } from '../program/effects.js';
import { boundTo } from './gone.js';
import { isSameText } from './same-thing.js';

/** `if (await db.reports.findOne(today)) return; await db.reports.create(...)`: who comes later finds the row; only who comes at the same moment does not. */
export function isLookedForFirst({ site, row }: Effect, tests: readonly Expr[]): boolean {
  const { callee } = site.call;
  const store = row.what === 'rows' && callee.is === 'member' ? callee.of : undefined;
  if (!store || !/^(name|member)$/.test(store.is)) return false;
  const asked = tests.flatMap((test) => [...within(test)]);
  return asked
    .flatMap((one) => [one, ...boundTo(one, site.func)])
    .some((one) => one.is === store.is && isSameText(one, store));
}

/** A list that is cut off at what was read before. */
export function isCut({ site, name }: Effect): boolean {
  return (
    /\.ltrim$/i.test(name) ||
    site.call.args.some(({ value }) => value.is === 'literal' && /^ltrim$/i.test(String(value.value)))
  );
}

import type { Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { isSameText } from './same-thing.js';

/** Rows that are looked for by a field, and the write that sets that field. */
export interface Marked {
  readonly ask: Site;
  readonly mark: Effect;
}

/** The words of stores for what asks for rows, and for what changes those that there are. */
const asks = /^(find|findMany|findAll|findFirst|findOne|findBy|findAndCount\w*|where|filter|select|get|query)$/;
const changes = /^(update|updateMany|updateOne|updateAll|update_all|patch|save|findByIdAndUpdate|findOneAndUpdate)$/i;

/**
 * Work that looks for rows which do not bear a mark yet, and marks them: whoever else looks before that finds the same rows and does what is done in
 * between a second time. Not: a write that asks for the mark itself, which only one of two servers makes (`update ... where state = 'new'`).
 */
export function markedAfter(seen: Iterable<Func>, shared: readonly Effect[], program: Program): Marked | undefined {
  const marks = shared.flatMap((mark) => {
    if (mark.row.what !== 'rows' || mark.weak || !changes.test(lastOf(mark.name))) return [];
    const fields = fieldsSet(mark.site, program);
    return fields.size > 0 ? [{ mark, fields, store: storeOf(mark.name) }] : [];
  });
  if (marks.length === 0) return undefined;
  const stores = new Set(marks.map(({ store }) => store));
  for (const func of seen)
    for (const ask of program.graph.sitesOf(func)) {
      const store = ask.names.filter((name) => asks.test(lastOf(name))).map(storeOf).find((one) => stores.has(one));
      if (store === undefined) continue;
      const asked = askedIn(ask, program);
      for (const { mark, fields, store: of } of marks)
        if (of === store && isOfSameRows(ask, mark.site) && [...fields].some((field) => asked.has(field)))
          return { ask, mark };
    }
  return undefined;
} // biome-ignore format: one chain

/** What a method is called on: `PrismaClient().mail.update` -> `PrismaClient().mail`; a row is of what makes rows. */
function storeOf(name: string): string {
  let store = name.slice(0, name.lastIndexOf('.'));
  while (store.endsWith('()')) store = store.slice(0, -2);
  return store;
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Called on the same thing, as far as it is written out (`Mail`, `db.mail` and `tx.mail`); what saves a row says no more than that it is one. */
function isOfSameRows({ call: ask }: Site, { call: mark }: Site): boolean {
  if (ask.callee.is !== 'member' || mark.callee.is !== 'member') return false;
  const [one, other] = [ask.callee.of, mark.callee.of];
  if (mark.callee.name === 'save' && mark.args.length === 0) return true;
  return isSameText(one, other) || (one.is === 'member' && other.is === 'member' && one.name === other.name);
}

/** The fields that a write sets, without those that it asks for itself. */
function fieldsSet(site: Site, program: Program): ReadonlySet<string> {
  const { args, callee } = site.call;
  const fields = new Set<string>();
  const own = new Set<string>();
  const isFirstAsked = args.length > 1 && args[1]?.value.is === 'map' && !hasWhere(args[1].value);
  for (const [index, { value }] of args.entries()) {
    if (isFirstAsked && index === 0) addKeys(value, site.func, own, program);
    else for (const one of partsOf(value)) addKeys(one.value, site.func, one.isAsked ? own : fields, program);
  }
  // `row.sent = true; await row.save()`
  if (callee.is === 'member' && callee.name === 'save') {
    const saved = [callee.of, ...args.map(({ value }) => value)];
    for (const { target } of site.func.fn.events.flatMap((event) => (event.is === 'bind' ? [event] : [])))
      if (target.is === 'member' && saved.some((one) => isSameText(one, target.of))) fields.add(target.name);
  }
  for (const field of own) fields.delete(field);
  return fields;
}

function hasWhere(expr: Expr): boolean {
  return expr.is === 'map' && expr.entries.some(({ key }) => key?.is === 'literal' && key.value === 'where');
}

/** `{ where: ..., data: ... }`: which part asks, and which one sets. */
function partsOf(expr: Expr): readonly { readonly value: Expr; readonly isAsked: boolean }[] {
  if (expr.is !== 'map' || expr.entries.length === 0) return [{ value: expr, isAsked: false }];
  const named = (word: string) => expr.entries.filter(({ key }) => key?.is === 'literal' && key.value === word);
  const asked = named('where').map(({ value }) => ({ value, isAsked: true }));
  const set = [...named('data'), ...named('$set')].map(({ value }) => ({ value, isAsked: false }));
  if (asked.length > 0) return [...asked, ...set];
  return set.length > 0 ? set : [{ value: expr, isAsked: false }];
}

/** The fields that a search asks for. */
function askedIn({ call, func }: Site, program: Program): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const { value } of call.args) {
    const parts = partsOf(value);
    const own = parts.some(({ isAsked }) => isAsked) ? parts.filter(({ isAsked }) => isAsked) : parts;
    for (const one of own) addKeys(one.value, func, fields, program);
  }
  return fields;
}

/** Names in a table of conditions are looked up so deep. */
const deepest = 3;

function addKeys(expr: Expr, func: Func, fields: Set<string>, program: Program, depth = 0): void {
  for (const one of within(expr)) {
    if (one.is === 'map') for (const { key } of one.entries) if (key?.is === 'literal') fields.add(String(key.value));
    if (one.is !== 'name' || depth >= deepest) continue;
    for (const value of program.linker.evaluate(one, func).flatMap(program.graph.concrete))
      if (value.is === 'structure') addKeys(value.expr, value.func, fields, program, depth + 1);
  }
}

import type { Event, Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { MemoryState } from '../resolve/parts/store.js';
import { type Asked, placeOfExpr, proofOf, serving, stepsOf } from './asked.js';
import { changedInPlace } from './changed-copies.js';
import { hearsOthers } from './connections.js';
import { type Holder, holderOf } from './copy-holders.js';
import { runByClock } from './harmless.js';
import { isNewTable } from './shapes.js';
import { usesOf } from './uses.js';
import { workIn } from './work.js';

/**
 * Copies of what all servers share, that are loaded when the program starts and again by whoever changes the rows: the others go on with what they
 * have. `await db.settings.update(...); this.settings = await db.settings.findMany()`.
 */
export function copiesAsked(asked: Asked): AppParts {
  const found = new Map<string, MemoryState>();
  for (const func of asked.program.scopes.funcs) {
    if (!/^(javascript|python)$/.test(func.module.language) || !asked.runs(func.module.path)) continue;
    for (const event of func.fn.events) {
      const holder = event.is === 'bind' && isLoaded(event, func) ? holderOf(event.target, func, asked) : undefined;
      if (event.is !== 'bind' || !holder || found.has(holder.key)) continue;
      const state = copyOf(holder, event, { func, asked });
      if (state) found.set(holder.key, state);
    }
  }
  return { memoryStates: [...found.values(), ...changedInPlace(asked, new Set(found.keys()))] };
}

type Bind = Event & { readonly is: 'bind' };

/** Set as a whole to what a call gives, whatever stood there before. */
function isLoaded({ target, value, sign, guard }: Bind, { fn, bindings }: Func): boolean {
  const made = [...within(value)].flatMap((one) => [one, ...(one.is === 'name' ? (bindings.get(one.name) ?? []).map(({ expr }) => expr) : [])]); // biome-ignore format: one list
  if (sign || isNewTable(value) || !made.some(({ is }) => is === 'call')) return false;
  const isSame = (one: Expr) => one.is === target.is && 'name' in one && 'name' in target && one.name === target.name;
  for (const { guard: one } of guardsAround(fn, guard))
    if (one.test && [...within(one.test)].some(isSame)) return false;
  return ![...within(value)].some(isSame);
}

interface Loading {
  readonly func: Func;
  readonly asked: Asked;
}

function copyOf(holder: Holder, event: Bind, { func, asked }: Loading): MemoryState | undefined {
  const { program } = asked;
  const change = changeBefore(func, event, asked);
  if (!change || runByClock(program).has(func) || hearsOthers(func, program)) return undefined;
  if (!isLoadedAtStart(holder, event, { func, asked })) return undefined;
  const reader = holder.funcs.find((one) => one !== func && one !== change.func && usesOf(one, holder.isIt).some(({ how }) => how === 'read') && program.reach.wayTo(one, serving)); // biome-ignore format: one condition
  const read = reader && usesOf(reader, holder.isIt).find(({ how }) => how === 'read');
  if (!reader || !read) return undefined;
  return {
    label: `the copy '${holder.name}'`,
    technology: asked.technologyOf(func.module.path),
    backend: known({ technology: 'memory', reach: 'process' }, [
      ...stepsOf(change.way).slice(0, 2),
      { at: placeOfExpr(change.at, change.func), says: 'changes what all servers share' },
      { at: placeOfExpr(read.expr, reader), says: 'is read here' },
      { at: placeOfExpr(event.target, func), says: 'loads it again, in this process only' },
    ]),
    uses: [],
    copy: true,
    confidence: proofOf(change.way, true),
  };
}

interface Change {
  readonly func: Func;
  readonly at: Expr;
  readonly way: Way;
}

/** Rows that are written before it is loaded again, by the function that loads it or by one that calls it, for somebody who is served. */
export function changeBefore(func: Func, event: { readonly start: number }, { program }: Asked): Change | undefined {
  const { graph, reach, effects } = program;
  const places = [
    { func, before: event.start },
    ...graph
      .callersOf(func)
      .filter(({ targets }) => targets.includes(func))
      .map(({ func: caller, call }) => ({ func: caller, before: call.start })),
  ];
  for (const { func: one, before } of places) {
    const way = reach.wayTo(one, serving);
    if (!way || hearsOthers(one, program)) continue;
    const written = graph.sitesOf(one).find((site) => {
      if (site.call.end > before) return false;
      if (effects.at(site).some(({ row, weak }) => row.is === 'shared' && row.what === 'rows' && !weak)) return true;
      const { shared } = workIn(site.targets.filter((target) => target !== func), program); // biome-ignore format: one call
      return shared?.row.what === 'rows' && !shared.weak;
    });
    if (written) return { func: one, at: written.call, way };
  }
  return undefined;
}

/** It is there before anybody is served: by the start of the program, or given to the object when it is made. */
function isLoadedAtStart(holder: Holder, event: Bind, { func, asked }: Loading): boolean {
  const { reach } = asked.program;
  if (reach.wayTo(func, ['boot'])) return true;
  return holder.funcs.some((one) =>
    one.fn.events.some((other) => {
      if (other.is !== 'bind' || other === event || !holder.isIt(other.target) || isNewTable(other.value)) return false;
      // given to the object when it is made
      if (/^(constructor|__init__)$/.test(one.fn.name) && other.value.is === 'name') return true;
      return reach.wayTo(one, ['boot']) !== undefined && isLoaded(other, one);
    }),
  );
}

import type { Event, Expr, ExprOf, Fn, Guard, Param, Place } from '../model.js';
import { within } from '../walk.js';

/** A function while its code is read. */
export interface FnDraft extends Omit<Fn, 'events' | 'guards' | 'outer' | 'owner' | 'params' | 'generator' | 'shares'> {
  readonly params: Param[];
  readonly events: Event[];
  readonly guards: Guard[];
  outer?: number;
  owner?: number;
  generator?: true;
  shares?: readonly string[];
}

/** Where code of a function is being read. */
export interface Reading {
  readonly here: { readonly draft: FnDraft; guard: number | undefined };
}

/** Code that nests deeper is not read. */
export const deepest = 400;

export function placeOf({ start, end }: Place): Place {
  return { start, end };
}

export function nameAt(name: string, { start, end }: Place): ExprOf<'name'> {
  return { is: 'name', name, start, end };
}

export function opaque({ start, end }: Place, children: readonly Expr[] = []): Expr {
  return { is: 'opaque', children, start, end };
}

/** Adds an event under the condition that holds here. */
export function emit(low: Reading, event: Event): void {
  const { draft, guard } = low.here;
  draft.events.push(guard === undefined ? event : { ...event, guard });
}

/** Adds a condition within the one that holds here, and gives its number. */
export function guardIn(low: Reading, guard: Omit<Guard, 'outer'>): number {
  const { draft, guard: outer } = low.here;
  draft.guards.push(outer === undefined ? guard : { ...guard, outer });
  return draft.guards.length - 1;
}

/** Reads something under a condition. */
export function under<T>(low: Reading, guard: number, read: () => T): T {
  const before = low.here.guard;
  low.here.guard = guard;
  const result = read();
  low.here.guard = before;
  return result;
}

/** Whether an expression makes calls itself, so that it must stand in one place only. */
export function makesCalls(expr: Expr): boolean {
  for (const one of within(expr)) if (one.is === 'call') return true;
  return false;
}

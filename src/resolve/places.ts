import type { Span } from '../facts/span.js';
import { type Evidence, placeOf, type Resolved } from './evidence.js';
import type { Backend } from './reach.js';

/** Something that is kept somewhere, with the reasons. */
export interface Placed {
  readonly backend: Resolved<Backend>;
}

/** Whether two stretches of text have something in common. */
export function overlap(a: Span, b: Span): boolean {
  return a.file === b.file && a.start < b.end && b.start < a.end;
}

/** The place that says that something is kept on one server; undefined where it is shared, or nobody knows. */
export function placeOnServer({ backend }: Placed): Span | undefined {
  return backend.state === 'known' && backend.value.reach === 'server' ? placeOf(backend.because) : undefined;
}

/** The same with more steps before its own reasons. */
export function withSteps<T extends Placed>(item: T, steps: readonly Evidence[]): T {
  if (steps.length === 0) return item;
  const backend: Resolved<Backend> = { ...item.backend, because: [...steps, ...item.backend.because] };
  return { ...item, backend };
}

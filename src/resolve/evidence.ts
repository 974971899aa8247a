import type { Span } from '../facts/span.js';

/** One step of "because". `builtin` cites a framework's own source (`laravel/framework 11.9, config/session.php`). */
export interface Evidence {
  readonly at: Span | { readonly builtin: string };
  readonly says: string;
}

/** How an answer was proved: `high` when every step is resolved, `medium` with a step by convention, `low` by a name only. */
export type Confidence = 'high' | 'medium' | 'low';

/** A value that would be in force, or the reason why it cannot be known; both with the steps that lead there, the deciding step last. */
export type Resolved<T> =
  | { readonly state: 'known'; readonly value: T; readonly because: readonly Evidence[] }
  | { readonly state: 'unknown'; readonly why: string; readonly because: readonly Evidence[] };

export function known<T>(value: T, because: readonly Evidence[]): Resolved<T> {
  return { state: 'known', value, because };
}

export function unknown(why: string, because: readonly Evidence[]): Resolved<never> {
  return { state: 'unknown', why, because };
}

/** Applies `next` to a known value and joins the two chains; an unknown value stays unknown. */
export function chain<A, B>(from: Resolved<A>, next: (value: A) => Resolved<B>): Resolved<B> {
  if (from.state === 'unknown') return from;
  const to = next(from.value);
  return { ...to, because: [...from.because, ...to.because] };
}

/** Changes a known value without a new step. */
export function map<A, B>(from: Resolved<A>, change: (value: A) => B): Resolved<B> {
  return from.state === 'unknown' ? from : known(change(from.value), from.because);
}

export function said(at: Span, says: string): Evidence {
  return { at, says };
}

/** The place of the deciding step: the last evidence that stands in a file of the repository. */
export function placeOf(because: readonly Evidence[]): Span | undefined {
  for (const step of because.toReversed()) if ('file' in step.at) return step.at;
  return undefined;
}

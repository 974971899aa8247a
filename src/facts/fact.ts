import type { Span } from './span.js';

/**
 * Every kind of fact, by name. Each kind lives in a file of its own and adds itself here by declaration merging,
 * so that a new kind edits no other file.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface FactKinds {}

export type FactKind = keyof FactKinds;

/** What one file says: plain JSON, so that it can be cached and sent between threads. */
export type Fact<K extends FactKind = FactKind> = {
  [P in K]: { readonly kind: P; readonly at: Span } & FactKinds[P];
}[K];

/** The facts of a repository or of one app, by kind, in the order of paths and offsets. */
export interface Facts {
  of<K extends FactKind>(kind: K): readonly Fact<K>[];
}

/** Indexes facts by kind; the order given is kept. */
export function indexFacts(facts: readonly Fact[]): Facts {
  const byKind = new Map<FactKind, Fact[]>();
  for (const fact of facts) {
    const list = byKind.get(fact.kind);
    if (list) list.push(fact);
    else byKind.set(fact.kind, [fact]);
  }
  return { of: <K extends FactKind>(kind: K) => (byKind.get(kind) ?? []) as unknown as readonly Fact<K>[] };
}

import type { PartName, Parts } from '../resolve/app.js';
import type { Profile } from '../resolve/profile.js';
import type { Outcome, Severity } from './outcome.js';

export type { Span } from '../facts/span.js';
export type { PartName, Parts } from '../resolve/app.js';
export type { Evidence, Resolved } from '../resolve/evidence.js';
export { placeOf } from '../resolve/evidence.js';
export type * from '../resolve/parts/index.js';
export type { Profile } from '../resolve/profile.js';
export type { Backend, Reach } from '../resolve/reach.js';
export { isEmbedded, isShared } from '../resolve/reach.js';
export type { Repair } from '../resolve/repair.js';
export type { Confidence, Outcome, Severity } from './outcome.js';
export { hazard, judge, safe, unclear } from './outcome.js';
export { heldByRedis, isRedisIdle, judgeStore, mendedTogether } from './store.js';

export const topics = [
  'sessions', 'uploads', 'cache', 'queue', 'scheduler', 'health', 'database', 'redis', 'realtime', 'proxy', 'state', 'local-writes',
  'logs', 'deploy', 'loadbalancer', 'secrets', 'supervision', 'capacity', 'network',
] as const; // biome-ignore format: one table, in the order of the report

export type Topic = (typeof topics)[number];

/** What a check is given: the parts that it named, never anything else. */
export type Given<P extends PartName> = { readonly [K in P]: readonly Parts[K][] } & { readonly profile: Profile };

/** A file's text by path; `null` removes a file of the base. `«...»` marks the text that must be flagged. */
export type ExampleFiles = Readonly<Record<string, string | null>>;

/** Files laid over a base, and what the rule must say about them. Executed by the tests, printed in the documentation. */
export interface Example {
  /** A folder of fixtures/bases. */
  readonly on: string;
  /** What the example shows, where the files alone do not tell. */
  readonly about?: string;
  /** Flags this rule, exactly at the marks (when there are marks). */
  readonly bad?: ExampleFiles;
  /** The text of `bad` after the automatic fix; flags nothing. */
  readonly fixed?: ExampleFiles;
  /** Does not flag this rule. */
  readonly good?: ExampleFiles;
  /** Says unclear, and does not flag. */
  readonly unclear?: ExampleFiles;
  readonly profile?: Partial<Profile>;
}

/** One hazard: the question, its words, and its examples. Its id is its path below rules/, without `.ts`. */
export interface Rule<N extends PartName = PartName, R extends PartName = PartName> {
  readonly severity: Severity;
  /** Names the hazard, never the cure. */
  readonly title: string;
  /** What happens with two copies. */
  readonly why: string;
  /** What to do; by technology where the words differ, `any` for the rest. Markdown. */
  readonly remedy: Readonly<Record<string, string>> & { readonly any: string };
  /** Parts without which the question does not apply: at least one of them must hold something. */
  readonly needs: readonly N[];
  /** Further parts that the check looks at; they may be empty. */
  readonly reads?: readonly R[];
  /** Rules whose finding on the same line, or at a place that is a step of this one's proof, is the same fault: it is shown below this one. */
  readonly covers?: readonly string[];
  /** Former ids, so that suppressions and baselines keep working. */
  readonly aliases?: readonly string[];
  check(given: Given<N | R>): Iterable<Outcome>;
  readonly examples: readonly Example[];
}

/** Defines a rule; the types of `needs` and `reads` decide what `check` may touch. */
export function rule<const N extends PartName, const R extends PartName = never>(definition: Rule<N, R>): Rule<N, R> {
  return definition;
}

/** Examples of a rule for one technology, in a file of their own beside the rule (`rules/<topic>/<hazard>/<technology>.ts`). */
export function examples(list: readonly Example[]): readonly Example[] {
  return list;
}

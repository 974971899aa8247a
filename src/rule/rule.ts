import type { Span } from '../facts/span.js';
import type { PartName, Parts } from '../resolve/app.js';
import { type Evidence, placeOf, type Resolved } from '../resolve/evidence.js';
import type { Profile } from '../resolve/profile.js';

export type { Span } from '../facts/span.js';
export type { PartName, Parts } from '../resolve/app.js';
export type { Evidence, Resolved } from '../resolve/evidence.js';
export { placeOf } from '../resolve/evidence.js';
export type * from '../resolve/parts/index.js';
export type { Profile } from '../resolve/profile.js';
export type { Backend, Reach } from '../resolve/reach.js';
export { isShared } from '../resolve/reach.js';
export { judgeStore } from './store.js';

/** `error`: data lost, users logged out, work done twice; `warning`: degrades, or breaks under failure only; `note`: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

/** How sure we are that the hazard is real where it is reported. */
export type Confidence = 'high' | 'medium' | 'low';

export const topics = [
  'sessions', 'uploads', 'cache', 'queue', 'scheduler', 'health', 'database', 'redis', 'realtime', 'proxy', 'state', 'local-writes',
  'logs', 'deploy', 'loadbalancer', 'secrets', 'supervision', 'capacity', 'network',
] as const; // biome-ignore format: one table, in the order of the report

export type Topic = (typeof topics)[number];

/** The answer to a rule's question about one thing. Silence means that the question does not apply. */
export type Outcome =
  | ({ readonly is: 'hazard'; readonly severity?: Severity; readonly confidence?: Confidence } & Answer)
  | ({ readonly is: 'unclear' } & Answer)
  | ({ readonly is: 'safe' } & Answer);

interface Answer {
  /** One sentence, lower case: names the value and the place, says what happens with two copies. */
  readonly message: string;
  /** The chain of reasons. */
  readonly evidence: readonly Evidence[];
  /** The place to show; absent means the deciding (last) step that stands in a file. */
  readonly at?: Span;
  /** The technology whose remedy fits. */
  readonly technology?: string;
  /** Names of the thing judged that an automatic fix may need (a variable, a package). */
  readonly subject?: Readonly<Record<string, string>>;
}

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
  /** Former ids, so that suppressions and baselines keep working. */
  readonly aliases?: readonly string[];
  check(given: Given<N | R>): Iterable<Outcome>;
  readonly examples: readonly Example[];
}

/** Defines a rule; the types of `needs` and `reads` decide what `check` may touch. */
export function rule<const N extends PartName, const R extends PartName = never>(definition: Rule<N, R>): Rule<N, R> {
  return definition;
}

type Extra = Partial<Pick<Answer, 'at' | 'technology' | 'subject'>>;

export function hazard(
  message: string,
  evidence: readonly Evidence[],
  extra: Extra & { severity?: Severity; confidence?: Confidence } = {},
): Outcome {
  return { is: 'hazard', message, evidence, ...extra };
}

export function unclear(message: string, evidence: readonly Evidence[], extra: Extra = {}): Outcome {
  return { is: 'unclear', message, evidence, ...extra };
}

export function safe(message: string, evidence: readonly Evidence[], extra: Extra = {}): Outcome {
  return { is: 'safe', message, evidence, ...extra };
}

/** Judges a resolved value; an unknown one becomes `unclear` with the reason, so no rule can forget. */
export function judge<T>(
  label: string,
  resolved: Resolved<T>,
  verdict: (value: T, because: readonly Evidence[]) => Outcome | undefined,
): Outcome[] {
  if (resolved.state === 'unknown') {
    const at = placeOf(resolved.because);
    return [unclear(`cannot tell ${label}: ${resolved.why}`, resolved.because, at ? { at } : {})];
  }
  const outcome = verdict(resolved.value, resolved.because);
  return outcome ? [outcome] : [];
}

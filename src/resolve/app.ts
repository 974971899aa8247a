import type { Span } from '../facts/span.js';
import type { Evidence } from './evidence.js';
import type { Off } from './switched-off.js';

/**
 * The nouns of an app that a rule may need, each with the type of one item. Every part lives in `parts/` in a file of
 * its own and adds itself here by declaration merging.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Parts {}

export type PartName = keyof Parts;

/** The parts of one app; a list is empty when the app has no such thing. */
export type AppParts = { readonly [P in PartName]?: readonly Parts[P][] };

/** A technology that was recognised in an app, with the version that its defaults were taken from. */
export interface StackEntry {
  readonly name: string;
  readonly title: string;
  readonly version?: string;
  /** Where it was recognised: the line of a manifest or lock file, or an entry point. */
  readonly at: Span;
  /** It says how an app is run, not what the app is. */
  readonly infrastructure?: boolean;
}

/** A deployable part of the repository with everything that is in force in it. */
export interface App {
  /** Folder relative to the audited root; `.` for the root itself. */
  readonly path: string;
  readonly stack: readonly StackEntry[];
  readonly parts: AppParts;
  /** Parts that some file would have filled, had it been readable. */
  readonly unread: readonly { readonly part: string; readonly evidence: Evidence }[];
  /** The place shown when a finding rests on a default or an absence only. */
  readonly anchor: Span;
  /** What keeps code at a place from running as the app is shipped. */
  readonly offAt?: (place: Span) => Off | undefined;
}

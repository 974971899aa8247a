import type { Span } from '../../facts/span.js';
import type { Resolved } from '../evidence.js';

/** A command of a console, or a script in the app's language, that a start runs: what it does stands in the app's code. */
export interface StartedCommand {
  /** As written. */
  readonly label: string;
  readonly language: 'php' | 'python' | 'ruby' | 'javascript';
  /** Names of commands of the console, in order. */
  readonly names: readonly string[];
  /** Paths of the repository that the script may have, the likeliest first. */
  readonly scripts: readonly string[];
  readonly runs: Resolved<boolean>;
  readonly at: Span;
}

/** A variable without which a start of the app ends: what stands in for it elsewhere is in force nowhere. */
export interface DemandedVariable {
  readonly name: string;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    startedCommands: StartedCommand;
    demandedVariables: DemandedVariable;
  }
}

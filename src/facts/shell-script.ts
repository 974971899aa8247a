import type { Located, Span } from './span.js';

/** A shell script: the commands that it may run, each with what must hold before it does. */
export interface ShellScript {
  readonly commands: readonly ScriptCommand[];
  readonly assignments: readonly ScriptAssignment[];
}

export interface ScriptCommand {
  /** The command and its arguments; quotes are resolved, expansions stay as written. */
  readonly words: readonly Located<string>[];
  /** Conditions as written, outermost first. */
  readonly conditions: readonly string[];
  readonly inFunction?: string;
  /** The head of the nearest enclosing loop. */
  readonly loop?: string;
  /** Files written to by redirection. */
  readonly writes: readonly string[];
  /** A here-document that it reads, as written. */
  readonly input?: Located<string>;
  /** It takes the place of the script's own shell. */
  readonly exec: boolean;
  readonly background: boolean;
  readonly piped: boolean;
  /** Behind `||`. */
  readonly fallback: boolean;
  readonly substituted: boolean;
  /** Within `( ... )`: a child of the shell runs it. */
  readonly subshell?: true;
  readonly at: Span;
}

export interface ScriptAssignment {
  readonly name: string;
  /** Quotes resolved; undefined for `export X`. */
  readonly value?: string;
  /** The words of an array: `A=(--quiet worker)`. */
  readonly items?: readonly string[];
  /** `A+=...`: behind what is there. */
  readonly more?: true;
  readonly conditions: readonly string[];
  readonly inFunction?: string;
  /** `${X:=d}`: only where it is not set. */
  readonly fallback?: true;
  readonly at: Span;
}

declare module './fact.js' {
  interface FactKinds {
    'shell-script': ShellScript;
  }
}

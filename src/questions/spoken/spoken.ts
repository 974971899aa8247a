import type { Call, CodeLanguage } from '../../code/model.js';
import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { Func } from '../../program/values.js';

/**
 * How the readers of one language are told of a call of a library: as the fact that it would be where it stood alone. One file of this folder for
 * each language; which outside things its readers want to know of is handed in.
 */
export interface Spoken<F extends Fact = Fact> {
  readonly language: CodeLanguage;
  isRecorded(module: string, name: string): boolean;
  /** The call as a fact of its file; undefined where it says nothing that they look for. */
  say(call: SaidCall): F | undefined;
  /** Whether a fact is one that `say` makes. */
  speaks(fact: Fact): fact is F;
  /** What a fact calls, by its outside name; undefined where the file alone does not show whose it is. */
  nameOf(fact: F): string | undefined;
  /** How much of what the call is given stays in the dark. */
  unclearIn(fact: F): number;
  /** It runs in browsers: modules that only those run are looked at too. */
  readonly ofClients?: true;
  /** Its readers follow the names of a file themselves: only what comes from callers is news to them. */
  readonly followsNames?: true;
  /** A call whose result a function only passes on is told where that function is called: there it has its name. */
  readonly followsResults?: true;
}

/** A call as it is said: its arguments in the words of facts, with what callers give put in. */
export interface SaidCall {
  readonly func: Func;
  readonly call: Call;
  readonly module: string;
  readonly name: string;
  readonly args: readonly SaidArgument[];
  /** Conditions on the way to it. */
  readonly when: readonly Expr[];
  /** The library's own call, where it is said at the place that its result arrives at. */
  readonly made?: Span;
  /** The name that its result is given. */
  readonly as?: string;
  /** The nearest function with a name around it, or around the first call on the way. */
  readonly inside?: string;
  readonly serves?: 'request' | 'socket' | 'function';
  /** The whole call, and where its callee ends. */
  readonly at: Span;
  readonly calleeEnd: number;
}

export interface SaidArgument {
  readonly name?: string;
  readonly value: Expr;
}

/**
 * How much of values stays in the dark: code that is not followed, and what only a platform's function would say. Of what is made of parts it is their
 * share: a table of which one part is dark says more than one that is dark as a whole.
 */
export function unclearParts(exprs: readonly Expr[]): number {
  return exprs.reduce((sum, expr) => sum + darkShare(expr), 0);
}

function darkShare(expr: Expr): number {
  switch (expr.is) {
    case 'opaque':
      return 1;
    case 'setting':
      return expr.key.includes('()') ? 1 : 0;
    case 'list':
      return shareOf(expr.items);
    case 'text':
      return shareOf(expr.parts);
    case 'call':
      // what is called is known, whatever it is given
      return expr.module === 'global' ? 1 : shareOf(expr.args) / 2;
    case 'map':
      return shareOf(expr.entries.map(({ value }) => value));
    case 'choice':
      return shareOf([expr.whenTrue, expr.whenFalse]);
    default:
      return 0;
  }
}

function shareOf(parts: readonly Expr[]): number {
  return parts.length === 0 ? 0 : unclearParts(parts) / parts.length;
}

import type { Expr } from './expr.js';

/**
 * Code uses something that a technology's own parts.ts knows how to judge: a call, a construct, a declaration.
 * `what` is a name private to the technology (`stores-upload`, `session-middleware`); `options` are its arguments by name.
 */
export interface Use {
  readonly technology: string;
  readonly what: string;
  /** The name of the thing used, where there is one (a class, a job, a disk). */
  readonly name?: string;
  readonly options?: Readonly<Record<string, Expr>>;
  /** The enclosing function, method or class, where it matters. */
  readonly inside?: string;
  /** The file whose code calls it, where it stands in another one. */
  readonly calledFrom?: string;
}

declare module './fact.js' {
  interface FactKinds {
    use: Use;
  }
}

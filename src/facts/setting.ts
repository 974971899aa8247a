import type { Expr } from './expr.js';

/** A configuration file says `key = value`, in the vocabulary of its technology (`laravel`, `session.driver`). */
export interface Setting {
  readonly technology: string;
  /** Dotted path as the technology's users write it. */
  readonly key: string;
  readonly value: Expr;
  /** The condition or layer under which it holds (`production`, `when@prod`, `if DEBUG`); absent means always. */
  readonly when?: string;
  /** The same condition as an expression, where the environment may decide it. */
  readonly guard?: Expr;
}

declare module './fact.js' {
  interface FactKinds {
    setting: Setting;
  }
}

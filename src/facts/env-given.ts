import type { Expr } from './expr.js';

/** Code that sets up a platform gives a service a variable. What is computed there is opaque. */
export interface EnvGiven {
  readonly technology: string;
  readonly name: string;
  readonly value: Expr;
  /** It is given only where nothing else than these technologies starts the app. */
  readonly beside?: readonly string[];
}

declare module './fact.js' {
  interface FactKinds {
    'env-given': EnvGiven;
  }
}

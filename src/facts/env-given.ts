import type { Expr } from './expr.js';

/** Code that sets up a platform gives a service a variable. What is computed there is opaque. */
export interface EnvGiven {
  readonly technology: string;
  readonly name: string;
  readonly value: Expr;
}

declare module './fact.js' {
  interface FactKinds {
    'env-given': EnvGiven;
  }
}

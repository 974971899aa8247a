import type { Expr } from './expr.js';

/** Code registers an HTTP route. */
export interface Route {
  readonly technology: string;
  /** Upper-case methods; empty means any. */
  readonly methods: readonly string[];
  /** The path with its prefixes as far as this file tells, starting with a slash. */
  readonly path: string;
  /** What stands for the end of the path, where it is written elsewhere: `path` then has a parameter in its place. */
  readonly end?: Expr;
  /** Names of middleware, guards or decorators on the route. */
  readonly middleware: readonly string[];
  /** The handler as written (`HealthController@index`, a function's name), where one is named. */
  readonly handler?: string;
  /** What the handler's own text reaches, as far as this file tells: `database`, `cache`, `queue`. */
  readonly touches?: readonly string[];
}

/** Stands in a path for an end that is written elsewhere. */
export const routeEnd = ':end';

declare module './fact.js' {
  interface FactKinds {
    route: Route;
  }
}

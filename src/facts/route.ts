/** Code registers an HTTP route. */
export interface Route {
  readonly technology: string;
  /** Upper-case methods; empty means any. */
  readonly methods: readonly string[];
  /** The path with its prefixes as far as this file tells, starting with a slash. */
  readonly path: string;
  /** Names of middleware, guards or decorators on the route. */
  readonly middleware: readonly string[];
  /** The handler as written (`HealthController@index`, a function's name), where one is named. */
  readonly handler?: string;
  /** What the handler's own text reaches, as far as this file tells: `database`, `cache`, `queue`. */
  readonly touches?: readonly string[];
}

declare module './fact.js' {
  interface FactKinds {
    route: Route;
  }
}

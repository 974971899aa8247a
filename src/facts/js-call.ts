import type { Expr } from './expr.js';
import type { Span } from './span.js';

/** JavaScript calls or constructs something that a package, the platform or an unknown object offers. */
export interface JsCall {
  /** The package (`express-session`, `node:fs`), `global` for what is always there, or empty for a method of an object that this file does not make. */
  readonly module: string;
  /** What of it, dotted; `()` stands for a result (`().get` of express: a method of the app it made). */
  readonly name: string;
  readonly args: readonly Expr[];
  /** The object as written, for methods: `app`, `this.server`. */
  readonly on?: string;
  /** The name that its result is given, where there is one. */
  readonly as?: string;
  /** What that name takes the place of, where it is nothing but the last resort of other values. */
  readonly insteadOf?: readonly Expr[];
  /** The nearest named function around it; absent at module level. */
  readonly inside?: string;
  /** What the enclosing function serves: a request, a message of a socket, the start of the program. */
  readonly serves?: 'request' | 'socket' | 'function';
  /** The call itself, where a function of the app makes the thing for several places and this is one of them. */
  readonly made?: Span;
  /** Conditions that must hold for it to run. */
  readonly when: readonly Expr[];
}

/** What a JavaScript module offers and asks for: enough to follow a name through an import. */
export interface JsModule {
  /** Exported values by name; `default`; `*` for all of `module.exports`; `name()` for what an exported function returns. */
  readonly exports: readonly { readonly name: string; readonly value: Expr }[];
  /** Modules that all names are passed on from (`export * from`). */
  readonly passes: readonly string[];
  /** Modules of the repository that it loads; one that ends with `*` stands for all of that prefix. */
  readonly loads: readonly string[];
}

declare module './fact.js' {
  interface FactKinds {
    'js-call': JsCall;
    'js-module': JsModule;
  }
}

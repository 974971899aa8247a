import type { Scalar } from './expr.js';
import type { Span } from './span.js';

/** How Python says a value: enough of the language to follow what a settings module comes to. */
export type PyExpr =
  | { readonly is: 'literal'; readonly value: Scalar; readonly at: Span }
  | { readonly is: 'name'; readonly name: string; readonly at: Span }
  | { readonly is: 'attribute'; readonly of: PyExpr; readonly name: string; readonly at: Span }
  | { readonly is: 'item'; readonly of: PyExpr; readonly key: PyExpr; readonly at: Span }
  | { readonly is: 'call'; readonly callee: PyExpr; readonly args: readonly PyArgument[]; readonly at: Span }
  /** A list, tuple or set. */
  | { readonly is: 'list'; readonly items: readonly PyExpr[]; readonly at: Span }
  /** A dict; an entry without a key is `**more`. */
  | { readonly is: 'map'; readonly entries: readonly PyEntry[]; readonly at: Span }
  /** A format string. */
  | { readonly is: 'text'; readonly parts: readonly PyExpr[]; readonly at: Span }
  /** `left` is absent for `not` and the unary minus. */
  | {
      readonly is: 'operation';
      readonly sign: string;
      readonly left?: PyExpr;
      readonly right: PyExpr;
      readonly at: Span;
    }
  | {
      readonly is: 'choice';
      readonly when: PyExpr;
      readonly whenTrue: PyExpr;
      readonly whenFalse: PyExpr;
      readonly at: Span;
    }
  /** Code that is not followed, with what stands in it. */
  | { readonly is: 'opaque'; readonly source: string; readonly holds: readonly PyExpr[]; readonly at: Span };

export interface PyArgument {
  readonly name?: string;
  readonly value: PyExpr;
  /** `*args`, `**kwargs`. */
  readonly splat?: boolean;
}

export interface PyEntry {
  readonly key?: PyExpr;
  readonly value: PyExpr;
}

export type PyStatement =
  /** `name[keys] operator value`; a target that is no plain name is written as it stands (`app.config`). */
  | {
      readonly is: 'bind';
      readonly name: string;
      readonly keys: readonly PyExpr[];
      readonly operator: string;
      readonly value: PyExpr;
      /** The place in a tuple on the left side. */
      readonly position?: number;
      readonly at: Span;
    }
  | { readonly is: 'do'; readonly value: PyExpr; readonly at: Span }
  | { readonly is: 'if'; readonly branches: readonly PyBranch[]; readonly at: Span }
  /** `try`: the body may break off anywhere, then a handler runs. */
  | {
      readonly is: 'try';
      readonly body: readonly PyStatement[];
      readonly handlers: readonly (readonly PyStatement[])[];
      readonly at: Span;
    }
  /** A loop or anything else whose body may or may not run. */
  | { readonly is: 'maybe'; readonly body: readonly PyStatement[]; readonly at: Span }
  | {
      readonly is: 'def';
      readonly name: string;
      readonly parameters: readonly PyParameter[];
      readonly body: readonly PyStatement[];
      readonly at: Span;
    }
  | {
      readonly is: 'class';
      readonly name: string;
      readonly bases: readonly PyExpr[];
      readonly body: readonly PyStatement[];
      readonly at: Span;
    }
  /** `full` keeps the dots of a relative module. */
  | { readonly is: 'import'; readonly local: string; readonly full: string; readonly at: Span }
  | { readonly is: 'import-all'; readonly module: string; readonly at: Span }
  | { readonly is: 'return'; readonly value?: PyExpr; readonly at: Span }
  | { readonly is: 'raise'; readonly at: Span };

/** Without a test it is `else`. */
export interface PyBranch {
  readonly test?: PyExpr;
  readonly body: readonly PyStatement[];
}

export interface PyParameter {
  readonly name: string;
  readonly fallback?: PyExpr;
}

/** What a Python module does from top to bottom. */
export interface PyModule {
  readonly statements: readonly PyStatement[];
  /** It does not look like settings: only what others take of it matters. */
  readonly plain?: true;
}

/** Python calls something that a package offers, or a method that is known by its name. */
export interface PyCall {
  /** The dotted name, made whole by the imports: `flask.Flask`, `self.queue.delay`. */
  readonly name: string;
  readonly args: readonly PyArgument[];
  /** The name that its result is given. */
  readonly as?: string;
  /** The enclosing function, and class where there is one (`View.post`). */
  readonly inside?: string;
  /** The function or class that it decorates. */
  readonly decorates?: string;
  /** Nothing is done with its result. */
  readonly alone?: true;
}

/** Code reads a setting of Django or of a settings object by its name (`settings.MEDIA_LOCK`). */
export interface PySettingRead {
  readonly name: string;
  readonly inside?: string;
}

declare module './fact.js' {
  interface FactKinds {
    'python-module': PyModule;
    'python-call': PyCall;
    'python-setting-read': PySettingRead;
  }
}

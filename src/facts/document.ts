import type { Expr } from './expr.js';

/** A whole data file, or one document of it, that only makes sense together with others: a compose file, a manifest, a chart's values. */
export interface DocumentFact {
  /** `compose`, `kubernetes`, `helm-values`, `helm-template`, `helm-definition`, `kustomize`, `platform`. */
  readonly technology: string;
  readonly tree: Expr;
  /** Templates: the stretches that stand under a condition. */
  readonly blocks?: readonly TemplateBlock[];
  /** Templates: where a named one is printed. */
  readonly includes?: readonly NamedPlace[];
  /** A named template: its name and how far it reaches. */
  readonly definition?: NamedPlace;
}

export interface NamedPlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What stands between `{{ if ... }}` and its `else` or `end`; `not` is what stands behind the `else`. */
export interface TemplateBlock {
  readonly word: 'if' | 'with' | 'range';
  readonly condition: string;
  readonly not: boolean;
  readonly start: number;
  readonly end: number;
}

declare module './fact.js' {
  interface FactKinds {
    document: DocumentFact;
  }
}

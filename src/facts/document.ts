import type { Expr } from './expr.js';

/** A whole data file, or one document of it, that only makes sense together with others: a compose file, a manifest, a chart's values. */
export interface DocumentFact {
  /** `compose`, `kubernetes`, `helm-values`, `helm-template`, `kustomize`, `platform`. */
  readonly technology: string;
  readonly tree: Expr;
  /** Templates: the stretches that stand under a condition. */
  readonly blocks?: readonly TemplateBlock[];
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

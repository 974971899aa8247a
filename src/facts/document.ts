import type { Expr } from './expr.js';

/** A whole data file, or one document of it, that only makes sense together with others: a compose file, a manifest, a chart's values. */
export interface DocumentFact {
  /** `compose`, `kubernetes`, `helm-values`, `helm-template`, `kustomize`, `platform`. */
  readonly technology: string;
  readonly tree: Expr;
}

declare module './fact.js' {
  interface FactKinds {
    document: DocumentFact;
  }
}

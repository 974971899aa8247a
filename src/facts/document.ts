import type { Expr } from './expr.js';

/** A whole data file, or one document of it, that only makes sense together with others: a compose file, a manifest, a kustomization. */
export interface DocumentFact {
  /** `compose`, `kubernetes`, `kustomize`, `platform`. */
  readonly technology: string;
  readonly tree: Expr;
}

declare module './fact.js' {
  interface FactKinds {
    document: DocumentFact;
  }
}

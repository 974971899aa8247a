import type { Span } from '../../facts/span.js';

/** Something of the deployment that could not be judged (a template that cannot be evaluated): the audit is not complete without it. */
export interface Unseen {
  readonly at: Span;
  /** What is missing, as a sentence. */
  readonly says: string;
}

declare module '../app.js' {
  interface Parts {
    unseen: Unseen;
  }
}

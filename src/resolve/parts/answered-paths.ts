import type { Span } from '../../facts/span.js';
import type { Evidence } from '../evidence.js';

/** What the whole code of an app says of the paths that it may answer, whatever its routes are called and whoever reads them. */
export interface AnsweredPaths {
  /** `spoken`: the code has the path, or a word that it may end with; `open`: a route answers whatever stands there. */
  may(path: string): { readonly is: 'spoken' | 'open'; readonly because: Evidence } | undefined;
  /** Routes that whoever asks may be turned away from, or before whose path more may stand. */
  readonly unsure: readonly Span[];
}

declare module '../app.js' {
  interface Parts {
    answeredPaths: AnsweredPaths;
  }
}

import type { Evidence } from './evidence.js';

/** What keeps code from running as the app is shipped: variables of the environment that every file which ships leaves off. */
export interface Off {
  readonly by: readonly string[];
  readonly because: readonly Evidence[];
}

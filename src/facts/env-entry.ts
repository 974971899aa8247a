/** An environment file assigns a variable. `at` covers the key and the value. */
export interface EnvEntry {
  readonly name: string;
  /** The value as dotenv reads it; references to other variables are not expanded. */
  readonly value: string;
}

declare module './fact.js' {
  interface FactKinds {
    'env-entry': EnvEntry;
  }
}

/** Code or configuration reads an environment variable. */
export interface EnvRead {
  readonly name: string;
}

declare module './fact.js' {
  interface FactKinds {
    'env-read': EnvRead;
  }
}

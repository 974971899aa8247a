/** A manifest names a command: an npm script, or (as `main`) the program itself. */
export interface Script {
  readonly name: string;
  readonly command: string;
}

declare module './fact.js' {
  interface FactKinds {
    script: Script;
  }
}

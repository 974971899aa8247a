/** A manifest or lock file names a package. */
export interface Dependency {
  readonly ecosystem: 'composer' | 'npm' | 'pypi' | 'gem';
  readonly name: string;
  /** A locked version (`11.9.0`) or, from a manifest, the range as written (`^11.0`). */
  readonly version?: string;
  readonly locked: boolean;
  readonly dev: boolean;
}

declare module './fact.js' {
  interface FactKinds {
    dependency: Dependency;
  }
}

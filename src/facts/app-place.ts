/** Where the app that is asked about lies among those of the repository. */
export interface AppPlace {
  /** Its folder; `.` for the root. */
  readonly root: string;
  /** The folders of the apps beside it. */
  readonly others: readonly string[];
}

declare module './fact.js' {
  interface FactKinds {
    'app-place': AppPlace;
  }
}

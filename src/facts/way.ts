/** A line of a README, a script, a Makefile or a pipeline that starts a deployment by its files. */
export interface StartedWay {
  readonly technology: string;
  /** Paths relative to the audited root; empty where the line names none: what lies in `folder` under the usual name is meant. */
  readonly files: readonly string[];
  readonly folder: string;
  /** Names of parts that it turns on: `--profile app`. */
  readonly profiles?: readonly string[];
}

/** The user says which files or folder production is started from. */
export interface ChosenWay {
  readonly path: string;
}

declare module './fact.js' {
  interface FactKinds {
    'started-way': StartedWay;
    'chosen-way': ChosenWay;
  }
}

/** A file that a chart may be made of, as it stands: templates only say something together with the values and the other templates. */
export interface ChartFileFact {
  readonly text: string;
}

declare module './fact.js' {
  interface FactKinds {
    'chart-file': ChartFileFact;
  }
}

/** As what readers of Ruby want to be told of a call: a setting that it makes, or the use of a thing. */
export interface RubyCall {
  readonly technology: string;
  /** The key of a setting: its value is the argument at that place, or where all have names, the table of them. */
  readonly setting?: readonly [key: string, argument: number];
  readonly use?: string;
}

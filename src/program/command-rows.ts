import type { ArgAt, Pattern, Source } from './notation.js';

/** Where the name of a command stands. */
export interface CommandName {
  /** Fields of its class, the first that is there; the first word of the text. */
  readonly field?: readonly string[];
  /** The decorator of its class, and which of its arguments. */
  readonly decorator?: Pattern;
  /** An argument of the decorator, or of the call that hands it over; of a named argument the name. */
  readonly argument?: ArgAt;
  /** Calls around it that put their first argument and `:` in front (rake's `namespace`). */
  readonly within?: Pattern;
  /** The name of its file. */
  readonly file?: true;
  /** Where its decorator is not given one: that of the function, with `-` for `_`. */
  readonly function?: true;
}

/** A call that runs a command by its name: one of the app's own, or one of the framework's that changes the database. */
export interface CommandRow {
  readonly on: Pattern;
  /** `index`: what stands between the brackets of the thing that the method is called on (`Rake::Task['x'].invoke`). */
  readonly name: ArgAt | 'index';
  /** It is a line for a shell, or a list of its words: all of it is looked at. */
  readonly line?: true;
  /** Names of the framework's own (anchored regular expressions, linear). */
  readonly migrates: string;
  readonly seeds: string;
  readonly source: Source;
}

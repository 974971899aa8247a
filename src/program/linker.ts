import type { Call, Expr } from '../code/model.js';
import type { Ancestry } from './classes.js';
import type { Library } from './library.js';
import type { ModuleFinder } from './modules.js';
import type { Placed, Scopes } from './scopes.js';
import type { Func, Value } from './values.js';

/** What names, members and calls of the app come to. */
export interface Linker {
  evaluate(expr: Expr, func: Func): readonly Value[];
  memberOf(value: Value, name: string): readonly Value[];
  /** What a call of that value gives; `call` for its arguments. */
  resultOf(value: Value, call: Call, func: Func): readonly Value[];
  /** What files of settings (`config/*.php`) say under a dotted name. */
  settingOf(files: string, name: string, func: Func): readonly Value[];
  /** What is taken of values by a path (`.body.name`, `()`). */
  follow(values: readonly Value[], path: string): readonly Value[];
  /** What else is put into a table as a whole: `Object.assign(table, others)`. */
  merged(table: Value & { readonly is: 'structure' }): readonly Placed[];
  /** Whether code under a guard never runs in production. */
  isNever(guard: number | undefined, func: Func): boolean;
  /** What a call calls: the class that a Ruby `new` or a `super` makes an object of, else what its callee comes to. */
  calleesOf(call: Call, func: Func): readonly Value[];
}

export interface LinkerParts {
  readonly scopes: Scopes;
  readonly classes: Ancestry;
  readonly finder: ModuleFinder;
  readonly library: Library;
}

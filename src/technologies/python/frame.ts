import type { Fact, Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { Environment } from '../../resolve/environments.js';
import type { Evidence } from '../../resolve/evidence.js';
import type { GivenArgument, PyValue } from './values.js';

/** Follows Python modules from top to bottom, as far as they can be followed without being run. */
export interface Machine {
  readonly environment: Environment;
  readonly facts: Facts;
  /** The names of a module after it has run; undefined when the file was not read. */
  names(file: string): ReadonlyMap<string, PyValue> | undefined;
  /** The file of a module as it is named in an import of `from`. */
  fileOf(module: string, from: string): string | undefined;
  /** A function or class of a module that holds no settings, found without running it. */
  defined(file: string, name: string): PyValue | undefined;
  /** The names in a function after it has run with these arguments, and what it returns. */
  call(value: Extract<PyValue, { is: 'function' }>, args: ReadonlyMap<string, PyValue>): Called;
  /** The attributes of a class, those of its bases first. */
  attributes(value: Extract<PyValue, { is: 'class' }>): ReadonlyMap<string, PyValue>;
  /** What a call is given, by the names around it. */
  argumentsOf(call: Fact<'python-call'>): readonly GivenArgument[];
  /** A field of an object, as reading it would find it. */
  field(of: Extract<PyValue, { is: 'instance' }>, name: string, at: Span): PyValue;
  /** Variables that the program gives itself a value for (`os.environ.setdefault`). */
  readonly given: Map<string, PyValue>;
}

export interface Called {
  readonly names: ReadonlyMap<string, PyValue>;
  readonly returned: PyValue | undefined;
}

/** Where a statement runs. */
export interface Frame {
  readonly machine: Machine;
  readonly file: string;
  /** Names of this function, class or module. */
  readonly names: Map<string, PyValue>;
  /** Names of the module around a function. */
  readonly outer: ReadonlyMap<string, PyValue>;
  readonly returned: PyValue[];
  /** The conditions that led here. */
  readonly path: readonly Evidence[];
  /** How many statements may still be followed. */
  readonly steps: { left: number };
  /** How many files that are run in the place of a statement stand around. */
  readonly included?: number;
}

/** The value of a name, or of a dotted name that was assigned as such (`app.config`). */
export function lookUp(name: string, frame: Frame): PyValue | undefined {
  return frame.names.get(name) ?? frame.outer.get(name);
}

/** The name under which a frame keeps what the program has written into a file, by the name that it has for the file. */
export function fileContent(name: string): string {
  return `content of ${name}`;
}

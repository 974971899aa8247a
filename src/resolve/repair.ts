import type { Expr } from '../facts/expr.js';
import type { Span } from '../facts/span.js';
import type { Environment, EnvLayer, EnvValue } from './environments.js';

/** How a hazard could be repaired in this very repository: what to change, and what has to be there besides. */
export interface Repair {
  /** One line in the imperative: `Set SESSION_DRIVER=redis`. */
  readonly title: string;
  /**
   * `safe`: cannot change behaviour on one server for the worse; `unsafe`: needs a service, a package or a decision;
   * `manual`: words only, nothing is changed by the program.
   */
  readonly safety: 'safe' | 'unsafe' | 'manual';
  readonly changes: readonly Change[];
  /** It brings further copies into service, or lets them get any user: it waits until no error is left. */
  readonly lastly?: true;
  /** It is all that there is to be said: the rule's general remedy would lead past it. */
  readonly whole?: true;
  /** What it rests on and the stack of the repository does not have: then it is told, and not made. */
  readonly lacks?: string;
  /** A name that is gone after it, and where it was given: the repair is made only where nothing else uses that name. */
  readonly frees?: { readonly name: string; readonly at: Span };
  /** What to do by hand, in order: packages to install, services to provision, data to move; each a sentence or a command. */
  readonly needs: readonly string[];
}

/** One change, in the terms of the file that it is made in. An editor turns it into text edits or says that it cannot. */
export type Change =
  /** Sets a variable of an env file, on its own line when it is new. */
  | {
      readonly is: 'variable';
      readonly file: string;
      readonly name: string;
      readonly value: string;
      /** What is started gets its variables elsewhere: there it has to be set, in words. */
      readonly actsIn?: { readonly label: string; readonly at: Span };
    }
  /** Replaces the text of a place. */
  | { readonly is: 'replace'; readonly at: Span; readonly text: string }
  /** Puts text before or behind a place; `beside` must stand right behind it, where the place was worked out and not read. */
  | {
      readonly is: 'insert';
      readonly at: Span;
      readonly where: 'before' | 'after';
      readonly text: string;
      readonly beside?: string;
    }
  /** Adds lines behind the line that a place ends on (or before the one it begins on), indented as that line is. */
  | { readonly is: 'lines'; readonly at: Span; readonly text: readonly string[]; readonly where?: 'before' }
  /** Opens a block in braces behind a place, which must end its line, and puts lines into it. */
  | { readonly is: 'block'; readonly at: Span; readonly text: readonly string[] }
  /** Takes out the lines of a place, which must stand there alone. */
  | { readonly is: 'remove'; readonly at: Span }
  /**
   * Sets a value in a YAML or JSON file; maps on the way are made. A text is written as it stands (quotes included); lines are a block below
   * the key, and join the list that is there when they are items. The path begins in the map `below`, else in the whole file.
   */
  | {
      readonly is: 'entry';
      readonly file: string;
      readonly path: readonly string[];
      readonly value: string | readonly string[];
      readonly below?: Span;
      /** The key that a new entry is written before, where the map has it. */
      readonly before?: string;
    }
  /** Takes an entry out of a map of a YAML file that has others. */
  | { readonly is: 'without'; readonly file: string; readonly path: readonly string[]; readonly below?: Span }
  /** Adds a document behind the last one of a YAML file. */
  | { readonly is: 'document'; readonly file: string; readonly text: readonly string[] }
  /** Sets an option in a section of an INI file (supervisor, systemd, php.ini). */
  | {
      readonly is: 'option';
      readonly file: string;
      readonly section: string;
      readonly name: string;
      readonly value: string;
    }
  /** A new file where none stands; nothing that is there is ever written over. */
  | { readonly is: 'create'; readonly file: string; readonly text: string }
  /** Adds lines at the end of a file, an empty line before them. */
  | { readonly is: 'append'; readonly file: string; readonly text: readonly string[] }
  /** Sets entries of the dict literal, or keyword arguments of the call, at a place, in code; undefined takes one out. */
  | {
      readonly is: 'fields';
      readonly of: 'dict' | 'call';
      readonly at: Span;
      readonly set: Readonly<Record<string, string | undefined>>;
    }
  /** Gives a name of a module, or of a class in it, a value in code; on a line of its own when it is new. */
  | {
      readonly is: 'name';
      readonly file: string;
      readonly name: string;
      readonly value: string;
      /** The class that it belongs to. */
      readonly within?: string;
    }
  /** Adds an import line where the file's imports stand, unless it is there already. */
  | { readonly is: 'import'; readonly file: string; readonly statement: string }
  | CodeChange;

/**
 * A change of JavaScript or TypeScript. All text is written as an ES module with two spaces, single quotes and semicolons; the editor
 * turns it into the module system and the style of the file. A place names a call by its callee's span, an object or a function by its own.
 */
export type CodeChange =
  /** A new module beside another one, written in the manner of that one. */
  | { readonly is: 'module'; readonly file: string; readonly like: string; readonly text: readonly string[] }
  /** Binds names (`{ RedisStore }`, `multerS3`) to a package, or to a module of the app by its path. */
  | {
      readonly is: 'binding';
      readonly file: string;
      readonly bind: string;
      readonly from: { readonly package: string } | { readonly module: string };
    }
  /** Sets a property of an object, or of the options that a call is given last; options are made where it has none. */
  | { readonly is: 'property'; readonly at: Span; readonly name: string; readonly value: string }
  /** Puts statements before or behind the one that a call stands in. */
  | {
      readonly is: 'statements';
      readonly at: Span;
      readonly where: 'before' | 'behind';
      readonly text: readonly string[];
    }
  /** Puts statements first into a callback, which becomes async: a function, or the name of one. */
  | { readonly is: 'callback'; readonly at: Span; readonly text: readonly string[] }
  /** Gives a name to the result of a call that is a statement by itself. */
  | { readonly is: 'result'; readonly at: Span; readonly name: string }
  /** Puts an item before a call that is an item of an array. */
  | { readonly is: 'item'; readonly at: Span; readonly text: string }
  /** Replaces a call, arguments and all. */
  | { readonly is: 'call'; readonly at: Span; readonly text: readonly string[] }
  /** Writes a property of an object, or of a call's last argument, anew; text without a colon is a new name for it. */
  | { readonly is: 'key'; readonly at: Span; readonly name: string; readonly text: string }
  /**
   * Replaces a statement that is a call of a method on something (`$on`), given a path that is joined of several parts (the last of them
   * is `$last`); the function around it becomes async.
   */
  | { readonly is: 'statement'; readonly at: Span; readonly text: readonly string[] }
  /** Takes out what a variable of the environment falls back to, where a call makes it: `process.env.X || make()`. */
  | { readonly is: 'fallback'; readonly at: Span };

/** What people have to do, in order, where nothing can be changed mechanically. */
export function byHand(title: string, ...needs: readonly string[]): Repair {
  return { title, safety: 'manual', changes: [], needs };
}

/** For a step of a start for which the app has a variable by which its servers leave it out: `title` says what to set, `file` asks for it. */
export function leftOutBy(title: string, { label, file }: { readonly label: string; readonly file: string }): Repair {
  return {
    ...byHand(
      `${title} on the servers: the app's own switch for this step`,
      `Run \`${label}\` once per release, before its copies start, without that`,
      `Look in ${file} what else stands behind the same condition: that is left out with it`,
    ),
    whole: true,
  };
}

/** A part that may know how to be repaired. */
export interface Repairable {
  readonly repair?: Repair | undefined;
}

/** Repairs of a part that several rules judge, by the field that they judge. */
export type Repairs<Field extends string> = Readonly<Partial<Record<Field, Repair | undefined>>>;

/**
 * The change that makes a setting come to another value: where a variable is set, else in the env file in force, else at the literal.
 * `code` is the value as the settings file's language writes it (`'redis'`). Undefined where only code decides.
 */
export function switchTo(
  expr: Expr | undefined,
  environment: Environment,
  to: { readonly env: string; readonly code: string },
): Change | undefined {
  if (expr?.is === 'literal' && expr.at.file !== '') return { is: 'replace', at: expr.at, text: to.code };
  if (expr?.is !== 'env') return undefined;
  const setting = environment.layers.find(({ entries }) => entries.has(expr.name));
  const entry = setting?.kind === 'deployment' ? setting.entries.get(expr.name) : undefined;
  if (entry) return inDeployment(expr.name, entry, to.env);
  const layer = setting ?? environment.layers.find(({ kind }) => kind !== 'deployment');
  if (layer)
    return { is: 'variable', file: layer.at.file, name: expr.name, value: to.env, ...actsIn(layer, environment) };
  return environment.layers.length === 0 ? switchTo(expr.fallback, environment, to) : undefined;
}

/** A sample that nothing puts in force beside a deployment: its containers get what the deployment gives them, and all of them need it. */
function actsIn({ kind, copied }: EnvLayer, environment: Environment): { readonly actsIn?: { readonly label: string; readonly at: Span } } {
  const deployed = environment.layers.find((layer) => layer.kind === 'deployment');
  if (kind !== 'example' || copied || !deployed) return {};
  return { actsIn: { label: everyProcess(environment) ?? deployed.label, at: deployed.at } };
} // biome-ignore format: one signature

/** All that a deployment file starts of the app, where one does: each of them needs what one of them is given. */
export function everyProcess({ layers, processes = [] }: Environment): string | undefined {
  const deployed = layers.find((layer) => layer.kind === 'deployment');
  // what is built once holds no keys, and starts nothing by itself
  if (!deployed || /(^|\/)[^/]*Dockerfile[^/]*$/i.test(deployed.at.file)) return undefined;
  const names = [...new Set(processes.filter(({ at }) => at.file === deployed.at.file).map(({ name }) => name))];
  return names.length > 1
    ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)} in ${deployed.at.file}`
    : deployed.label;
}

const envFile = /(^|\/)(\.env[^/]*|env[-.][^/]*|[^/]*\.env)$/;

/** A variable that a deployment file gives: in the env file that it names, or at the plain word that it writes. */
function inDeployment(name: string, { value }: EnvValue, to: string): Change | undefined {
  if (envFile.test(value.at.file)) return { is: 'variable', file: value.at.file, name, value: to };
  const plain =
    value.is === 'literal' &&
    value.at.end - value.at.start === String(value.value ?? '').length &&
    /^[\w./:@,-]+$/.test(to);
  return plain ? { is: 'replace', at: value.at, text: to } : undefined;
}

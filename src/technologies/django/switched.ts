import type { PyExpr, PyStatement } from '../../facts/python-code.js';
import type { Resolution } from '../technology.js';
import type { DjangoSettings } from './settings.js';

/** A variable by which the settings themselves give a setting another value. */
export interface OwnSwitch {
  readonly name: string;
  /** It is read as a yes or a no (`env.bool`). */
  readonly isFlag: boolean;
  /** The module that asks it. */
  readonly file: string;
  /** What is read beside it for that value. */
  readonly beside: readonly string[];
}

/** What is looked for: the setting, and what its other value says. */
interface Wanted {
  readonly name: string;
  readonly to: RegExp;
}

/**
 * The variable that the settings in force ask for before they give a setting a value that all servers share: `if REDIS_HOST: CACHES["default"] =
 * {...}`, wherever on the way from the module of production to the ones that it takes in. Undefined where none does.
 */
export function ownSwitch(app: Resolution, settings: DjangoSettings, wanted: Wanted): OwnSwitch | undefined {
  const modules = new Map(app.facts.of('python-module').map((fact) => [fact.at.file, fact.statements]));
  for (const file of takenIn(settings, modules)) {
    const found = inStatements(modules.get(file) ?? [], { file, settings, wanted });
    if (found) return found;
  }
  return undefined;
}

/** The module of production, and those that it takes in whole (`from .base import *`), the nearest first. */
function takenIn(
  { file, machine }: DjangoSettings,
  modules: ReadonlyMap<string, readonly PyStatement[]>,
): ReadonlySet<string> {
  const files = new Set([file]);
  for (const one of files)
    for (const statement of modules.get(one) ?? []) {
      const named = statement.is === 'import-all' ? machine.fileOf(statement.module, one) : undefined;
      if (named !== undefined) files.add(named);
    }
  return files;
}

interface Place {
  readonly file: string;
  readonly settings: DjangoSettings;
  readonly wanted: Wanted;
}

/** The innermost condition decides: one that stands further out reads what several choices share. */
function inStatements(statements: readonly PyStatement[], place: Place): OwnSwitch | undefined {
  for (const statement of statements) {
    if (statement.is !== 'if') continue;
    for (const { test, body } of statement.branches) {
      const inner = inStatements(body, place);
      // what several choices share is read further out
      if (inner)
        return { ...inner, beside: [...new Set([...inner.beside, ...read(body.filter(({ is }) => is !== 'if'))])] };
      const given = test && body.find((one) => gives(one, place.wanted));
      const asked = given && asks(test, place);
      if (asked) return { ...asked, file: place.file, beside: read(body).filter((name) => name !== asked.name) };
    }
  }
  return undefined;
}

/** The value that is looked for, or one whose back end the environment names. */
function gives(statement: PyStatement, { name, to }: Wanted): boolean {
  if (statement.is !== 'bind' || statement.name !== name) return false;
  return to.test(JSON.stringify(statement.value)) || backends(statement.value).some((one) => variableIn(one) !== undefined);
} // biome-ignore format: one question

function backends(value: PyExpr): readonly PyExpr[] {
  if (value.is !== 'map') return [];
  return value.entries.flatMap(({ key, value: inner }) =>
    key?.is === 'literal' && key.value === 'BACKEND' ? [inner] : backends(inner),
  );
}

/** `if REDIS_HOST`, of a name that is read from the environment, `if os.environ.get("REDIS_HOST")`, `if env.bool("USE_S3", False)`. */
function asks(test: PyExpr, { file, settings }: Place): Pick<OwnSwitch, 'name' | 'isFlag'> | undefined {
  if (test.is === 'name') {
    const value = settings.machine.names(file)?.get(test.name);
    if (value?.is !== 'scalar' || value.from?.is !== 'env') return undefined;
    return { name: value.from.name, isFlag: typeof value.value === 'boolean' };
  }
  const name = variableIn(test);
  const isFlag = test.is === 'call' && test.callee.is === 'attribute' && test.callee.name === 'bool';
  return name === undefined ? undefined : { name, isFlag };
}

function variableIn(expr: PyExpr): string | undefined {
  const first = expr.is === 'call' ? expr.args[0]?.value : undefined;
  const word = first?.is === 'literal' ? String(first.value) : '';
  return /^[A-Z][A-Z0-9_]+$/.test(word) ? word : undefined;
}

/** Variables that statements read, by calls that are given their names. */
function read(statements: readonly PyStatement[]): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    else if (typeof value === 'object' && value !== null) {
      const name = 'is' in value && value.is === 'call' ? variableIn(value as PyExpr) : undefined;
      if (name !== undefined) found.add(name);
      for (const one of Object.values(value)) look(one);
    }
  };
  look(statements);
  return [...found];
}

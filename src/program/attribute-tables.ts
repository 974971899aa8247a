import type { CodeModule, Expr } from '../code/model.js';
import { append } from '../grouped.js';
import type { Ancestry } from './classes.js';
import type { Scopes } from './scopes.js';
import type { Func, Klass, Value } from './values.js';

interface Tools {
  readonly scopes: Scopes;
  readonly classes: Ancestry;
  evaluate(expr: Expr, func: Func): readonly Value[];
}

/**
 * What objects of a Python class answer for attributes that they do not have, where `__getattr__` looks the name up in a table: what the tables at
 * the top of its module hold under it. These are what the app assumes before its own file of settings is laid over them.
 */
export function attributeTablesOf({
  scopes,
  classes,
  evaluate,
}: Tools): (klass: Klass, name: string) => readonly Value[] {
  const answering = new Map<Klass, CodeModule | undefined>();
  const tables = new Map<CodeModule, ReadonlyMap<string, readonly Expr[]>>();

  const moduleOf = (klass: Klass): CodeModule | undefined => {
    if (!answering.has(klass)) {
      const answers = classes.methodOf(klass, '__getattr__', evaluate)?.func;
      answering.set(klass, answers && looksUp(answers) ? answers.module : undefined);
    }
    return answering.get(klass);
  };

  return (klass, name) => {
    const module = moduleOf(klass);
    if (module?.language !== 'python') return [];
    const known = tables.get(module) ?? entriesIn(scopes.topOf(module));
    tables.set(module, known);
    const [first, ...more] = known.get(name) ?? [];
    if (!first || more.length > 0) return [];
    // what is nothing as yet is said elsewhere
    return evaluate(first, scopes.topOf(module)).filter((value) => value.is !== 'literal' || value.value !== null);
  };
}

/** `return self.values[name]` for the name that is asked for. */
function looksUp({ fn }: Func): boolean {
  const asked = fn.params[1]?.name;
  return fn.events.some(
    ({ is, value }) => is === 'return' && value?.is === 'index' && value.key.is === 'name' && value.key.name === asked,
  );
}

/** What tables at the top of a module hold, by the keys that are written out. */
function entriesIn({ fn }: Func): ReadonlyMap<string, readonly Expr[]> {
  const found = new Map<string, Expr[]>();
  for (const { is, value } of fn.events) {
    if (is !== 'bind' || value.is !== 'map') continue;
    for (const { key, value: held } of value.entries)
      if (key?.is === 'literal' && typeof key.value === 'string') append(found, key.value, held);
  }
  return found;
}

import type { Call, Expr } from '../code/model.js';
import { argumentAt } from './arguments.js';
import type { Graph } from './graph.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import type { Func, Value } from './values.js';

/** What code reads of the environment, and what it takes where that says nothing. */
export interface Environment {
  /** The variable of the environment that an outside value is read from. */
  variableOf(value: Value & { is: 'external' }): Variable | undefined;
  /** What stands in for that variable; a function stands for what it returns. */
  standsIn(value: Value & { is: 'external' }): readonly Value[];
  /** What an expression comes to, where callers give it, and where nobody sets the variable that it is read from. */
  usual(expr: Expr, func: Func): readonly Value[];
}

export interface Variable {
  readonly name: string;
  readonly fallback?: Expr;
  /** A read that comes to nothing where the variable is not set, and does not fail. */
  readonly isOptional: boolean;
}

/** So many variables stand in for each other. */
const deepest = 4;

interface Parts {
  readonly linker: Linker;
  readonly graph: Pick<Graph, 'concrete'>;
  readonly library: Library;
}

export function environmentOf({ linker, graph, library }: Parts): Environment {
  // a variable whose own name is read from itself
  const asking = new Set<Call>();

  const usual = (expr: Expr, func: Func): readonly Value[] => {
    const all = linker
      .evaluate(expr, func)
      .flatMap(graph.concrete)
      .flatMap((value) => unset(value, 0));
    // `process.env.X || 'usual'`
    const beside = all.filter((value) => !(value.is === 'external' && variableOf(value)));
    return beside.length > 0 ? beside : all;
  };

  const unset = (value: Value, depth: number): readonly Value[] => {
    const stands = value.is === 'external' && value.made && depth < deepest ? standsIn(value) : [];
    return stands.length > 0 ? stands.flatMap((one) => unset(one, depth + 1)) : [value];
  };

  /** The one text that an expression comes to. */
  const onlyText = (expr: Expr, func: Func): string | undefined => {
    if (expr.is === 'literal') return String(expr.value);
    const texts = usual(expr, func);
    const [first] = texts;
    return first?.is === 'literal' && texts.every((one) => one.is === 'literal' && one.value === first.value)
      ? String(first.value)
      : undefined;
  };

  const variableOf = ({ name, made }: Value & { is: 'external' }): Variable | undefined => {
    const called = name.endsWith('()') ? name.slice(0, -2) : undefined;
    const row = called === undefined ? undefined : library.environment.find(called)[0]?.value;
    if (row && made && row.name !== 'member' && !asking.has(made.call)) {
      asking.add(made.call);
      const named = argumentAt(made.call, row.name);
      const fallback = row.fallback === undefined ? undefined : argumentAt(made.call, row.fallback);
      const isOptional = row.fallback !== undefined && typeof row.fallback !== 'string';
      const text = named && onlyText(named, made.func);
      asking.delete(made.call);
      const isVariable = text !== undefined && (row.matches === undefined || new RegExp(row.matches).test(text));
      if (isVariable) return { name: text, ...(fallback ? { fallback } : {}), isOptional };
    }
    const cut = name.lastIndexOf('.');
    const member = cut > 0 ? library.environment.find(name.slice(0, cut))[0]?.value : undefined;
    return member?.name === 'member' ? { name: name.slice(cut + 1), isOptional: false } : undefined;
  };

  /** `fetch("X", a)` and `fetch("X") { a }`; one may stand in for another. */
  const standsIn = (value: Value & { is: 'external' }): readonly Value[] => {
    const { made } = value;
    const fallback = variableOf(value)?.fallback;
    if (!fallback || !made || asking.has(made.call)) return [];
    asking.add(made.call);
    const found = linker
      .evaluate(fallback, made.func)
      .flatMap((one) => (one.is === 'function' ? linker.resultOf(one, made.call, made.func) : graph.concrete(one)));
    asking.delete(made.call);
    return found;
  };

  return { variableOf, standsIn, usual };
}

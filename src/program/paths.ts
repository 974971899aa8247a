import type { Expr } from '../code/model.js';
import { append } from '../grouped.js';
import { argumentAt, argumentFor } from './arguments.js';
import type { ArgAt, Root } from './catalogue.js';
import { enteredBy } from './entered.js';
import { type Environment, environmentOf } from './environment.js';
import { filledParts } from './filled.js';
import type { Graph } from './graph.js';
import { keptTextOf } from './kept-text.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import type { Placed } from './scopes.js';
import type { Func, Made, Value } from './values.js';

/** Where a path starts, and how it goes on. */
export interface PathOrigin {
  readonly root: Root | 'environment' | 'unknown';
  /** As far as it is written out; what is computed stands as `*`, a variable of the environment as `<NAME>`. */
  readonly text: string;
  /** The outside thing that it begins with, where nothing says where that lies. */
  readonly of?: string;
  /** The variable that decides it. */
  readonly variable?: string;
  /** The variable that it only stands in for. */
  readonly unless?: string;
  /** The file in whose folder it begins (`__dirname`, `__DIR__`). */
  readonly beside?: string;
  /** It lies on a disk that settings name: the place that says it is the folder of all that is kept there. */
  readonly disk?: true;
  /** The place that says it, where one does. */
  readonly said?: { readonly expr: Expr; readonly func: Func };
}

export interface Paths extends Environment {
  of(expr: Expr, func: Func): readonly PathOrigin[];
  /** What a path goes on from, one step back: the folder in `join(folder, name)`, the first part of a text. */
  before(value: Value): Placed | undefined;
}

/** A function, and the call by which it ran. */
interface Run {
  readonly func: Func;
  readonly by?: Made | undefined;
}

const deepest = 16;
const most = 6;
/** Names that stand for each other twice, again and again, take more steps than anybody has time for. */
const mostSteps = 2000;
const longest = 4000;

const unknownPath: PathOrigin = { root: 'unknown', text: '*' };

export function pathsOf(linker: Linker, graph: Graph, library: Library): Paths {
  const environment = environmentOf({ linker, graph, library });
  const { variableOf, standsIn } = environment;
  let steps = 0;
  /** What is known by now of one path: parts of it come back on many ways. */
  const found = new Map<Expr, { readonly by: Made | undefined; readonly origins: readonly PathOrigin[] }[]>();
  const ofExpr = (expr: Expr, func: Func, depth: number, by?: Made): readonly PathOrigin[] => {
    const known = found.get(expr)?.find((one) => one.by?.call === by?.call && one.by?.by?.call === by?.by?.call);
    if (known) return known.origins;
    if (depth > deepest || steps++ > mostSteps) return [unknownPath];
    const values = valuesBy(expr, func, by).slice(0, most);
    const whole = values.length === 0 ? [unknownPath] : ofValues(values, depth + 1);
    const isOwn = expr.is === 'name' && /^__(dirname|DIR__)$/.test(expr.name);
    const origins = isOwn ? whole.map((one) => ({ ...one, beside: func.module.path })) : whole;
    append(found, expr, { by, origins });
    return origins;
  };

  /** What an expression comes to in a run of its function: parameters are what the call that made the run gives for them. */
  const valuesBy = (expr: Expr, func: Func, by: Made | undefined): readonly Value[] => {
    const values = linker.evaluate(expr, func);
    if (!by) return values;
    return values.flatMap((value): readonly Value[] => {
      if (value.is !== 'parameter') return [enteredBy(value, func, by)];
      const given = value.func === func ? argumentFor(func, value.index, by.call) : undefined;
      return given ? linker.follow(valuesBy(given, by.func, by.by), value.path) : [value];
    });
  };

  /** Beside a variable of the environment others stand in for it. */
  const ofValues = (values: readonly Value[], depth: number): readonly PathOrigin[] => {
    const variables = values.flatMap((value) => (value.is === 'external' ? (variableOf(value)?.name ?? []) : []));
    const [unless] = variables;
    const origins = distinct(values.flatMap((value) => ofValue(value, depth))).slice(0, most);
    if (unless === undefined || variables.length === values.length) return origins;
    return origins.map((origin) => (origin.variable === undefined ? { ...origin, unless } : origin));
  };

  const ofValue = (value: Value, depth: number): readonly PathOrigin[] => {
    switch (value.is) {
      case 'literal':
        return value.value === null || value.value === '' || typeof value.value === 'boolean'
          ? []
          : [written(String(value.value), { expr: value.expr, func: value.func })];
      case 'structure':
        return ofStructure(value, depth);
      case 'external':
        return value.name === 'undefined' ? [] : ofExternal(value, depth);
      case 'parameter': {
        const given = graph
          .concrete(value)
          .filter(({ is }) => is !== 'parameter')
          .slice(0, most);
        return given.length > 0 ? given.flatMap((one) => ofValue(one, depth + 1)) : [unknownPath];
      }
      default:
        return [unknownPath];
    }
  };

  const ofStructure = ({ expr, func, made }: Value & { is: 'structure' }, depth: number): readonly PathOrigin[] => {
    if (expr.is === 'text') return joined(expr.parts, { func, by: made }, depth, '', expr);
    if (expr.is === 'operation' && /^[+./]$/.test(expr.sign) && expr.left)
      return joined([expr.left, expr.right], { func, by: made }, depth, expr.sign === '/' ? '/' : '');
    if (expr.is === 'operation' && expr.sign === '%' && expr.left) return ofExpr(expr.left, func, depth, made);
    return [unknownPath];
  };

  /** A text that is taken apart and put together again is what it was. */
  const keptIn = (expr: Expr, { func, by }: Run, depth: number): readonly PathOrigin[] => {
    const index = depth > deepest ? undefined : keptTextOf(expr, func, { linker, library });
    if (index === undefined) return [];
    const given = by && argumentFor(func, index, by.call);
    const origins = given
      ? ofExpr(given, by.func, depth + 1, by.by)
      : ofValue({ is: 'parameter', func, index, path: '' }, depth + 1);
    return origins.filter(({ root }) => root !== 'unknown');
  };

  /** The first part says where it starts, and the others how it goes on. */
  const joined = (
    parts: readonly Expr[],
    { func, by }: Run,
    depth: number,
    between: string,
    whole?: Expr,
  ): readonly PathOrigin[] => {
    const [first, ...rest] = parts.filter((part) => !(part.is === 'literal' && part.value === ''));
    if (!first) return [{ root: 'app', text: '', ...(parts[0] ? { said: { expr: parts[0], func } } : {}) }];
    const begins = ofExpr(first, func, depth, by);
    const kept = whole && rest.length > 0 && begins.every(isNoFolder) ? keptIn(whole, { func, by }, depth) : [];
    if (kept.length > 0) return kept;
    const tail = rest.map((part) => tailOf(ofExpr(part, func, depth, by)));
    return begins.map((origin) => {
      const text = [origin.text, ...tail].join(between).replace(/\/{2,}/g, '/');
      // a slash before what is not known
      if (origin.text === '/' && /^\/?\*/.test(text)) return { ...unknownPath, text };
      return { ...origin, text: text.length > longest ? `${text.slice(0, longest)}*` : text };
    });
  };

  const ofExternal = (value: Value & { is: 'external' }, depth: number): readonly PathOrigin[] => {
    const { name, made } = value;
    const called = name.endsWith('()') ? name.slice(0, -2) : undefined;
    const onDisk = called !== undefined && made ? ofDisk(called, made, depth) : [];
    if (onDisk.length > 0) return onDisk;
    const root =
      library.roots.find(name)[0]?.value ?? (called === undefined ? undefined : library.roots.find(called)[0]?.value);
    if (root) {
      const rest =
        made && called !== undefined
          ? made.call.args.map(({ value: one }) => ofExpr(one, made.func, depth, made.by)[0]?.text ?? '*')
          : [];
      return [
        {
          root: root === 'tmp' ? 'temporary' : root,
          text: [root === 'tmp' ? '/tmp' : `<${root}>`, ...rest].join('/').replace(/\/{2,}/g, '/'),
          ...(made ? { said: { expr: made.call, func: made.func } } : {}),
        },
      ];
    }
    const variable = variableOf(value);
    if (variable) {
      const fallback = standsIn(value)
        .slice(0, most)
        .flatMap((one) => ofValue(one, depth + 1))
        .map((one) => ({ ...one, unless: variable.name }));
      const own: PathOrigin = {
        root: 'environment',
        text: `<${variable.name}>`,
        variable: variable.name,
        ...(made ? { said: { expr: made.call, func: made.func } } : {}),
      };
      return [own, ...fallback];
    }
    // an object of a type only: what the code gives for it
    const told = made || !name.endsWith('()') ? undefined : value.told?.();
    if (told && told.length > 0) return ofValues(told.slice(0, most), depth + 1);
    const parts = made && filledParts(name, made);
    if (parts) return joined(parts, made, depth, '');
    const passed = passedBy(called, made, name);
    if (called === undefined && passed === 'self') {
      // `path.parent`: a property of what the call made
      return ofExternal({ ...value, name: name.slice(0, name.lastIndexOf('.')) }, depth + 1);
    }
    if (passed !== undefined && made) {
      const first = argumentAt(made.call, passed);
      if (!first) return [unknownPath];
      const from = typeof passed === 'number' ? passed : -1;
      // a number says how far to go up or how to look (`dirname(__DIR__, 2)`), and is no part of the path
      const rest = made.call.args
        .slice(from + 1)
        .flatMap(({ value: one }) => (one.is === 'literal' && typeof one.value === 'number' ? [] : [one]));
      return joined([first, ...rest], made, depth, '/');
    }
    return [{ ...unknownPath, of: name }];
  };

  /** What a disk of the settings gives for a name of a file: below the folder of the disk that it is called on. */
  const ofDisk = (called: string, made: Made, depth: number): readonly PathOrigin[] => {
    const row = library.disks.find(called)[0]?.value;
    const { callee, args } = made.call;
    if (!row || callee.is !== 'member') return [];
    const chosen = linker.evaluate(callee.of, made.func).flatMap((of) => {
      const by = of.is === 'external' ? of.made : undefined;
      const name = by && argumentAt(by.call, 0);
      return by && name ? linker.evaluate(name, by.func) : linker.settingOf(row.files, row.usual, made.func);
    });
    const names = chosen.flatMap((value) => (value.is === 'literal' ? [String(value.value)] : []));
    const [name] = names;
    if (name === undefined || names.some((one) => one !== name)) return [];
    const folder = linker.settingOf(row.files, row.folder.replace('*', name), made.func);
    const tail = args.map(({ value }) => tailOf(ofExpr(value, made.func, depth + 1, made.by)));
    return ofValues(folder.slice(0, most), depth + 1)
      .filter(({ root }) => root !== 'unknown')
      .map((origin) => ({ ...origin, text: [origin.text, ...tail].join('/').replace(/\/{2,}/g, '/'), disk: true }));
  };

  /** The argument that a path goes on from; what gives its own object again (`path.resolve()`) is asked by its own name. */
  const passedBy = (called: string | undefined, made: Made | undefined, name: string): ArgAt | undefined => {
    const { callee } = made?.call ?? {};
    const own =
      called !== undefined && made && callee?.is === 'member'
        ? linker
            .evaluate(callee.of, made.func)
            .flatMap(graph.concrete)
            .flatMap((of) => (of.is === 'external' ? [`${of.name}.${callee.name}`] : []))
        : [];
    return [...own, called ?? name].flatMap((one) => library.paths.find(one))[0]?.value;
  };

  const before = (value: Value): Placed | undefined => {
    if (value.is === 'structure') {
      const { expr, func } = value;
      const first =
        expr.is === 'text'
          ? expr.parts.find((part) => part.is !== 'literal' || part.value !== '')
          : expr.is === 'operation' && /^[+./]$/.test(expr.sign)
            ? expr.left
            : undefined;
      return first && { expr: first, func };
    }
    if (value.is !== 'external' || !value.made || !value.name.endsWith('()')) return undefined;
    const { made, name } = value;
    const passed = passedBy(name.slice(0, -2), made, name);
    const expr = passed === undefined ? undefined : argumentAt(made.call, passed);
    return expr && { expr, func: made.func };
  };

  return {
    ...environment,
    before,
    of(expr, func) {
      steps = 0;
      found.clear();
      return ofExpr(expr, func, 0).map((origin) => known(origin, library));
    },
  };
}

/** Folders of the system that hold nothing for long, and files that are none (Filesystem Hierarchy Standard 3.0; php.net, wrappers). */
function written(text: string, said: { readonly expr: Expr; readonly func: Func }): PathOrigin {
  if (/^\/(var\/)?tmp(\/|$)|^\/dev(\/|$)|^\/proc\/|^\/run\/|^php:\/\//.test(text))
    return { root: 'temporary', text, said };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && !/^file:/i.test(text)) return { root: 'shared', text, said };
  return { root: 'app', text, said };
}

/** Each once. */
function distinct(origins: readonly PathOrigin[]): readonly PathOrigin[] {
  const isSame = (a: PathOrigin, b: PathOrigin) =>
    a.root === b.root &&
    a.text === b.text &&
    a.variable === b.variable &&
    a.unless === b.unless &&
    a.said?.expr === b.said?.expr;
  return origins.filter((one, index) => !origins.slice(0, index).some((other) => isSame(one, other)));
}

/** How a path goes on, where it goes on in one way only; a variable stands before what stands in for it. */
function tailOf([first, ...others]: readonly PathOrigin[]): string {
  if (!first) return '*';
  return first.variable !== undefined || others.every(({ text }) => text === first.text) ? first.text : '*';
}

/** Neither says where it begins. */
function isNoFolder({ root, text, variable }: PathOrigin): boolean {
  return variable === undefined && (root === 'unknown' || text === '/');
}

/** Folders that frameworks name, below wherever the app lies. */
function known(origin: PathOrigin, { folders }: Library): PathOrigin {
  if (!/^(app|public|unknown)$/.test(origin.root)) return origin;
  const root = folders.find(([folder]) => `/${origin.text}`.includes(`/${folder}/`))?.[1];
  return root === undefined ? origin : { ...origin, root };
}

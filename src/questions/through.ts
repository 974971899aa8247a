import type { Arg, Call, Expr as Code, CodeLanguage } from '../code/model.js';
import { expressionsOf, givenBy } from '../code/walk.js';
import type { Expr } from '../facts/expr.js';
import { argumentFor, restFor, spreadFor } from '../program/arguments.js';
import type { Program } from '../program/program.js';
import { type Func, isOwnName, type Value } from '../program/values.js';
import { table } from '../table.js';
import { placeOfExpr } from './asked.js';
import type { SaidArgument } from './spoken/spoken.js';

/** A call on the way: the function that it reaches, and where it is made. */
export interface Frame {
  readonly callee: Func;
  readonly call: Call;
  readonly func: Func;
}

export interface Said {
  /** How a value of code would be said by a file: literals, reads of the environment, calls of libraries, what is chosen between. */
  expr(code: Code, func: Func, frames: readonly Frame[]): Expr;
  /** The same of a condition. */
  test(code: Code, func: Func, frames: readonly Frame[]): Expr;
  /** What a call is given, spread out where that is known. */
  args(call: Call, func: Func, frames: readonly Frame[]): readonly SaidArgument[];
  /** The library of an outside thing, and what of it: `express().get` is `().get` of `express`. */
  parted(name: string): { readonly module: string; readonly name: string };
}

const deepest = 9;
const mostArgs = 12;
const mostItems = 60;
/** How much one value may grow to: code that refers to itself must not grow without end. */
const mostNodes = 400;

/** Says values of the program in the words of facts, with parameters replaced by what the calls on the way give for them. */
export function sayingOf(program: Program, language: CodeLanguage): Said {
  const modules = new Set<string>();
  for (const module of program.scopes.modules) {
    if (module.language !== language) continue;
    const loaded = language === 'javascript' ? expressionsOf(program.scopes.topOf(module).fn) : [];
    const names = [...module.imports, ...[...loaded].filter((expr) => expr.is === 'import')].map((one) => one.module);
    for (const name of names) {
      const outside = /^(\/|\.+\w)/.test(name) ? undefined : program.outside(module, name);
      if (outside !== undefined) modules.add(program.library.nameOf(outside));
    }
  }
  const parted = (name: string) => {
    for (
      let cut = name.length;
      cut > 0;
      cut = Math.max(name.lastIndexOf('.', cut - 1), name.lastIndexOf('(', cut - 1))
    ) {
      const module = name.slice(0, cut);
      if (modules.has(module)) return { module, name: name.slice(cut).replace(/^\./, '') };
    }
    return { module: 'global', name };
  };

  let left = 0;
  const convert = (code: Code, func: Func, frames: readonly Frame[], depth: number): Expr => {
    const at = placeOfExpr(code, func);
    left--;
    if (depth > deepest || left < 0) return { is: 'opaque', source: '', at };
    const next = (inner: Code) => convert(inner, func, frames, depth + 1);
    const tested = (inner: Code) => askedThere(next(inner), inner, func);
    switch (code.is) {
      case 'literal':
        return { is: 'literal', value: code.value, at };
      case 'text':
        return { is: 'text', parts: code.parts.map(next), at };
      case 'list':
        return { is: 'list', items: code.items.slice(0, mostItems).map(next), at };
      case 'map':
        return {
          is: 'map',
          at,
          entries: code.entries.slice(0, mostItems).flatMap(({ key, value }) => {
            if (key?.is === 'literal') return [{ key: String(key.value), value: next(value) }];
            const spread = key ? undefined : next(value);
            return spread?.is === 'map' ? spread.entries : [];
          }),
        };
      case 'choice':
        return { is: 'choice', when: tested(code.when), whenTrue: next(code.yes), whenFalse: next(code.no), at };
      case 'operation':
        return operation(code, next, tested, at);
      case 'name': {
        const said =
          boundOnce(code.name, func, frames, depth) ??
          boundLater(code.name, func, frames, depth) ??
          fromValues(program.linker.evaluate(code, func), code, func, frames, depth);
        return said.is === 'map' ? withLater(said, code.name, func, frames, depth) : said;
      }
      case 'member':
      case 'index':
      case 'call':
      case 'import':
        return fromValues(program.linker.evaluate(code, func), code, func, frames, depth);
      case 'function':
        return handedBack(code, func, depth) ?? { is: 'opaque', source: '', at };
      default:
        return { is: 'opaque', source: '', at };
    }
  };

  /** `const key = known ?? make()`: how the one value of a name is chosen. */
  const boundOnce = (name: string, func: Func, frames: readonly Frame[], depth: number): Expr | undefined => {
    let holder: Func | undefined = func;
    while (holder && !isOwnName(name, holder)) holder = holder.outer;
    const bounds = holder?.bindings.get(name) ?? [];
    const [bound] = bounds;
    if (!bound || bounds.length > 1 || bound.guard !== undefined || !/^(operation|choice)$/.test(bound.expr.is))
      return undefined;
    return convert(bound.expr, bound.func, frames, depth + 1);
  };

  /** What a function that is handed over gives: by its callback (`done(null, folder)`), or the table that it only makes. */
  const handedBack = (code: Code & { is: 'function' }, func: Func, depth: number): Expr | undefined => {
    const handed = program.scopes.funcAt(func.module, code.fn);
    const given = handed?.fn.params.length === 0 ? givenBy(handed.fn).at(-1) : undefined;
    if (handed && given?.is === 'map') return convert(given, handed, [], depth + 1);
    if (handed?.fn.events.length !== 1) return undefined;
    const [event] = handed.fn.events;
    const value = event?.is === 'do' || event?.is === 'return' ? event.value : undefined;
    if (value?.is !== 'call' || value.callee.is !== 'name') return undefined;
    const { name } = value.callee;
    const [fault, result] = value.args;
    const isCallback = handed.fn.params.at(-1)?.name === name && fault?.value.is === 'literal';
    return isCallback && result ? convert(result.value, handed, [], depth + 1) : undefined;
  };

  /** `let store; if (x) store = y;`: nothing, or what it began as, where the condition does not hold. */
  const boundLater = (name: string, func: Func, frames: readonly Frame[], depth: number): Expr | undefined => {
    let holder: Func | undefined = func;
    while (holder && !holder.bindings.has(name)) holder = holder.outer;
    const bounds = holder?.bindings.get(name) ?? [];
    const [later, ...others] = bounds.filter(({ guard }) => guard !== undefined);
    const guard = later?.guard === undefined ? undefined : later.func.fn.guards[later.guard];
    if (!later || others.length > 0 || bounds.length > 2 || !guard?.test || !/^(if|else)$/.test(guard.is))
      return undefined;
    if (program.linker.isNever(later.guard, later.func)) return undefined;
    const before = bounds.find((bound) => bound !== later);
    const value = convert(later.expr, later.func, frames, depth + 1);
    const nothing: Expr = { is: 'literal', value: null, at: value.at };
    const isDeclared = before?.expr.is === 'opaque' && before.expr.children.length === 0;
    const first = before && !isDeclared ? convert(before.expr, before.func, frames, depth + 1) : nothing;
    const when = convert(guard.test, later.func, frames, depth + 1);
    const [whenTrue, whenFalse] = guard.is === 'if' ? [value, first] : [first, value];
    return { is: 'choice', when, whenTrue, whenFalse, at: value.at };
  };

  /** `const options = {}; if (x) options.store = y;`: the table with what is put into it later. */
  const withLater = (
    map: Expr & { is: 'map' },
    name: string,
    func: Func,
    frames: readonly Frame[],
    depth: number,
  ): Expr => {
    const entries = [...map.entries];
    for (const one of program.scopes.putInto(func.module, name)) {
      if (program.linker.isNever(one.guard, one.func)) continue;
      const value = convert(one.expr, one.func, frames, depth + 1);
      const guard = one.guard === undefined ? undefined : one.func.fn.guards[one.guard];
      const before = entries.findLast(({ key }) => key === one.key)?.value ?? {
        is: 'literal' as const,
        value: null,
        at: value.at,
      };
      const isChosen = guard?.test && (guard.is === 'if' || guard.is === 'else');
      if (!isChosen || !guard.test) entries.push({ key: one.key, value });
      else {
        const when = convert(guard.test, one.func, frames, depth + 1);
        const [whenTrue, whenFalse] = guard.is === 'if' ? [value, before] : [before, value];
        entries.push({ key: one.key, value: { is: 'choice', when, whenTrue, whenFalse, at: value.at } });
      }
    }
    return { ...map, entries };
  };

  const fromValues = (
    values: readonly Value[],
    code: Code,
    func: Func,
    frames: readonly Frame[],
    depth: number,
  ): Expr => {
    const at = placeOfExpr(code, func);
    const said = values.slice(0, left > 0 ? 4 : 1).map((value) => fromValue(value, code, func, frames, depth));
    const [first, ...others] = said;
    if (!first) return { is: 'opaque', source: nameOf(code), at };
    return others.reduce((whole, one): Expr => ({ is: 'choice', whenTrue: whole, whenFalse: one, at }), first);
  };

  const fromValue = (value: Value, code: Code, func: Func, frames: readonly Frame[], depth: number): Expr => {
    const at = placeOfExpr(code, func);
    switch (value.is) {
      case 'literal':
        return { is: 'literal', value: value.value, at: placeOfExpr(value.expr, value.func) };
      case 'structure':
        return convert(value.expr, value.func, frames, depth + 1);
      case 'external': {
        const fixed = program.library.production.find(value.name)[0]?.value;
        if (fixed !== undefined) return { is: 'literal', value: fixed, at };
        const variable = program.paths.variableOf(value);
        if (variable) {
          const others = program.paths.standsIn(value);
          const nothing: Expr | undefined = variable.isOptional ? { is: 'literal', value: null, at } : undefined;
          const fallback = others.length > 0 ? fromValues(others, code, func, frames, depth + 1) : nothing;
          return { is: 'env', name: variable.name, at, ...(fallback ? { fallback } : {}) };
        }
        if (value.name === 'undefined') return { is: 'literal', value: null, at };
        const path = pathOf(value, frames, depth, at);
        if (path) return path;
        const { made } = value;
        if (!made && !value.name.includes('.') && !modules.has(value.name))
          return { is: 'opaque', source: nameOf(code), at };
        const { module, name } = parted(value.name.replace(/\(\)$/, ''));
        const isCalled = made !== undefined && value.name.endsWith(')');
        const args = made ? argsOf(made.call, made.func, frames, depth) : [];
        const names = args.flatMap((arg, index) => (arg.name === undefined ? [] : [[index, arg.name] as const]));
        return {
          is: 'call',
          module,
          name,
          args: args.map((arg) => arg.value),
          ...(names.length > 0 ? { names: Object.fromEntries(names) } : {}),
          ...(isCalled ? {} : { bare: true as const }),
          at: made ? placeOfExpr(made.call, made.func) : at,
        };
      }
      case 'parameter': {
        const frame = frames.find(({ callee }) => callee === value.func);
        const given = frame && argumentFor(value.func, value.index, frame.call);
        const spread = frame && !given ? spreadFor(value.func, value.index, frame) : undefined;
        if (frame && spread)
          return fromValue(spread, code, frame.func, frames.slice(frames.indexOf(frame) + 1), depth + 1);
        if (!frame || !given) return ofObject(value, code, func, depth) ?? { is: 'opaque', source: nameOf(code), at };
        const inner = program.linker.follow(program.linker.evaluate(given, frame.func), value.path);
        const rest = frames.slice(frames.indexOf(frame) + 1);
        return value.path === ''
          ? convert(given, frame.func, rest, depth + 1)
          : fromValues(inner, given, frame.func, rest, depth + 1);
      }
      case 'instance': {
        const [base] = program.classes.ancestryOf(value.klass, program.linker.evaluate).externals;
        if (base === undefined || base.startsWith('?')) return { is: 'opaque', source: nameOf(code), at };
        return { is: 'call', ...parted(base), args: [], at };
      }
      default:
        return { is: 'opaque', source: nameOf(code), at };
    }
  };

  /** What is called on an object that whoever makes this one gives it, where there is but one. */
  const ofObject = (value: Value & { is: 'parameter' }, code: Code, func: Func, depth: number): Expr | undefined => {
    const [only, ...others] = value.path.endsWith('()') ? program.graph.concrete(value) : [];
    if (!only || others.length > 0 || only.is === 'parameter') return undefined;
    return fromValue(only, code, func, [], depth + 1);
  };

  const argsOf = (call: Call, func: Func, frames: readonly Frame[], depth: number): readonly SaidArgument[] =>
    call.args
      .flatMap((arg) => (arg.spread ? spreadArgs(arg, func, frames, depth) : [one(arg, func, frames, depth)]))
      .slice(0, mostArgs);

  const one = ({ name, value }: Arg, func: Func, frames: readonly Frame[], depth: number): SaidArgument => ({
    ...(name === undefined ? {} : { name }),
    value: convert(value, func, frames, depth + 1),
  });

  /** `*args` and `**options`: what the caller gives beyond the parameters with names of their own, and the entries of a table. */
  const spreadArgs = (arg: Arg, func: Func, frames: readonly Frame[], depth: number): readonly SaidArgument[] => {
    if (depth > deepest) return [];
    const found: SaidArgument[] = [];
    for (const value of program.linker.evaluate(arg.value, func)) {
      const frame =
        value.is === 'parameter' && value.path === '' ? frames.find(({ callee }) => callee === value.func) : undefined;
      if (frame && value.is === 'parameter') {
        const rest = frames.slice(frames.indexOf(frame) + 1);
        for (const beyond of restFor(value.func, value.index, frame.call))
          found.push(
            ...(beyond.spread
              ? spreadArgs(beyond, frame.func, rest, depth + 1)
              : [one(beyond, frame.func, rest, depth)]),
          );
      } else if (value.is === 'structure' && value.expr.is === 'map') {
        for (const { key, value: inner } of value.expr.entries)
          if (key?.is === 'literal')
            found.push({ name: String(key.value), value: convert(inner, value.func, frames, depth + 1) });
      } else if (value.is === 'structure' && value.expr.is === 'list') {
        for (const inner of value.expr.items) found.push({ value: convert(inner, value.func, frames, depth + 1) });
      } else return [{ value: { is: 'opaque', source: nameOf(arg.value), at: placeOfExpr(arg.value, func) } }];
    }
    return found;
  };

  /** What a library makes of paths reads as the text that it is: `path.join(tmpdir(), name)`. */
  const pathOf = (
    value: Value & { is: 'external' },
    frames: readonly Frame[],
    depth: number,
    at: Expr['at'],
  ): Expr | undefined => {
    const { made } = value;
    const called = value.name.endsWith('()') ? value.name.slice(0, -2) : undefined;
    const root = [value.name, ...(called === undefined ? [] : [called])].flatMap((name) =>
      program.library.roots.find(name),
    )[0]?.value;
    if (root) return { is: 'literal', value: rootTexts[root] ?? '', at };
    if (called === undefined || !made || program.library.paths.find(called)[0]?.value !== 0) return undefined;
    const parts = made.call.args.flatMap((arg, index): Expr[] => {
      const part = convert(arg.value, made.func, frames, depth + 1);
      return index === 0 ? [part] : [{ is: 'literal', value: '/', at }, part];
    });
    return parts.length === 1 ? parts[0] : { is: 'text', parts, at };
  };

  return {
    expr(code, func, frames) {
      left = mostNodes;
      return convert(code, func, frames, 0);
    },
    test(code, func, frames) {
      left = mostNodes;
      return askedThere(convert(code, func, frames, 0), code, func);
    },
    args(call, func, frames) {
      left = mostNodes * mostArgs;
      return argsOf(call, func, frames, 0);
    },
    parted,
  };
}

/** How what a path starts from is written; the app's own folder is where it runs. */
const rootTexts: Readonly<Record<string, string>> = table({
  temporary: '/tmp',
  tmp: '/tmp',
  app: '.',
  home: '/home/app',
  public: 'public',
  memory: '/dev/shm',
});

/** What a helper hands on is asked for where the helper is called: no thing that was made before. */
function askedThere(said: Expr, code: Code, func: Func): Expr {
  return said.is === 'call' && code.is === 'call' ? { ...said, at: placeOfExpr(code, func) } : said;
}

type Saying = (code: Code) => Expr;

function operation(code: Code & { is: 'operation' }, next: Saying, tested: Saying, at: Expr['at']): Expr {
  const { sign, left, right } = code;
  if (!left) {
    if (sign !== '!' && sign !== 'not') return { is: 'opaque', source: '', at };
    return { is: 'choice', when: tested(right), whenTrue: truth(false, at), whenFalse: truth(true, at), at };
  }
  if (sign === '||' || sign === '??' || sign === 'or') {
    const first = next(left);
    if (first.is === 'env') return { ...first, fallback: next(right) };
    if (/^(map|list|call)$/.test(first.is)) return first;
    return { is: 'choice', when: first, whenTrue: first, whenFalse: next(right), at };
  }
  if (sign === '&&' || sign === 'and')
    return { is: 'choice', when: tested(left), whenTrue: next(right), whenFalse: truth(false, at), at };
  if (sign === '+') return { is: 'text', parts: [next(left), next(right)], at };
  if (/^={2,3}$/.test(sign)) return { is: 'equals', left: next(left), right: next(right), at };
  if (/^!={1,2}$/.test(sign)) {
    const equals: Expr = { is: 'equals', left: next(left), right: next(right), at };
    return { is: 'choice', when: equals, whenTrue: truth(false, at), whenFalse: truth(true, at), at };
  }
  return { is: 'opaque', source: '', at };
}

function truth(value: boolean, at: Expr['at']): Expr {
  return { is: 'literal', value, at };
}

function nameOf(code: Code): string {
  if (code.is === 'name') return code.name;
  return code.is === 'member' ? `${nameOf(code.of)}.${code.name}`.replace(/^\./, '') : '';
}

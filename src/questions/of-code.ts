import type { Call, Expr } from '../code/model.js';
import { childrenOf, within } from '../code/walk.js';
import { argumentFor } from '../program/arguments.js';
import { givenBackBy } from '../program/scopes.js';
import type { Func, Value } from '../program/values.js';
import { withOuter } from '../program/values.js';
import type { Asked } from './asked.js';
import { sitesAmong } from './effects-in.js';
import type { State, Use } from './memo.js';
import { statesOf } from './states.js';

/**
 * Whether what a function puts into a table and looks up there itself, with the name that it has there, comes of code and settings alone: every process
 * that runs the same release makes the same of them, whichever request is the first to ask. Not a mark, or a count: that a request sets it says something.
 */
export function isOfCode({ func, key, value, expr: put }: Use, state: State, asked: Asked): boolean {
  if (!value || !key || value.is === 'literal') return false;
  const isHandedOut = state.uses.some(({ how, func: by, expr }) => how === 'read' && by === func && expr !== put);
  if (!isHandedOut || !func.fn.events.some((event) => event.is === 'return' && event.value !== undefined)) return false;
  const seeing = { asked, own: new Set(state.uses.map(({ expr }) => expr)), seen: new Set<Expr>() };
  return isSaid(value, func, seeing, deepest) && isSaid(key, func, seeing, deepest);
}

interface Seeing {
  readonly asked: Asked;
  /** Looks into the state itself. */
  readonly own: ReadonlySet<Expr>;
  readonly seen: Set<Expr>;
}

/** So many calls back, or down, is looked for what something is made of. */
const deepest = 4;
/** More expressions are not looked at for one value. */
const most = 200;

function isSaid(expr: Expr, func: Func, seeing: Seeing, left: number): boolean {
  if (seeing.own.has(expr) || seeing.seen.has(expr)) return true;
  if (left === 0 || seeing.seen.size > most) return false;
  seeing.seen.add(expr);
  const all = (exprs: readonly Expr[]) => exprs.every((one) => isSaid(one, func, seeing, left));
  switch (expr.is) {
    case 'literal':
    case 'function':
    case 'class':
    case 'import':
      return true;
    case 'name':
      return isNamed(expr, func, seeing, left);
    case 'call':
      return all(expr.args.map(({ value }) => value)) && isCalled(expr, func, seeing, left);
    case 'this':
    case 'super':
      return false;
    case 'operation':
      // what is added to it, each time that somebody asks
      return /^(\|\||\?\?|&&|or|and)$/.test(expr.sign)
        ? all(childrenOf(expr))
        : ![...within(expr)].some((one) => seeing.own.has(one)) && all(childrenOf(expr));
    default:
      return all(childrenOf(expr));
  }
}

/** What a name of the function stands for: what it is bound to, what callers give for it, or what the module has under it. */
function isNamed(expr: Expr & { is: 'name' }, func: Func, seeing: Seeing, left: number): boolean {
  const { scopes, graph } = seeing.asked.program;
  for (const here of withOuter(func)) {
    if (here === scopes.topOf(func.module)) break;
    const index = here.fn.params.findIndex(({ name }) => name === expr.name);
    const bound = (here.bindings.get(expr.name) ?? []).filter(({ expr: to }) => to !== expr);
    if (index < 0 && bound.length === 0) continue;
    if (!bound.every((one) => isSaid(one.expr, one.func, seeing, left))) return false;
    if (index < 0) return true;
    const calls = graph.callersOf(here);
    return (
      calls.length > 0 &&
      calls.every(({ call, func: caller, targets }) => {
        const given = targets.includes(here) ? argumentFor(here, index, call) : undefined;
        return given !== undefined && isSaid(given, caller, seeing, left - 1);
      })
    );
  }
  return isOfModule(expr, func, seeing);
}

/** A thing of a library, a function, a class, or a constant of the app that nothing changes. */
function isOfModule(expr: Expr, func: Func, { asked }: Seeing): boolean {
  const values = asked.program.linker.evaluate(expr, func);
  return values.length > 0 && values.every((value) => isConstant(value, asked));
}

function isConstant(value: Value, asked: Asked): boolean {
  if (value.is === 'external') return !value.name.includes('()') && !value.name.startsWith('?');
  if (value.is !== 'structure') return /^(literal|function|class|module|folder)$/.test(value.is);
  // a table that functions change is what this is about
  return !statesOf(asked).some(({ at }) => at.expr === value.expr);
}

function isCalled(call: Call, func: Func, seeing: Seeing, left: number): boolean {
  const { program } = seeing.asked;
  const { callee } = call;
  // what code that is loaded by its name makes
  if (callee.is === 'call') return isSaid(callee, func, seeing, left);
  const values = program.linker.evaluate(callee, func);
  if (values.some(({ is }) => is === 'class')) return values.every(({ is }) => is === 'class');
  const names = values.flatMap((value) => (value.is === 'external' ? [value.name] : []));
  if (names.length > 0 && names.every((name) => program.library.pure.find(name).length > 0)) return true;
  const [site] = sitesAmong([call], func, program);
  if (site && site.targets.length > 0 && !site.weak)
    return site.targets.every((target) => {
      const given = givenBackBy(target);
      return given.length > 0 && given.every(({ expr }) => isSaid(expr, target, seeing, left - 1));
    });
  // `settings.PROVIDERS.items()`: a method of a plain value
  return callee.is === 'member' && isPlain(callee.of, func, seeing) && isSaid(callee.of, func, seeing, left);
}

/** A text, a table or a setting: its methods tell nothing but what is in it. */
function isPlain(expr: Expr, func: Func, { own, asked: { program } }: Seeing): boolean {
  if (own.has(expr)) return true;
  const values = program.linker.evaluate(expr, func);
  return (
    values.length > 0 &&
    values.every(
      (value) =>
        value.is === 'literal' ||
        value.is === 'structure' ||
        (value.is === 'external' &&
          (program.paths.variableOf(value) !== undefined ||
            program.library.hasKeys(value.name.replace(/\.[^.]*$/, '')))),
    )
  );
}

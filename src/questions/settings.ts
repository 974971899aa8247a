import type { Expr as Code } from '../code/model.js';
import { expressionsOf, within } from '../code/walk.js';
import type { Expr } from '../facts/expr.js';
import type { Fact } from '../facts/fact.js';
import { routeEnd } from '../facts/route.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { inRuby } from './spoken/ruby.js';
import { type Frame, type Said, sayingOf } from './through.js';

/**
 * Settings whose value a file takes from elsewhere (`config.cache_store = Stores.cache`): said with what it comes to when names, methods and
 * constants of the app are followed. The place stays that of the setting: there it is decided, and there it would be changed.
 */
export function withSettingsThrough(
  facts: ReadonlyMap<string, readonly Fact[]>,
  program: Program,
): ReadonlyMap<string, readonly Fact[]> {
  const sayings = { ruby: sayingOf(program, 'ruby'), python: sayingOf(program, 'python') };
  const grown = new Map(facts);
  for (const [path, own] of facts) {
    const { language } = program.scopes.moduleAt(path) ?? {};
    // the settings of Python are followed by a machine of their own
    const isDarkHere = (fact: Fact) => (language === 'ruby' || fact.kind === 'route') && darkIn(fact).length > 0;
    if ((language !== 'ruby' && language !== 'python') || !own.some(isDarkHere)) continue;
    const saying = sayings[language];
    const places = placesIn(path, program);
    const clear = (expr: Expr): Expr => {
      switch (expr.is) {
        case 'opaque':
          return fromElsewhere(expr, places.get(`${expr.at.start} ${expr.at.end}`), { saying, program });
        case 'env':
          return expr.fallback ? { ...expr, fallback: clear(expr.fallback) } : expr;
        case 'list':
          return { ...expr, items: expr.items.map(clear) };
        case 'map':
          return { ...expr, entries: expr.entries.map(({ key, value }) => ({ key, value: clear(value) })) };
        case 'choice':
          return {
            ...expr,
            ...(expr.when ? { when: clear(expr.when) } : {}),
            whenTrue: clear(expr.whenTrue),
            whenFalse: clear(expr.whenFalse),
          };
        default:
          return expr;
      }
    };
    grown.set(
      path,
      own.map((fact) => (isDarkHere(fact) ? cleared(fact, clear) : fact)),
    );
  }
  return grown;
}

/** What of a fact the file alone does not tell: a value or condition of a setting, what a call of a library is given by name. */
function darkIn(fact: Fact): readonly Expr[] {
  if (fact.kind === 'route') return fact.end ? [fact.end] : [];
  if (fact.kind === 'setting') return [fact.value, ...(fact.guard ? [fact.guard] : [])].filter(isDark);
  return fact.kind === 'use' ? Object.values(fact.options ?? {}).filter(isDark) : [];
}

function cleared(fact: Fact, clear: (expr: Expr) => Expr): Fact {
  if (fact.kind === 'route' && fact.end) {
    const { end, ...route } = fact;
    const text = usualText(clear(end));
    return text === undefined ? fact : { ...route, path: route.path.replace(routeEnd, text.replace(/^\//, '')) };
  }
  if (fact.kind === 'setting')
    return { ...fact, value: clear(fact.value), ...(fact.guard ? { guard: clear(fact.guard) } : {}) };
  if (fact.kind !== 'use' || !fact.options) return fact;
  return {
    ...fact,
    options: Object.fromEntries(Object.entries(fact.options).map(([key, value]) => [key, clear(value)])),
  };
}

/** A text, or the one that is taken where a variable is not set. */
function usualText(expr: Expr): string | undefined {
  if (expr.is === 'env') return expr.fallback && usualText(expr.fallback);
  if (expr.is === 'text') {
    const parts = expr.parts.map(usualText);
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  return expr.is === 'literal' && typeof expr.value === 'string' ? expr.value : undefined;
}

function fromElsewhere(
  expr: Expr & { is: 'opaque' },
  place: Placed | undefined,
  { saying, program }: { readonly saying: Said; readonly program: Program },
): Expr {
  const found = place && saying.expr(place.expr, place.func, framesOf(place, program));
  if (!found || found.is === 'opaque') return expr;
  // what a file of settings says is changed there
  if (found.is === 'literal' && program.scopes.moduleAt(found.at.file)?.language === 'data') return found;
  // a library's own thing is best said as the file says it
  return stands(found, expr) && !takesFromElsewhere(found, expr.at) ? expr : { ...inRuby(found), at: expr.at };
}

/** Helpers that call helpers for one value are not many. */
const deepest = 3;

/** The calls through which a value comes, inner ones first. */
function framesOf({ expr, func }: Placed, { graph }: Program): readonly Frame[] {
  const found: Frame[] = [];
  const add = (whole: ReadonlySet<Code>, from: Func, depth: number) => {
    for (const site of graph.sitesOf(from)) {
      if (!whole.has(site.call)) continue;
      for (const callee of site.targets) {
        if (found.some((frame) => frame.callee === callee)) continue;
        found.unshift({ callee, call: site.call, func: from });
        if (depth > 0) add(new Set(graph.sitesOf(callee).map(({ call }) => call)), callee, depth - 1);
      }
    }
  };
  add(new Set(within(expr)), func, deepest);
  return found;
}

/** Whether something that a call is given is written at another place. */
function takesFromElsewhere(found: Expr, at: Fact['at']): boolean {
  switch (found.is) {
    case 'call':
      return found.args.some((one) => takesFromElsewhere(one, at));
    case 'text':
      return found.parts.some((one) => takesFromElsewhere(one, at));
    case 'choice':
      return takesFromElsewhere(found.whenTrue, at) || takesFromElsewhere(found.whenFalse, at);
    case 'literal':
      return found.at.file !== at.file || found.at.start < at.start || found.at.end > at.end;
    default:
      return false;
  }
}

function stands(found: Expr, { at }: Expr): boolean {
  if (found.is === 'choice')
    return stands(found.whenTrue, { ...found, at }) && stands(found.whenFalse, { ...found, at });
  return found.is === 'call' && found.at.file === at.file && found.at.start === at.start;
}

function isDark(expr: Expr): boolean {
  switch (expr.is) {
    case 'opaque':
      return true;
    case 'env':
      return expr.fallback !== undefined && isDark(expr.fallback);
    case 'list':
      return expr.items.some(isDark);
    case 'map':
      return expr.entries.some(({ value }) => isDark(value));
    case 'choice':
      return isDark(expr.whenTrue) || isDark(expr.whenFalse) || (expr.when !== undefined && isDark(expr.when));
    default:
      return false;
  }
}

interface Placed {
  readonly expr: Code;
  readonly func: Func;
}

/** The expressions of a file by where they stand; the innermost function that has one. */
function placesIn(path: string, { scopes, classes }: Program): ReadonlyMap<string, Placed> {
  const found = new Map<string, Placed>();
  // a call without arguments stands where the method that it names stands: the outer one counts
  const add = (expr: Code, func: Func) => {
    const key = `${expr.start} ${expr.end}`;
    if (!found.has(key)) found.set(key, { expr, func });
  };
  for (const func of scopes.funcsIn(path)) for (const expr of expressionsOf(func.fn)) add(expr, func);
  for (const klass of classes.klasses) {
    for (const { module, class: cls, top } of klass.parts) {
      if (module.path !== path) continue;
      for (const macro of cls.macros) for (const expr of within(macro)) add(expr, top);
    }
  }
  return found;
}

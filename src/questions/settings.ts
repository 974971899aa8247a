import type { Expr as Code } from '../code/model.js';
import { expressionsOf, within } from '../code/walk.js';
import type { Expr } from '../facts/expr.js';
import type { Fact } from '../facts/fact.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { type Said, sayingOf } from './through.js';

/**
 * Settings whose value a file takes from elsewhere (`config.cache_store = Stores.cache`): said with what it comes to when names, methods and
 * constants of the app are followed. The place stays that of the setting: there it is decided, and there it would be changed.
 */
export function withSettingsThrough(
  facts: ReadonlyMap<string, readonly Fact[]>,
  program: Program,
): ReadonlyMap<string, readonly Fact[]> {
  const saying = sayingOf(program, 'ruby');
  const grown = new Map(facts);
  for (const [path, own] of facts) {
    const module = program.scopes.moduleAt(path);
    if (module?.language !== 'ruby' || !own.some((fact) => fact.kind === 'setting' && isDark(fact.value))) continue;
    const places = placesIn(path, program);
    const clear = (expr: Expr): Expr => {
      switch (expr.is) {
        case 'opaque':
          return fromElsewhere(expr, places.get(`${expr.at.start} ${expr.at.end}`), saying);
        case 'env':
          return expr.fallback ? { ...expr, fallback: clear(expr.fallback) } : expr;
        case 'list':
          return { ...expr, items: expr.items.map(clear) };
        case 'map':
          return { ...expr, entries: expr.entries.map(({ key, value }) => ({ key, value: clear(value) })) };
        case 'choice':
          return { ...expr, whenTrue: clear(expr.whenTrue), whenFalse: clear(expr.whenFalse) };
        default:
          return expr;
      }
    };
    grown.set(
      path,
      own.map((fact) =>
        fact.kind === 'setting' && isDark(fact.value)
          ? { ...fact, value: clear(fact.value), ...(fact.guard ? { guard: clear(fact.guard) } : {}) }
          : fact,
      ),
    );
  }
  return grown;
}

function fromElsewhere(expr: Expr & { is: 'opaque' }, place: Placed | undefined, saying: Said): Expr {
  const found = place && saying.expr(place.expr, place.func, []);
  if (!found || found.is === 'opaque') return expr;
  // a library's own thing is best said as the file says it
  return stands(found, expr) ? expr : { ...inRuby(found), at: expr.at };
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
      return isDark(expr.whenTrue) || isDark(expr.whenFalse);
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

/** What a library makes reads as it is written where it is made; the rest in the words of settings. */
function inRuby(expr: Expr): Expr {
  switch (expr.is) {
    case 'call':
      return { is: 'opaque', source: written(expr), at: expr.at };
    case 'list':
      return { ...expr, items: expr.items.map(inRuby) };
    case 'map':
      return { ...expr, entries: expr.entries.map(({ key, value }) => ({ key, value: inRuby(value) })) };
    case 'choice':
      return { ...expr, whenTrue: inRuby(expr.whenTrue), whenFalse: inRuby(expr.whenFalse) };
    case 'env':
      return expr.fallback ? { ...expr, fallback: inRuby(expr.fallback) } : expr;
    default:
      return expr;
  }
}

function written(expr: Expr): string {
  switch (expr.is) {
    case 'call': {
      const name = expr.module === 'global' ? expr.name : `${expr.module}.${expr.name}`;
      const said = name.replaceAll('/', '::').replaceAll('()', '');
      const made = /(^|::)[A-Z]\w*$/.test(said) ? `${said}.new` : said;
      return expr.args.length > 0 ? `${made}(${expr.args.map(written).join(', ')})` : made;
    }
    case 'literal':
      return typeof expr.value === 'string' ? `"${expr.value}"` : String(expr.value);
    case 'env':
      return `ENV["${expr.name}"]${expr.fallback ? ` || ${written(expr.fallback)}` : ''}`;
    case 'text':
      return `"${expr.parts.map((part) => (part.is === 'literal' ? String(part.value) : `#{${written(part)}}`)).join('')}"`;
    case 'list':
      return `[${expr.items.map(written).join(', ')}]`;
    case 'map':
      return `{${expr.entries.map(({ key, value }) => `${key}: ${written(value)}`).join(', ')}}`;
    case 'opaque':
      return expr.source;
    default:
      return '';
  }
}

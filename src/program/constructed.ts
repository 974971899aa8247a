import type { Expr, ExprOf } from '../code/model.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import type { ConstructedRow } from './catalogue.js';
import type { Placed, Scopes } from './scopes.js';
import type { Func, Value } from './values.js';

/** What a container gives, where a file of data says it. */
export interface Constructed {
  /** To a constructor. */
  given(func: Func, index: number): readonly Value[];
  /** To who asks for one of its parameters, at a place. */
  parameter(name: string, place: Placed): readonly Value[];
}

interface Said {
  readonly value: Expr;
  readonly func: Func;
}

/** So many parameters of a container may stand for each other. */
const deepest = 4;
/** Longer texts are no paths. */
const longest = 2000;

/**
 * Texts that files of data say for the parameters of constructors: `App\Shelf: { arguments: { $folder: '%kernel.project_dir%/shelf' } }`, and for all
 * constructors by the name alone (`_defaults: { bind: { $folder: ... } }`). What stands in for a part of a text is put there.
 */
export function constructedBy(scopes: Scopes, rows: readonly ConstructedRow[]): Constructed {
  return readBy(scopes)(rows);
}

/** The linker and the graph of one program ask the same files. */
const readBy = onceFor((scopes: Scopes) => onceFor((rows: readonly ConstructedRow[]) => saidIn(scopes, rows)));

function saidIn({ modules, topOf }: Scopes, rows: readonly ConstructedRow[]): Constructed {
  const services = new Map<string, { readonly map: ExprOf<'map'>; readonly func: Func }[]>();
  const bound = new Map<string, Said[]>();
  const parameters = new Map<string, Said[]>();
  const [row] = rows;

  for (const module of row ? modules.filter(({ language }) => language === 'data') : []) {
    const func = topOf(module);
    const table = func.fn.events[0]?.value;
    if (!row || table?.is !== 'map') continue;
    for (const [name, value] of entriesOf(entryOf(table, row.parameters))) append(parameters, name, { value, func });
    for (const [name, value] of entriesOf(entryOf(table, row.services))) {
      const named = entryOf(value, row.type);
      const type = named?.is === 'literal' ? String(named.value) : name;
      if (name === row.defaults)
        for (const [param, one] of entriesOf(entryOf(value, row.bound))) append(bound, param, { value: one, func });
      else if (value.is === 'map')
        append(services, type.replaceAll('\\', '/').replace(/^\//, ''), { map: value, func });
    }
  }

  const known = new Map<string, string | undefined>();
  const parameterOf = (name: string, depth: number): string | undefined => {
    const own = row?.folders[name];
    if (own !== undefined || known.has(name)) return own ?? known.get(name);
    // one that stands for itself says nothing
    known.set(name, undefined);
    const said = depth < deepest ? parameters.get(name)?.at(-1)?.value : undefined;
    if (said?.is === 'literal' && typeof said.value === 'string') known.set(name, filled(said.value, depth + 1));
    return known.get(name);
  };

  /** With its parameters put in; undefined where it begins with what nothing here says. */
  const filled = (text: string, depth = 0): string | undefined => {
    if (text.length > longest) return undefined;
    const whole = text.replace(/%([\w.()-]+)%/g, (_, name: string) => parameterOf(name, depth) ?? '*');
    return whole.length > longest || whole.startsWith('*') || /%/.test(whole) ? undefined : whole;
  };

  const textOf = ({ value, func }: Said): readonly Value[] => {
    if (value.is !== 'literal' || typeof value.value !== 'string' || value.value.startsWith('@')) return [];
    const text = filled(value.value);
    return text === undefined ? [] : [{ is: 'literal', value: text, expr: value, func }];
  };

  const given = (func: Func, index: number): readonly Value[] => {
    const name = func.fn.params[index]?.name;
    if (!row?.methods.includes(func.fn.name) || !func.owner || name === undefined) return [];
    const own = services.get(func.owner.fullName.replaceAll('\\', '/')) ?? [];
    const told = own.flatMap(({ map, func: at }): readonly Said[] => {
      const listed = entryOf(map, row.arguments);
      const inMap = entryOf(listed, name) ?? entryOf(entryOf(map, row.bound), name);
      const value = listed?.is === 'list' ? listed.items[index] : inMap;
      return value ? [{ value, func: at }] : [];
    });
    return (told.length > 0 ? told : (bound.get(name) ?? [])).flatMap(textOf);
  };

  return {
    given,
    parameter(name, place) {
      const value = filled(`%${name}%`);
      const said = parameters.get(name)?.at(-1);
      if (value === undefined) return [];
      return [{ is: 'literal', value, expr: said?.value ?? place.expr, func: said?.func ?? place.func }];
    },
  };
}

function entriesOf(expr: Expr | undefined): readonly (readonly [string, Expr])[] {
  if (expr?.is !== 'map') return [];
  return expr.entries.flatMap(({ key, value }) => (key?.is === 'literal' ? [[String(key.value), value] as const] : []));
}

function entryOf(expr: Expr | undefined, name: string): Expr | undefined {
  return entriesOf(expr).find(([key]) => key === name)?.[1];
}

import type { Expr } from '../code/model.js';
import { argumentAt, argumentFor } from '../program/arguments.js';
import type { ArgAt } from '../program/catalogue.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { PathOrigin } from '../program/paths.js';
import type { Program } from '../program/program.js';
import { type Func, type Value, withOuter } from '../program/values.js';
import { dataOf } from './sent.js';

/** Writes that go where callers say: each of their calls is a write of its own. */
export interface AtCallers {
  readonly effects: readonly Effect[];
  /** Every call that is known says where it writes to. */
  readonly isWhole: boolean;
  /** The calls say what is written, too. */
  readonly isDataGiven: boolean;
}

type Given = Value & { readonly is: 'parameter' };

/** A writer that more call is none of the app's own words for "write". */
const mostCalls = 60;

/**
 * The calls that decide where something is written, where the function that writes is given the whole path (`save(file, text)`): as writes, with
 * what each gives for the path and for what is written.
 */
export function atCallers(effect: Effect, program: Program): AtCallers | undefined {
  const { site, row } = effect;
  const target = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  const path = target && givenAs(target, site.func, program);
  if (!path) return undefined;
  const calls = program.graph.callsTo(path.func).slice(0, mostCalls);
  const [written] = dataOf(effect, program);
  const data = written && givenAs(written.expr, written.func, program);
  const isDataGiven = data?.func === path.func;
  const effects = calls.flatMap((call): readonly Effect[] => {
    const at = placeIn(call, path);
    if (at === undefined || call.func === path.func) return [];
    const { data: _, when: __, ...rest } = row;
    const dataAt = isDataGiven && data ? placeIn(call, data) : undefined;
    const own = { ...rest, path: at, ...(dataAt === undefined ? {} : { data: dataAt }) };
    return [{ site: call, row: own, name: effect.name, weak: effect.weak || call.weak === true }];
  });
  if (effects.length === 0) return undefined;
  return { effects, isWhole: effects.length === calls.length, isDataGiven };
}

/** The one parameter that an expression is, of the function or of one around it. */
function givenAs(expr: Expr, func: Func, { linker }: Program): Given | undefined {
  const values = linker.evaluate(expr, func).filter((value) => !(value.is === 'literal' && value.value === null));
  const [first, ...others] = values;
  if (first?.is !== 'parameter' || others.length > 0 || first.path !== '') return undefined;
  return withOuter(func).includes(first.func) ? first : undefined;
}

/** By which place a call gives something for a parameter. */
function placeIn({ call }: Site, { func, index }: Given): ArgAt | undefined {
  const given = argumentFor(func, index, call);
  const name = func.fn.params[index]?.name.replace(/^\$/, '');
  if (!given || name === undefined) return undefined;
  const places: readonly ArgAt[] = [index, index - 1, name];
  return places.find((at) => argumentAt(call, at) === given);
}

/** Of things that lie somewhere, the first one of each store: what one place decides, or what lies in one folder, is one. */
export function storesIn<T>(all: readonly T[], originOf: (one: T) => PathOrigin | undefined): readonly T[] {
  const found: { readonly first: T; readonly origins: PathOrigin[] }[] = [];
  for (const one of all) {
    const origin = originOf(one);
    const isKnown = origin !== undefined && origin.root !== 'unknown';
    const store = isKnown
      ? found.find(({ origins }) => origins.length === 0 || origins.some((other) => isOneStore(origin, other)))
      : found[0];
    if (!store) found.push({ first: one, origins: isKnown ? [origin] : [] });
    else if (isKnown) store.origins.push(origin);
  }
  return found.map(({ first }) => first);
}

function isOneStore(a: PathOrigin, b: PathOrigin): boolean {
  if (a.said && a.said.expr === b.said?.expr) return true;
  if (a.root !== b.root) return false;
  const [one, other] = [folderOf(a), folderOf(b)];
  return one === other || (isNamed(one) && other.startsWith(`${one}/`)) || (isNamed(other) && one.startsWith(`${other}/`)); // biome-ignore format: one choice
}

function folderOf({ text }: PathOrigin): string {
  return text.slice(0, Math.max(0, text.lastIndexOf('/')));
}

/** Not the folder that everything lies in. */
function isNamed(folder: string): boolean {
  return /[^./<>*]/.test(folder.replace(/^<\w+>/, ''));
}

import type { Call, Expr } from '../code/model.js';
import { onceFor } from '../once.js';
import { argumentAt, argumentFor, spreadFor } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import { firstOf } from '../program/first-of.js';
import { givenAt } from '../program/given-at.js';
import type { Way } from '../program/reach.js';
import type { Placed } from '../program/scopes.js';
import { type Func, unknownThing, type Value, withOuter } from '../program/values.js';
import { known } from '../resolve/evidence.js';
import type { Secret } from '../resolve/parts/boot-step.js';
import { type Asked, placeOfExpr } from './asked.js';
import { randomPutIn } from './effects-in.js';

/** Keys that sign or encrypt what users carry, and that a process makes for itself when it starts or first needs them. */
export function keysAsked(asked: Asked, isKept: (made: Call) => boolean): readonly Secret[] {
  return [...asked.program.effects.of('key', 'session'), ...registered(asked.program)].flatMap((effect) => {
    const given = effect.row.key === undefined ? [] : givenAt(effect.site, effect.row.key, asked.program);
    return given.flatMap((key) => keyOf(effect, key, asked, isKept)).slice(0, 1);
  });
}

/** Plugins that a server is handed with their options (Fastify 5, docs/Reference/Plugins.md): `app.register(jwt, { secret })` is what `jwt({ secret })` would be. */
function registered({ graph, linker, library }: Asked['program']): readonly Pick<Effect, 'site' | 'row'>[] {
  return graph.sites.flatMap((site) => {
    const { callee, args } = site.call;
    const [plugin, ...rest] = args;
    if (callee.is !== 'member' || callee.name !== 'register' || !plugin || rest.length === 0 || site.func.module.language !== 'javascript') return [];
    const call: Call = { ...site.call, callee: plugin.value, args: rest };
    return linker.evaluate(plugin.value, site.func).flatMap((value) => {
      const rows = value.is === 'external' && !value.name.endsWith('()') ? library.effects.find(value.name) : [];
      return rows.flatMap(({ value: row, weak }) => (row.is === 'key' && !weak ? [{ site: { ...site, call }, row }] : []));
    });
  });
} // biome-ignore format: conditions

/** What a key may come from, behind fallbacks. */
interface Origin {
  readonly value: Value & { readonly is: 'external' };
  /** The variable of the environment that comes before it. */
  readonly behind?: string;
}

function keyOf(
  { site }: Pick<Effect, 'site'>,
  key: Placed,
  asked: Asked,
  isKept: (made: Call) => boolean,
): readonly Secret[] {
  const { program } = asked;
  if (!asked.runs(site.func.module.path)) return [];
  const random = originsOf(key.expr, key.func, asked).find(({ value }) => isRandom(value, asked));
  if (!random?.value.made || isKept(random.value.made.call)) return [];
  const { call, func } = random.value.made;
  // what PHP makes ends with the request
  if (func.module.language === 'php') return [];
  // what no start makes is the secret of one record or of one answer
  const way = program.reach.wayTo(func, ['boot']);
  if (!way || way.weak || isHandedAway(way, func, program)) return [];
  if (random.behind !== undefined && asked.isGiven(random.behind)) return [];
  const at = placeOfExpr(call, func);
  const because = [
    { at: placeOfExpr(site.call, site.func), says: 'signs or encrypts with it' },
    ...(random.behind === undefined ? [] : [{ at, says: `is made where ${random.behind} is not set` }]),
    { at, says: 'every process makes its own' },
  ];
  return [
    {
      label: random.behind ?? nameOf(key.expr),
      technology: asked.technologyOf(func.module.path),
      origin: known('random-per-start', because),
      at,
    },
  ];
}

/** Given to a library of which nobody knows when it runs that: actions that it defines, not what the start does. */
function isHandedAway({ calls }: Way, func: Func, { library }: Asked['program']): boolean {
  const isUnknown = (name: string) => !name.startsWith(unknownThing) && [library.effects, library.callbacks, library.entryCalls].every((rows) => rows.find(name).length === 0);
  return calls.some(({ targets, names }, index) => {
    const next = withOuter(calls[index + 1]?.func ?? func);
    return names.length > 0 && !next.some((one) => targets.includes(one)) && names.every(isUnknown);
  });
} // biome-ignore format: conditions

/** Whether a value is what a call of a library that makes random ones gives, and nothing of it. */
export function isMadeAtRandom({ name }: { readonly name: string }, { effects }: Asked['program']['library']): boolean {
  return effects.find(name.replace(/\(\)$/, '')).some(({ value: row }) => row.is === 'random');
}

export function isRandom(value: Value & { readonly is: 'external' }, { program }: Asked): boolean {
  for (let name = value.name; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const called = name.replace(/\(\)$/, '');
    const rows = program.library.effects.find(called).filter(({ value: row, weak }) => row.is === 'random' && !weak);
    if (rows.some(({ value: row }) => !row.when || (value.made && madeAtRandom(program).has(value.made.call))))
      return true;
  }
  return false;
}

/** The calls that make something at random, by what they are given where that decides it. */
const madeAtRandom = onceFor(
  ({ effects }: Asked['program']) => new Set(effects.of('random').map(({ site }) => site.call)),
);

const mostTexts = 60;

/** What an expression comes from; each text that it is put together from is looked at once, however often it stands in others. */
export function originsOf(expr: Expr, func: Func, asked: Asked, seen: Set<Expr> = new Set()): readonly Origin[] {
  if (seen.size > mostTexts) return [];
  const { linker } = asked.program;
  const variable = variableIn(expr, func, asked);
  const filled = filledAt(expr, func, asked, seen);
  if (filled) return [filled];
  return linker.evaluate(expr, func).flatMap((value): readonly Origin[] => {
    if (value.is === 'external') {
      const of = value.made?.call.callee;
      const inner = value.made && of?.is === 'member' ? filledAt(of.of, value.made.func, asked, seen) : undefined;
      if (inner) return [inner];
      const behind = asked.program.paths.variableOf(value)?.name;
      const others = asked.program.paths.standsIn(value).flatMap((one) => originsOfValue(one, asked));
      return [
        { value, ...(variable ? { behind: variable } : {}) },
        ...others.map((one) => (behind ? { ...one, behind } : one)),
      ];
    }
    if (value.is === 'parameter') return originsGiven(value, asked, seen);
    if (value.is !== 'structure' || value.expr.is !== 'text' || seen.has(value.expr)) return [];
    seen.add(value.expr);
    return value.expr.parts.flatMap((part) => originsOf(part, value.func, asked, seen));
  });
}

/** What a call puts into a name that it is given: `randomFillSync(buffer)`, and `openssl_pkey_export($made, $text)`, which is as random as what it is made of. */
function filledAt(expr: Expr, func: Func, asked: Asked, seen: Set<Expr>): Origin | undefined {
  if (expr.is !== 'name') return undefined;
  return firstOf(randomPutIn(func, asked.program), ({ site, row, name }) => {
    const into = row.data === undefined ? undefined : argumentAt(site.call, row.data);
    if (into?.is !== 'name' || into.name !== expr.name) return undefined;
    const of = row.path === undefined ? undefined : argumentAt(site.call, row.path);
    if (of && seen.has(of)) return undefined;
    if (of && !originsOf(of, func, asked, seen.add(of)).some(({ value }) => isRandom(value, asked))) return undefined;
    return { value: { is: 'external', name, made: { call: site.call, func } } as const };
  });
}

/** What each caller gives, with the variable that comes before it there; also where it is handed on with all that was given (`work(...given)`). */
function originsGiven(value: Value & { readonly is: 'parameter' }, asked: Asked, seen: Set<Expr>): readonly Origin[] {
  const sites = value.path === '' ? asked.program.graph.callsTo(value.func) : [];
  const given = sites.flatMap(({ call, func }) => {
    const expr = argumentFor(value.func, value.index, call);
    const spread = expr ? undefined : spreadFor(value.func, value.index, { call, func });
    const key = expr ?? (spread?.is === 'parameter' ? call : undefined);
    if (!key) return [];
    if (seen.has(key)) return [[]];
    seen.add(key);
    if (expr) return [originsOf(expr, func, asked, seen)];
    return spread?.is === 'parameter' ? [originsGiven(spread, asked, seen)] : [];
  });
  return given.length > 0 ? given.flat() : originsOfValue(value, asked);
}

function originsOfValue(value: Value, { program }: Asked): readonly Origin[] {
  const found = value.is === 'parameter' ? program.graph.concrete(value) : [value];
  return found.flatMap((one) => (one.is === 'external' ? [{ value: one }] : []));
}

/** `process.env.KEY || make()`, also behind names. */
function variableIn(expr: Expr, func: Func, { program }: Asked): string | undefined {
  for (const value of program.linker.evaluate(expr, func)) {
    if (value.is !== 'external') continue;
    const name = program.paths.variableOf(value)?.name;
    if (name) return name;
  }
  return undefined;
}

function nameOf(expr: Expr): string {
  if (expr.is === 'name') return expr.name.replace(/^\$/, '');
  return expr.is === 'member' ? expr.name : 'the key';
}

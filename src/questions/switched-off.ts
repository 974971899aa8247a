import type { Expr } from '../code/model.js';
import { expressionsOf, guardsAround, within } from '../code/walk.js';
import type { Span } from '../facts/span.js';
import { append, grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Program } from '../program/program.js';
import { innermostAt } from '../program/scopes.js';
import type { Func, Klass } from '../program/values.js';
import { lookUpAll } from '../resolve/environments.js';
import { type Evidence, said } from '../resolve/evidence.js';
import { evaluate } from '../resolve/settings.js';
import type { Off } from '../resolve/switched-off.js';
import type { Resolution } from '../technologies/technology.js';
import { placeOfExpr } from './asked.js';
import { type Shipped, type Truth, truthOf } from './truth.js';

/** So many calls above a place are asked for conditions. */
const farthest = 8;
/** More callers than these are not gone through. */
const most = 24;

/**
 * Whether code at a place runs where a switch says so that every file which ships leaves off: a condition on a variable of the environment around it,
 * or around all that leads to it, or around all that makes objects of its class.
 */
export function switchedOff(program: Program): (app: Resolution) => (place: Span) => Off | undefined {
  return (app) => {
    const texts = textsIn(app);
    const shipped: Shipped = { program, texts };
    const walking = { shipped, known: new Map<Func, Found | undefined>() };
    return (place) => {
      const found = offAt(place, walking);
      if (!found) return undefined;
      const name = found.truth.variables.join(', ');
      const set = found.truth.variables.flatMap((one) => app.environment('layered').layers.flatMap(({ entries }) => entries.get(one) ?? []).slice(0, 1)); // biome-ignore format: one list
      const because: readonly Evidence[] = [...set.map(({ at }) => said(at, `sets ${name}`)), said(placeOfExpr(found.test, found.func), `goes on only where ${name} says so`)]; // biome-ignore format: one list
      return { by: found.truth.variables, because };
    };
  };
} // biome-ignore format: one record

/** What all layers of the environment, and all env files of the repository, give a variable. */
function textsIn(app: Resolution): Shipped['texts'] {
  const environment = app.environment('layered');
  const written = grouped(app.facts.of('env-entry'), ({ name }) => [name]);
  return (name) => {
    if (environment.demanded?.has(name)) return undefined;
    const texts = (written.get(name) ?? []).map(({ value }) => value);
    for (const { value } of lookUpAll(environment, name)) {
      const found = evaluate(value, { environment });
      if (found.state !== 'known') return undefined;
      if (found.value !== undefined && found.value !== null) texts.push(String(found.value));
    }
    return texts;
  };
}

interface Walking {
  readonly shipped: Shipped;
  readonly known: Map<Func, Found | undefined>;
}

/** The condition that keeps code from running. */
interface Found {
  readonly truth: Truth;
  readonly test: Expr;
  readonly func: Func;
}

function offAt({ file, start, end }: Span, walking: Walking): Found | undefined {
  const { program } = walking.shipped;
  const module = program.scopes.moduleAt(file);
  if (!module) return undefined;
  const isIn = (one: { readonly start: number; readonly end: number }) => one.start <= start && end <= one.end;
  const inner = innermostAt(program.scopes, { file, start, end });
  const func = inner ?? program.scopes.topOf(module);
  const here = closedWithin(func, { start, end }, walking);
  if (here) return here;
  if (inner) return closedAbove(inner, walking, 0);
  const index = module.classes.findIndex(isIn);
  const klass = index < 0 ? undefined : program.classes.classAt(module, index);
  return klass && (closedClass(klass, walking, 0) ?? closedField(klass, { start, end }, walking));
}

/** Whatever a class does with a field stands behind such conditions. */
function closedField(klass: Klass, place: Place, walking: Walking): Found | undefined {
  const { scopes } = walking.shipped.program;
  const [part] = klass.parts;
  const field = part?.class.fields.find((one) => one.start <= place.start && place.end <= one.end);
  if (!part || !field) return undefined;
  const using = scopes.funcsIn(part.module.path).filter(({ fn }) => [...expressionsOf(fn)].some((expr) => expr.is === 'member' && expr.name === field.name)); // biome-ignore format: one filter
  return everyOf(using, (func) => closedAbove(func, walking, 0));
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A condition within a function that keeps a place of it from running. */
function closedWithin(func: Func, { start, end }: Place, walking: Walking): Found | undefined {
  const covers = (one: Place) => one.start <= start && end <= one.end;
  const event = func.fn.events.findLast((one) => covers(one) || (one.value && covers(one.value)));
  const asked = event ? undefined : func.fn.guards.find(({ test }) => test && covers(test));
  const whole = event?.value ?? asked?.test;
  for (const part of whole ? within(whole) : []) {
    const [test, holds] =
      part.is === 'choice' ? [part.when, covers(part.yes) ? true : covers(part.no) ? false : undefined] :
      part.is === 'operation' && part.left && /^(&&|and|\|\||or)$/.test(part.sign) && covers(part.right) ? [part.left, /^(&&|and)$/.test(part.sign)] :
      [part, undefined]; // biome-ignore format: a table
    const found = holds === undefined ? undefined : closedBy(test, holds, func, walking);
    if (found) return found;
  }
  return closedAround(func, event ? event.guard : asked?.outer, walking);
} // biome-ignore format: a table

function closedAround(func: Func, innermost: number | undefined, walking: Walking): Found | undefined {
  for (const { guard } of guardsAround(func.fn, innermost)) {
    if (!guard.test || (guard.is !== 'if' && guard.is !== 'else')) continue;
    const found = closedBy(guard.test, guard.is === 'if', func, walking);
    if (found) return found;
  }
  return undefined;
}

function closedBy(test: Expr, holds: boolean, func: Func, { shipped }: Walking): Found | undefined {
  const truth = truthOf(test, func, shipped);
  return truth && truth.holds !== holds ? { truth, test, func } : undefined;
}

/** All that leads to a function stands behind such conditions. */
function closedAbove(func: Func, walking: Walking, depth: number): Found | undefined {
  const { known } = walking;
  if (known.has(func)) return known.get(func);
  // functions that call each other in a circle are let in from elsewhere
  known.set(func, undefined);
  const found = depth > farthest || func.index === 0 ? undefined : aboveOf(func, walking, depth);
  known.set(func, found);
  return found;
}

function aboveOf(func: Func, walking: Walking, depth: number): Found | undefined {
  const { program } = walking.shipped;
  if (func.outer && func.outer.index > 0) {
    const found = closedWithin(func.outer, func.fn, walking) ?? closedAbove(func.outer, walking, depth + 1);
    if (found) return found;
  }
  const made = func.owner && !func.fn.static ? closedClass(func.owner, walking, depth + 1) : undefined;
  if (made) return made;
  const entries = entriesOf(program).get(func) ?? [];
  if (entries.some(({ site }) => !site)) return undefined;
  const sites = [...program.graph.callersOf(func), ...entries.flatMap(({ site }) => site ?? [])];
  if (sites.length > most) return undefined;
  return everyOf(sites, (site) => closedAround(site.func, site.guard, walking) ?? closedWithin(site.func, site.call, walking) ?? closedAbove(site.func, walking, depth + 1)); // biome-ignore format: one question
}

const entriesOf = onceFor(({ entries }: Program) => grouped(entries, ({ func }) => [func]));

/** The first answer where there is one to each. */
function everyOf<Thing>(things: readonly Thing[], ask: (thing: Thing) => Found | undefined): Found | undefined {
  let first: Found | undefined;
  for (const thing of things) {
    const found = ask(thing);
    if (!found) return undefined;
    first ??= found;
  }
  return first;
}

/** Whatever names a class from outside, to make an object of it, stands behind such conditions. */
function closedClass(klass: Klass, walking: Walking, depth: number): Found | undefined {
  const { program } = walking.shipped;
  const { linker } = program;
  const [part] = klass.parts;
  // elsewhere classes are made by their names in texts too
  if (!part || klass.parts.length > 1 || !/^(javascript|python)$/.test(part.module.language) || depth > farthest) return undefined; // biome-ignore format: one condition
  if (part.class.decorators.length > 0 || basesIn(program).has(klass)) return undefined;
  const isInside = ({ module, fn }: Func, { start }: Place) => module === part.module && part.class.start <= start && start < part.class.end && fn.start >= part.class.start; // biome-ignore format: one condition
  const named = (namesIn(program).get(klass.name) ?? []).filter(({ expr, func }) => !isInside(func, expr) && linker.evaluate(expr, func).some((value) => value.is === 'class' && value.klass === klass)); // biome-ignore format: one filter
  if (named.length > most || decoratorsIn(program).has(klass.name)) return undefined; // biome-ignore format: one condition
  return everyOf(named, ({ expr, func }) => closedWithin(func, expr, walking) ?? closedAbove(func, walking, depth + 1));
}

/** Names that decorators of classes hold. */
const decoratorsIn = onceFor(({ classes }: Program): ReadonlySet<string> => {
  const wholes = classes.klasses.flatMap(({ parts }) => parts.flatMap(({ class: one }) => one.decorators));
  return new Set(wholes.flatMap((whole) => [...within(whole)].flatMap((one) => (one.is === 'name' ? one.name : []))));
});

const basesIn = onceFor(({ classes, linker }: Program): ReadonlySet<Klass> => new Set(classes.klasses.flatMap((one) => classes.basesOf(one, linker.evaluate).klasses.filter((base) => base !== one)))); // biome-ignore format: one set

/** Where functions of the app say a name that is spelt as classes are. */
const namesIn = onceFor(({ scopes }: Program) => {
  const found = new Map<string, { readonly expr: Expr; readonly func: Func }[]>();
  for (const func of scopes.funcs) {
    const wholes = [...func.fn.events.map(({ value }) => value), ...func.fn.guards.map(({ test }) => test)];
    for (const whole of wholes)
      for (const expr of whole ? within(whole) : []) {
        const name = expr.is === 'name' || expr.is === 'member' ? expr.name : '';
        if (/^[A-Z]/.test(name)) append(found, name, { expr, func });
      }
  }
  return found;
});

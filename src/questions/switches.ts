import type { Expr } from '../code/model.js';
import { expressionsOf, within } from '../code/walk.js';
import type { Span } from '../facts/span.js';
import { append } from '../grouped.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import { innermostAt } from '../program/scopes.js';
import type { Func, Klass } from '../program/values.js';
import { inCode, textOf, type Wanted, wantedBy } from './asked-setting.js';
import { variableIn, variableNames } from './asked-variable.js';
import { type Branch, type Decision, decisionsAround, type Standing } from './decisions.js';
import { most, reachedFrom } from './reached.js';
import { isSpeltShared, otherValuesAt } from './switch-values.js';

/** The app's own choice between what keeps a thing on this server and what keeps it where all servers reach it. */
export interface Switch {
  /** What has to be set for each way that all servers share; the same setting for all of them. */
  readonly ways: readonly [Wanted, ...Wanted[]];
  /** Other settings that lead to what all servers share as well, by themselves. */
  readonly or?: readonly string[];
  /** The file that makes the choice. */
  readonly file: string;
  /** Variables that the other ways read besides. */
  readonly reads: readonly string[];
  /** The class that the other way makes. */
  readonly takes?: string;
}

/** Calls between what is done to the disk or the memory and the class that stands for it. */
const farthest = 3;

/**
 * Finds the app's own switches for things that are kept at a place in its code. Of what is only begun there (`near`: a session), callers choose
 * whether, and never where.
 */
export function switchesOf(
  program: Program,
  places: readonly Span[],
  near: ReadonlySet<Span> = new Set(),
): (place: Span) => Switch | undefined {
  const frames = new Map(
    places.map((place) => [place, framesAt(place, program).slice(0, near.has(place) ? 1 : undefined)] as const),
  );
  const wanted = new Set([...frames.values()].flatMap((all) => all.flatMap(({ klass }) => klass ?? [])));
  const mentions = mentionsOf(wanted, program);
  return (place) => {
    for (const frame of frames.get(place) ?? []) {
      const beside = frame.site ? besideCall(frame.site, frame.hops, program) : undefined;
      const classes = ((frame.klass && mentions.get(frame.klass)) ?? []).map((one) => besideClass(one, frame, program));
      const found = [beside, ...classes].filter((one) => one !== undefined).toSorted((a, b) => rank(a) - rank(b))[0];
      if (found) return found;
    }
    return besideValue(place, program);
  };
}

/** The name of a setting is given what all servers share on another way. */
function besideValue(place: Span, program: Program): Switch | undefined {
  const found = otherValuesAt(place, program);
  return found && asSwitch(found.ways, found.func, { reads: found.exprs.flatMap((expr) => variablesIn(expr, found.func, program)) }, program);
} // biome-ignore format: one call

/** What is set from outside, before what only the code gives a name. */
function rank({ ways: [{ setting }] }: Switch): number {
  return ['variable', 'setting', 'name', 'code'].indexOf(setting.is);
}

/** A function on the way to the place, with its class. */
interface Frame {
  readonly func?: Func;
  readonly klass?: Klass;
  readonly site?: Site;
  /** So many calls above the place. */
  readonly hops: number;
}

function framesAt({ file, start, end }: Span, program: Program): readonly Frame[] {
  const { scopes, graph, classes } = program;
  const module = scopes.moduleAt(file);
  if (!module) return [];
  const isIn = (one: { readonly start: number; readonly end: number }) => one.start <= start && end <= one.end;
  const innermost = innermostAt(scopes, { file, start, end });
  if (!innermost) {
    const index = module.classes.findIndex(isIn);
    const klass = index < 0 ? undefined : classes.classAt(module, index);
    return klass ? [{ klass, hops: 0 }] : [];
  }
  const own = graph.sitesOf(innermost).find(({ call }) => call.start < end && start < call.end);
  const found: Frame[] = [frameOf(innermost, own, 0)];
  const seen = new Set<Func>([innermost]);
  let last: readonly Func[] = [innermost];
  for (let hops = 0; hops < farthest; hops++) {
    const callers = last.flatMap((func) => graph.callsTo(func).filter(({ weak }) => !weak));
    last = [];
    for (const site of callers.slice(0, 12)) {
      if (seen.has(site.func)) continue;
      seen.add(site.func);
      found.push(frameOf(site.func, site, hops + 1));
      last = [...last, site.func];
    }
  }
  return found;
} // biome-ignore format: conditions

function frameOf(func: Func, site: Site | undefined, hops: number): Frame {
  return { func, hops, ...(func.owner ? { klass: func.owner } : {}), ...(site ? { site } : {}) };
}

/**
 * The call stands on one way, and on another one of the same function things go to a shared store. Above the place the ways may be about something
 * else (a command instead of the server, a kind of row): there only a store of its own on the other way tells, or how that way is spelt.
 */
function besideCall(site: Site, hops: number, program: Program): Switch | undefined {
  const { func, guard } = site;
  const sites = program.graph.sitesOf(func);
  for (const decision of decisionsAround({ expr: site.call, func, ...(guard === undefined ? {} : { guard }) })) {
    const { own } = decision;
    const isNamed = own?.value !== undefined && own.holds && isSaid(site, own.value, program);
    const others = decision.others.filter(({ when, exprs }) =>
      isNamed ? when.holds && when.value !== undefined : exprs.some(({ expr }) => {
        const inside = new Set(within(expr));
        const calls = sites.filter(({ call }) => inside.has(call));
        return calls.some((one) => isStore(one, program)) || isShared(calls.flatMap(({ targets }) => targets), func, program);
      }),
    ); // biome-ignore format: one filter
    const found = switchBy({ decision, others, func, reads: others.flatMap(({ exprs }) => exprs.flatMap(({ expr }) => variablesIn(expr, func, program))) }, program); // biome-ignore format: one call
    const keeps = () => others.some(({ exprs }) => exprs.some(({ expr }) => keepsIn(expr, func, program)));
    if (found && (hops === 0 || isNamed || isSpelt(found) || (hops === 1 && keeps()))) return found;
  }
  return undefined;
}

function isSpelt({ ways }: Switch): boolean {
  return ways.some(({ setting, value }) => isSpeltShared(value ?? setting.name));
}

/** What it calls puts things into a store, itself or by what it runs. */
function keepsIn(whole: Expr, func: Func, program: Program): boolean {
  const inside = new Set(within(whole));
  const calls = program.graph.sitesOf(func).filter(({ call }) => inside.has(call));
  const reached = reachedFrom(calls.flatMap(({ targets }) => targets), program.graph);
  return reached.size <= most && [...calls, ...[...reached].flatMap((one) => program.graph.sitesOf(one))].some((one) => isStore(one, program));
} // biome-ignore format: calls on one line

/** What the call is given is the very word by which the way is chosen: then the other words name what it is kept in on the other ways. */
function isSaid({ call, func }: Site, value: Expr, program: Program): boolean {
  const word = textOf({ expr: value, func }, program);
  return call.args.some((arg) => arg.value.is === 'literal' && String(arg.value.value) === word);
}

/** The class of the place stands on one way, and on another one a class that does the same with a shared store. */
function besideClass(mention: Standing, frame: Frame, program: Program): Switch | undefined {
  const beside = mention.func.index === 0 ? program.scopes.funcsIn(mention.func.module.path) : [];
  for (const decision of decisionsAround(mention, beside)) {
    const reads: string[] = [];
    let takes: string | undefined;
    // what is made on that way too is no choice against it
    const made = decision.others.filter(({ exprs }) =>
      exprs.some(({ expr, func }) => isMadeIn(expr, func, frame.klass, program)),
    );
    const isToo = ({ when }: Branch) =>
      made.some((one) => one.when.expr === when.expr && one.when.holds === when.holds && one.when.value === when.value);
    const others = decision.others.filter(
      (branch) =>
        !isToo(branch) &&
        branch.exprs.some(({ expr, func }) =>
          klassesIn(expr, func, program).some((klass) => {
            if (klass === frame.klass || !isTwin(klass, frame, program)) return false;
            takes ??= klass.name;
            reads.push(...variablesIn(expr, func, program), ...variablesOf(klass, program));
            return true;
          }),
        ),
    );
    const found = switchBy(
      { decision, others, func: mention.func, reads, ...(takes === undefined ? {} : { takes }) },
      program,
    );
    if (found) return found;
  }
  return undefined;
}

/** The class itself is named there, and not only something that may be an object of it. */
function isMadeIn(whole: Expr, func: Func, klass: Klass | undefined, { linker }: Program): boolean {
  for (const one of within(whole))
    if (one.is === 'name' && linker.evaluate(one, func).some((value) => value.is === 'class' && value.klass === klass))
      return true;
  return false;
}

interface Chosen {
  readonly decision: Decision;
  readonly others: readonly Branch[];
  readonly func: Func;
  readonly reads: readonly string[];
  readonly takes?: string;
}

function switchBy({ others, func, reads, takes }: Chosen, program: Program): Switch | undefined {
  const traced = others.flatMap(({ when }) => wantedBy(when, program) ?? []);
  // a class that stands ready is told of also where nobody can tell by what it is chosen
  const told =
    traced.length > 0 || takes === undefined ? traced : others.flatMap(({ when }) => inCode(when, program) ?? []);
  return asSwitch(told, func, { reads, ...(takes === undefined ? {} : { takes }) }, program);
}

function asSwitch(
  told: readonly Wanted[],
  func: Func,
  { reads, takes }: Pick<Chosen, 'reads' | 'takes'>,
  program: Program,
): Switch | undefined {
  const [first] = told;
  if (!first) return undefined;
  const name = ({ setting }: Wanted) => `${setting.is} ${setting.name}`;
  const same = told.filter((one) => name(one) === name(first) && one.holds === first.holds);
  const ways = same.filter((one, index) => same.findIndex(({ value }) => value === one.value) === index);
  const or = first.value === undefined && first.holds ? told.flatMap(({ setting, value, holds }) => (setting.is === first.setting.is && setting.name !== first.setting.name && value === undefined && holds ? [setting.name] : [])) : []; // biome-ignore format: one condition
  return {
    ...(or.length > 0 ? { or: [...new Set(or)] } : {}),
    ways: [ways[0] ?? first, ...ways.slice(1)],
    file: func.module.path,
    ...(takes === undefined ? {} : { takes }),
    reads: [...new Set([...reads, ...(first.setting.is === 'variable' ? besideVariable(first.setting.name, program) : [])])].filter((one) => one !== first.setting.name).slice(0, 8), // biome-ignore format: one list
  };
}

/** Variables that are named for the same thing, where the app reads the one (`STORE_S3_ENDPOINT`: `STORE_S3_BUCKET`, `STORE_S3_KEY`). */
function besideVariable(name: string, program: Program): readonly string[] {
  const stem = /^(?:[A-Z0-9]+_){2,}/.exec(name)?.[0];
  return stem ? [...variableNames(program)].filter((one) => one.startsWith(stem)) : [];
}

/** A class that has the method of the frame too (or any that the other has), and does it with what all servers share. */
function isTwin(klass: Klass, { func, klass: own }: Frame, program: Program): boolean {
  const { classes, linker } = program;
  if (!own) return false;
  const names = func ? [func.fn.name] : own.parts.flatMap(({ class: one }) => one.methods.map(({ name }) => name));
  const isPlain = (name: string) => !/^(constructor|__construct|__init__|initialize)$/.test(name);
  return names.filter(isPlain).some((name) => {
    const twin = classes.methodOf(klass, name, linker.evaluate)?.func;
    const mine = classes.methodOf(own, name, linker.evaluate)?.func;
    return twin !== undefined && twin !== mine && isShared([twin], func ?? mine, program);
  });
}

/** What functions run reaches what all servers share, and not the place itself. */
function isShared(funcs: readonly Func[], place: Func | undefined, program: Program): boolean {
  const reached = reachedFrom(funcs, program.graph);
  if (funcs.length === 0 || reached.size > most || (place && reached.has(place))) return false;
  const sites = [...reached].flatMap((one) => program.graph.sitesOf(one));
  const effects = sites.flatMap((site) => program.effects.at(site).filter(({ weak }) => !weak));
  const has = (...kinds: readonly string[]) =>
    effects.some(({ row }) => kinds.includes(row.is) && !/^(sqlite|log)$/.test(row.what ?? ''));
  if (has('store')) return true;
  return (has('shared', 'sql', 'connect') || sites.some((site) => asksStore(site, program))) && !has('write');
}

/** A method of a client of a store, also where the client was made elsewhere. */
function asksStore({ names }: Site, { library }: Program): boolean {
  return names.some((name) => {
    const end = name.indexOf('()');
    const made = end > 0 ? library.effects.find(name.slice(0, end)) : [];
    return made.some(
      ({ value, weak }) => !weak && value.is === 'connect' && !/^(sqlite|address)$/.test(value.what ?? ''),
    );
  });
}

function isStore(site: Site, { effects }: Program): boolean {
  return effects.at(site).some(({ row, weak }) => row.is === 'store' && !weak);
}

function klassesIn(expr: Expr, func: Func, program: Program): readonly Klass[] {
  const found = new Set<Klass>();
  for (const one of within(expr)) {
    if (one.is === 'literal' && typeof one.value === 'string') {
      const klass = /^[\w\\/]{3,80}$/.test(one.value) ? program.classes.classCalled(one.value.replaceAll('\\', '/')) : undefined;
      if (klass) found.add(klass);
    } else if (one.is === 'name' || one.is === 'member') {
      for (const value of program.linker.evaluate(one, func))
        if (value.is === 'class' || value.is === 'instance') found.add(value.klass);
    }
  }
  return [...found];
} // biome-ignore format: conditions

/** Where the code of the app names a class: by its name, by a text, or by what is given to a constructor under a type. */
function mentionsOf(klasses: ReadonlySet<Klass>, program: Program): ReadonlyMap<Klass, readonly Standing[]> {
  const found = new Map<Klass, Standing[]>();
  if (klasses.size === 0) return found;
  const names = new Set([...klasses].flatMap(({ name, fullName }) => [name, fullName, fullName.replaceAll('/', '\\')]));
  const fields = new Set<string>();
  for (const { parts } of program.classes.klasses)
    for (const { module, class: one } of parts)
      for (const { name, type, fn } of one.fields) {
        if (type && [...within(type)].some((part) => part.is === 'name' && names.has(part.name))) fields.add(name);
        const given = fn === undefined ? undefined : module.functions[fn];
        for (const param of given?.params ?? [])
          if (param.type && [...within(param.type)].some((part) => part.is === 'name' && names.has(part.name))) fields.add(name);
      }
  const isNamed = (expr: Expr) =>
    (expr.is === 'name' && names.has(expr.name)) ||
    (expr.is === 'literal' && typeof expr.value === 'string' && names.has(expr.value)) ||
    (expr.is === 'member' && (names.has(expr.name) || (expr.of.is === 'this' && fields.has(expr.name))));
  for (const func of program.scopes.funcs) {
    for (const event of func.fn.events) {
      if (!event.value) continue;
      for (const expr of within(event.value)) {
        if (!isNamed(expr)) continue;
        const standing = { expr, func, whole: event.value, ...(event.guard === undefined ? {} : { guard: event.guard }) };
        for (const klass of klassesIn(expr, func, program)) if (klasses.has(klass)) append(found, klass, standing);
      }
    }
  }
  return found;
} // biome-ignore format: conditions

function variablesOf(klass: Klass, program: Program): readonly string[] {
  const found: string[] = [];
  for (const { module, class: one } of klass.parts)
    for (const func of program.scopes.funcsIn(module.path))
      if (one.start <= func.fn.start && func.fn.end <= one.end)
        for (const expr of expressionsOf(func.fn)) found.push(...variablesIn(expr, func, program));
  return found;
}

function variablesIn(whole: Expr, func: Func, program: Program): readonly string[] {
  return [...within(whole)].flatMap((expr) => {
    const isRead =
      (expr.is === 'member' && /^[A-Z][A-Z0-9_]+$/.test(expr.name)) ||
      (expr.is === 'index' && expr.key.is === 'literal') ||
      (expr.is === 'call' && expr.args[0]?.value.is === 'literal');
    return isRead ? (variableIn({ expr, func }, program) ?? []) : [];
  });
} // biome-ignore format: conditions

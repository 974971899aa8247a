import type { Call, Expr as Code } from '../code/model.js';
import { childrenOf, guardsAround, within } from '../code/walk.js';
import type { Expr } from '../facts/expr.js';
import type { Fact } from '../facts/fact.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { placeOfExpr } from './asked.js';
import type { Spoken } from './spoken/spoken.js';
import { type Frame, type Said, sayingOf } from './through.js';

/**
 * Calls of libraries that a file alone does not show for what they are: made on an object that another function or module gives, or with what callers
 * give. They are said as the facts that such a call would be where it stood alone, for each way that leads to it, in the words of each language.
 */
export function withCallsThrough(
  facts: ReadonlyMap<string, readonly Fact[]>,
  program: Program,
  languages: readonly Spoken[],
): ReadonlyMap<string, readonly Fact[]> {
  const grown = new Map(facts);
  for (const spoken of languages) {
    for (const found of callsThrough(program, spoken)) {
      const own = grown.get(found.fact.at.file) ?? [];
      const alone = own.find((one) => spoken.speaks(one) && isAt(one.at, found.fact.at));
      if (alone && isTold(found, alone, { spoken, program })) continue;
      const isExact = alone && spoken.nameOf(alone) === spoken.nameOf(found.fact);
      const rest = isExact ? own.filter((one) => one !== alone) : own;
      grown.set(
        found.fact.at.file,
        [...rest, found.fact].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end),
      );
      if (found.instead) drop(grown, found.instead, spoken);
    }
  }
  return grown;
}

/** What only passes its result on is told where that arrives; some readers take the callee for its place, some the whole call. */
function drop(facts: Map<string, readonly Fact[]>, place: Fact['at'], spoken: Spoken): void {
  const own = facts.get(place.file);
  if (own)
    facts.set(
      place.file,
      own.filter((one) => !(spoken.speaks(one) && one.at.start === place.start && one.at.end <= place.end)),
    );
}

function isAt(one: Fact['at'], other: Fact['at']): boolean {
  return one.start === other.start && one.end === other.end;
}

/** Whether what the file says of a call itself is as good. */
function isTold(
  { fact, isGiven, instead }: Through,
  alone: Fact,
  { spoken, program: { library } }: { readonly spoken: Spoken; readonly program: Program },
): boolean {
  const known = spoken.nameOf(alone);
  const name = spoken.nameOf(fact);
  if (instead) return known === name;
  if (!isGiven && spoken.followsNames) return true;
  // a method of an object that the file does not make is known there by its name alone
  if (known === undefined || name === undefined) return !isGiven;
  // what a file says itself under another name of the library is as good
  if (!isGiven && known !== name && library.nameOf(known) === library.nameOf(name)) return true;
  // else it is only worth saying where less stays in the dark
  const before = spoken.unclearIn(alone);
  return before === 0 || spoken.unclearIn(fact) >= before;
}

interface Through {
  readonly fact: Fact;
  /** Something that it is given comes from its callers. */
  readonly isGiven: boolean;
  /** The call itself, where the fact stands at the place that its result arrives at. */
  readonly instead?: Fact['at'];
}

interface Telling extends Said {
  readonly program: Program;
  readonly spoken: Spoken;
  /** Calls of the app's own functions that give what a call makes. */
  arrivals(call: Call): readonly Site[];
}

function callsThrough(program: Program, spoken: Spoken): readonly Through[] {
  const arriving = spoken.followsResults ? arrivingIn(program, spoken) : new Map<Call, Site[]>();
  const arrivals = (call: Call) => arriving.get(call) ?? [];
  const telling: Telling = { ...sayingOf(program, spoken.language), program, spoken, arrivals };
  return program.graph.sites
    .filter(
      ({ func, weak }) =>
        func.module.language === spoken.language &&
        !weak &&
        (spoken.ofClients || !program.clients.has(func.module.path)),
    )
    .flatMap((site) => factsOf(site, telling));
}

function arrivingIn({ graph, linker }: Program, { language }: Spoken): ReadonlyMap<Call, readonly Site[]> {
  const found = new Map<Call, Site[]>();
  for (const site of graph.sites) {
    if (site.func.module.language !== language || site.targets.length === 0) continue;
    for (const value of linker.evaluate(site.call, site.func)) {
      const made = value.is === 'external' && value.name.endsWith('()') ? value.made?.call : undefined;
      // a function that only passes on what another one passes on is no end
      if (made && made !== site.call && isUsed(site)) append(found, made, site);
    }
  }
  return found;
}

/** Whether something is made of the result of a call where it stands: it is neither only returned nor dropped. */
function isUsed({ call, func }: Site): boolean {
  return !func.fn.events.some((event) => (event.is === 'return' || event.is === 'do') && event.value === call);
}

/** Ways beyond this number add nothing new. */
const mostWays = 6;
const farthest = 3;

function factsOf(site: Site, telling: Telling): readonly Through[] {
  const { program, spoken } = telling;
  const names = site.names.filter((name) => {
    if (name.startsWith('?')) return false;
    const thing = telling.parted(name);
    return spoken.isRecorded(thing.module, thing.name);
  });
  if (names.length === 0 || names.length > 3) return [];
  const ways = waysTo(site, program, farthest).slice(0, mostWays);
  const arrivals = resultName(site.call, site.func) === undefined ? telling.arrivals(site.call) : [];
  if (arrivals.length > 0) return arrivals.flatMap((arrival) => arrived(site, { arrival, names, ways }, telling));
  return names.flatMap((whole) =>
    ways.flatMap((frames): readonly Through[] => {
      const as = resultName(site.call, site.func) ?? (frames[0] && resultName(frames[0].call, frames[0].func));
      const serves = servedBy(site.func, program);
      const inside = nameAround(frames.at(-1)?.func ?? site.func) ?? nameAround(site.func);
      const fact = spoken.say({
        func: site.func,
        call: site.call,
        ...telling.parted(whole),
        args: telling.args(site.call, site.func, frames),
        when: conditions(site, frames, telling),
        ...(as ? { as } : {}),
        ...(inside ? { inside } : {}),
        ...(serves ? { serves } : {}),
        at: placeOfExpr(site.call, site.func),
        calleeEnd: site.call.callee.end,
      });
      return fact ? [{ fact, isGiven: frames.length > 0 }] : [];
    }),
  );
}

/** A call as it is said where its result arrives. */
function arrived(
  site: Site,
  { arrival, names, ways }: { arrival: Site; names: readonly string[]; ways: readonly (readonly Frame[])[] },
  telling: Telling,
): readonly Through[] {
  const frames = ways.find((way) => way.some(({ call }) => call === arrival.call)) ?? [];
  const as = resultName(arrival.call, arrival.func);
  const inside = nameAround(arrival.func);
  const serves = servedBy(arrival.func, telling.program);
  return names.flatMap((whole): readonly Through[] => {
    const fact = telling.spoken.say({
      func: arrival.func,
      call: arrival.call,
      ...telling.parted(whole),
      args: telling.args(site.call, site.func, frames),
      when: [
        ...conditions(site, frames, telling),
        ...(frames.some(({ call }) => call === arrival.call) ? [] : conditions(arrival, [], telling)),
      ],
      ...(as ? { as } : {}),
      ...(inside ? { inside } : {}),
      ...(serves ? { serves } : {}),
      made: { ...placeOfExpr(site.call, site.func), end: site.call.callee.end },
      at: placeOfExpr(arrival.call, arrival.func),
      calleeEnd: arrival.call.callee.end,
    });
    return fact ? [{ fact, isGiven: true, instead: placeOfExpr(site.call, site.func) }] : [];
  });
}

/** The calls that lead to a function whose parameters a call is given; one empty way where it is given none. */
function waysTo(site: Site, program: Program, left: number): readonly (readonly Frame[])[] {
  const needed = parametersIn(site.call, site.func, program);
  if (needed.size === 0) return [[]];
  const ways = [...needed].flatMap((func) => callersOf(func, program, left));
  return ways.length > 0 ? ways : [[]];
}

function callersOf(func: Func, program: Program, left: number): readonly (readonly Frame[])[] {
  return program.graph
    .callersOf(func)
    .filter((site) => site.targets.includes(func) && site.func !== func)
    .slice(0, mostWays)
    .flatMap((site) => {
      const frame: Frame = { callee: func, call: site.call, func: site.func };
      const further = left > 0 ? [...parametersIn(site.call, site.func, program)] : [];
      const above = further.flatMap((one) => callersOf(one, program, left - 1));
      return above.length > 0 ? above.map((rest) => [frame, ...rest]) : [[frame]];
    })
    .slice(0, mostWays);
}

/** Functions whose parameters decide what a call is given. */
function parametersIn(call: Call, func: Func, { linker }: Program): ReadonlySet<Func> {
  const found = new Set<Func>();
  const look = (expr: Code, from: Func, depth: number) => {
    for (const one of within(expr)) {
      if (one.is !== 'name' && one.is !== 'member') continue;
      for (const value of linker.evaluate(one, from)) {
        if (value.is === 'parameter') found.add(value.func);
        if (value.is === 'structure' && depth > 0 && value.expr !== expr) look(value.expr, value.func, depth - 1);
      }
    }
  };
  for (const { value } of call.args) look(value, func, 2);
  return found;
}

function conditions(site: Site, frames: readonly Frame[], telling: Telling): readonly Expr[] {
  const own = [...guardsOf(site.guard, site.func, frames, telling), ...shortCuts(site, frames, telling)];
  const others = frames.flatMap((frame, index) => {
    const caller = telling.program.graph.sitesOf(frame.func).find(({ call }) => call === frame.call);
    const rest = frames.slice(index + 1);
    return [...guardsOf(caller?.guard, frame.func, rest, telling), ...(caller ? shortCuts(caller, rest, telling) : [])];
  });
  return [...own, ...others];
}

/** What stands before a call in its own expression and lets it be made or not: `known || make()`, `wanted && make()`. */
function shortCuts({ call, func }: Site, frames: readonly Frame[], saying: Said): readonly Expr[] {
  const found: Expr[] = [];
  const event =
    eventsOfCalls(func.fn).get(call) ??
    func.fn.events.find(({ value }) => value !== undefined && value.start <= call.start && value.end >= call.end);
  const no = (expr: Code): Expr => {
    const at = placeOfExpr(expr, func);
    const truth = (value: boolean): Expr => ({ is: 'literal', value, at });
    return { is: 'choice', when: saying.test(expr, func, frames), whenTrue: truth(false), whenFalse: truth(true), at };
  };
  for (let here: Code | undefined = event?.value; here && here !== call; ) {
    const next: Code | undefined = childrenOf(here).find(({ start, end }) => start <= call.start && end >= call.end);
    if (here.is === 'operation' && here.left && next === here.right) {
      if (/^(\|\||\?\?|or)$/.test(here.sign)) found.push(no(here.left));
      else if (/^(&&|and)$/.test(here.sign)) found.push(saying.test(here.left, func, frames));
    } else if (here.is === 'choice' && next !== here.when)
      found.push(next === here.yes ? saying.test(here.when, func, frames) : no(here.when));
    here = next;
  }
  return found;
}

function guardsOf(guard: number | undefined, func: Func, frames: readonly Frame[], saying: Said): readonly Expr[] {
  const found: Expr[] = [];
  for (const { guard: one } of guardsAround(func.fn, guard)) {
    if (!one.test || (one.is !== 'if' && one.is !== 'else')) continue;
    const test = saying.test(one.test, func, frames);
    const place = placeOfExpr(one.test, func);
    const no = (value: boolean): Expr => ({ is: 'literal', value, at: place });
    found.push(
      one.is === 'if' ? test : { is: 'choice', when: test, whenTrue: no(false), whenFalse: no(true), at: place },
    );
  }
  return found;
}

/** The name that the result of a call is given. */
function resultName(call: Call, func: Func): string | undefined {
  return resultNames(func.fn).get(call);
}

const resultNames = onceFor(({ events }: Func['fn']): ReadonlyMap<Code, string> => {
  const names = new Map<Code, string>();
  const hold = (value: Code, name: string): void => {
    for (let here: Code | undefined = value; here; ) {
      if (!names.has(here)) names.set(here, name);
      if (here.is === 'operation') {
        if (here.left) hold(here.left, name);
        here = here.right;
      } else here = here.is === 'call' ? here.callee : here.is === 'member' ? here.of : undefined;
    }
  };
  for (const event of events)
    if (event.is === 'bind' && (event.target.is === 'name' || event.target.is === 'member'))
      hold(
        event.value,
        event.target.is === 'member' && event.target.of.is === 'this' ? `this.${event.target.name}` : event.target.name,
      );
  return names;
});

/** The first event of a function that each call stands in. */
const eventsOfCalls = onceFor(({ events }: Func['fn']): ReadonlyMap<Code, Func['fn']['events'][number]> => {
  const found = new Map<Code, Func['fn']['events'][number]>();
  for (const event of events)
    for (const one of event.value ? within(event.value) : [])
      if (one.is === 'call' && !found.has(one)) found.set(one, event);
  return found;
});

function servedBy(func: Func, { reach, scopes }: Program): 'request' | 'socket' | 'function' | undefined {
  const kind = reach.wayTo(func, ['request', 'socket'])?.entry.kind;
  if (kind === 'request' || kind === 'socket') return kind;
  return func === scopes.topOf(func.module) ? undefined : 'function';
}

function nameAround(func: Func): string | undefined {
  for (let here: Func | undefined = func; here; here = here.outer) if (here.fn.name !== '') return here.fn.name;
  return undefined;
}

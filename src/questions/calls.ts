import type { Call, Expr as Code } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Expr } from '../facts/expr.js';
import type { Fact } from '../facts/fact.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { placeOfExpr } from './asked.js';
import { type Frame, type Said, sayingOf } from './through.js';

/**
 * Calls of libraries that a file alone does not show for what they are: made on an object that another function or module gives, or with what callers
 * give. They are said as the facts that such a call would be where it stood alone, for each way that leads to it.
 */
export function withCallsThrough(
  facts: ReadonlyMap<string, readonly Fact[]>,
  program: Program,
  isRecorded: (module: string) => boolean,
): ReadonlyMap<string, readonly Fact[]> {
  const grown = new Map(facts);
  for (const found of callsThrough(program, isRecorded)) {
    const { file } = found.fact.at;
    const own = grown.get(file) ?? [];
    const alone = own.find(
      (one) => one.kind === 'js-call' && one.at.start === found.fact.at.start && one.at.end === found.fact.at.end,
    );
    // a method of an object that the file does not make is known there by its name alone
    const isNamed = alone?.kind === 'js-call' && alone.module === '' && !found.isGiven;
    const isSaid = alone?.kind === 'js-call' && alone.module !== '';
    const isExact = alone?.kind === 'js-call' && alone.module === found.fact.module && alone.name === found.fact.name;
    // what a file says itself under another name of the library is as good
    const isAsGood = isSaid && !found.isGiven && !isExact && isSame(alone, found.fact, program);
    if (isNamed || isAsGood || (isSaid && !isClearer(found.fact, alone))) continue;
    const rest = isExact ? own.filter((one) => one !== alone) : own;
    grown.set(
      file,
      [...rest, found.fact].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end),
    );
  }
  return grown;
}

/** Whether both say the same call, whichever of its names the library goes by. */
function isSame(a: Fact<'js-call'>, b: Fact<'js-call'>, { library }: Program): boolean {
  return library.nameOf(`${a.module}.${a.name}`) === library.nameOf(`${b.module}.${b.name}`);
}

/** Whether less of what a call is given stays in the dark. */
function isClearer(found: Fact<'js-call'>, alone: Fact<'js-call'>): boolean {
  const before = unclearIn(alone.args);
  return before > 0 && unclearIn(found.args) < before;
}

function unclearIn(args: readonly Expr[]): number {
  let count = 0;
  const waiting: Expr[] = [...args];
  for (let here = waiting.pop(); here; here = waiting.pop()) {
    if (here.is === 'opaque' || (here.is === 'setting' && here.key.includes('()'))) count++;
    if (here.is === 'call' && here.module === 'global') count++;
    if (here.is === 'list') waiting.push(...here.items);
    if (here.is === 'text') waiting.push(...here.parts);
    if (here.is === 'call') waiting.push(...here.args);
    if (here.is === 'map') waiting.push(...here.entries.map(({ value }) => value));
    if (here.is === 'choice') waiting.push(here.whenTrue, here.whenFalse);
  }
  return count;
}

interface Through {
  readonly fact: Fact<'js-call'>;
  /** Something that it is given comes from its callers. */
  readonly isGiven: boolean;
}

function callsThrough(program: Program, isRecorded: (module: string) => boolean): readonly Through[] {
  const saying = sayingOf(program);
  return program.graph.sites
    .filter(
      ({ func, weak }) => func.module.language === 'javascript' && !weak && !program.clients.has(func.module.path),
    )
    .flatMap((site) => factsOf(site, program, { ...saying, isRecorded }));
}

/** Ways beyond this number add nothing new. */
const mostWays = 6;
const farthest = 3;

function factsOf(
  site: Site,
  program: Program,
  saying: Said & { readonly isRecorded: (module: string) => boolean },
): readonly Through[] {
  const names = site.names.filter((name) => !name.startsWith('?') && saying.isRecorded(saying.parted(name).module));
  if (names.length === 0 || names.length > 3) return [];
  const ways = waysTo(site, program, farthest).slice(0, mostWays);
  return names.flatMap((whole) =>
    ways.map((frames): Through => {
      const { module, name } = saying.parted(whole);
      const as = resultName(site.call, site.func) ?? (frames[0] && resultName(frames[0].call, frames[0].func));
      const when = conditions(site, frames, program, saying);
      const serves = servedBy(site.func, program);
      const inside = nameAround(frames.at(-1)?.func ?? site.func) ?? nameAround(site.func);
      const fact: Fact<'js-call'> = {
        kind: 'js-call',
        module,
        name,
        args: site.call.args.slice(0, 6).map(({ value }) => saying.expr(value, site.func, frames)),
        when,
        ...(as ? { as } : {}),
        ...(inside ? { inside } : {}),
        ...(serves ? { serves } : {}),
        at: { file: site.func.module.path, start: site.call.start, end: site.call.callee.end },
      };
      return { fact, isGiven: frames.length > 0 };
    }),
  );
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

function conditions(site: Site, frames: readonly Frame[], program: Program, saying: Said): readonly Expr[] {
  const own = guardsOf(site.guard, site.func, frames, saying);
  const others = frames.flatMap((frame, index) => {
    const caller = program.graph.sitesOf(frame.func).find(({ call }) => call === frame.call);
    return guardsOf(caller?.guard, frame.func, frames.slice(index + 1), saying);
  });
  return [...own, ...others];
}

function guardsOf(guard: number | undefined, func: Func, frames: readonly Frame[], saying: Said): readonly Expr[] {
  const found: Expr[] = [];
  for (let at = guard; at !== undefined; at = func.fn.guards[at]?.outer) {
    const one = func.fn.guards[at];
    if (!one?.test || (one.is !== 'if' && one.is !== 'else')) continue;
    const test = saying.expr(one.test, func, frames);
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
  for (const event of func.fn.events) {
    if (event.is !== 'bind' || !holds(event.value, call)) continue;
    if (event.target.is === 'name') return event.target.name;
    if (event.target.is === 'member') return event.target.name;
  }
  return undefined;
}

function holds(value: Code, call: Call): boolean {
  for (let here: Code | undefined = value; here; ) {
    if (here === call) return true;
    if (here.is === 'operation') return holds(here.right, call) || (here.left !== undefined && holds(here.left, call));
    here = here.is === 'call' ? here.callee : here.is === 'member' ? here.of : undefined;
  }
  return false;
}

function servedBy(func: Func, { reach, scopes }: Program): 'request' | 'socket' | 'function' | undefined {
  const kind = reach.wayTo(func, ['request', 'socket'])?.entry.kind;
  if (kind === 'request' || kind === 'socket') return kind;
  return func === scopes.topOf(func.module) ? undefined : 'function';
}

function nameAround(func: Func): string | undefined {
  for (let here: Func | undefined = func; here; here = here.outer) if (here.fn.name !== '') return here.fn.name;
  return undefined;
}

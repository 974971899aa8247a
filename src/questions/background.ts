import type { Call, Expr } from '../code/model.js';
import { callsOf, guardsAround, within } from '../code/walk.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import { argumentAt, argumentFor } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Func, Made } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { type Evidence, known } from '../resolve/evidence.js';
import type { Queue } from '../resolve/parts/store.js';
import { farthest, givenFor, isIgnored } from './above.js';
import { type Asked, placeOfExpr, proofOf, serving, stepsOf } from './asked.js';
import { sitesAmong } from './effects-in.js';
import { isGivenUp } from './given-up.js';
import { leftRunning } from './left-running.js';
import { rootOf } from './memo.js';
import { reachedFrom } from './reached.js';
import { isSameThing } from './same-thing.js';
import { bodiesOf, workIn } from './work.js';

/** Work that a request hands off within its own process, where nobody waits for it, although it does what must not be lost. */
export function backgroundAsked(asked: Asked): AppParts {
  const { effects } = asked.program;
  const later = effects.of('later').flatMap((effect): readonly HandedOff[] => {
    const { site, weak } = effect;
    if (effect.row.what === 'process' || isWaitedFor(effect, asked.program)) return [];
    const bodies = [...new Set([...bodiesOf(effect, asked.program), ...calledIn(effect, asked.program)])];
    return [
      {
        site,
        weak,
        bodies,
        isQueue: effect.row.worker !== undefined,
        outside: bodies.length === 0 ? outsideOf(effect, asked.program) : undefined,
      },
    ];
  });
  const handed = later.flatMap((one) => queueOf(one, asked).map((queue) => ({ one, queue })));
  const left = leftAlone(asked).flatMap((one) => queueOf(one, asked).map((queue) => ({ one, queue })));
  return { queues: [...onceEach([...handed, ...left]), ...children(asked), ...leftRunning(asked)] };
}

/** `create_task(send(order))`: what is handed over is begun by a call, which a helper may be given. */
function calledIn({ site, row }: Effect, program: Asked['program']): readonly Func[] {
  const body = row.body === undefined ? undefined : argumentAt(site.call, row.body);
  return body ? begunBy(body, site.func, program, farthest) : [];
}

function begunBy(body: Expr, func: Func, program: Asked['program'], left: number): readonly Func[] {
  if (body.is === 'call') return sitesAmong([body], func, program).flatMap(({ targets }) => targets);
  if (left === 0) return [];
  return givenFor(body, func, program).flatMap(({ expr, site }) => begunBy(expr, site.func, program, left - 1));
}

/** What is handed over is no code of the app, but does by itself what must not be lost: `Thread(target=send_mail)`. */
function outsideOf({ site, row }: Effect, { linker, library, graph }: Asked['program']): Effect | undefined {
  const body = row.body === undefined ? undefined : argumentAt(site.call, row.body);
  for (const value of body ? linker.evaluate(body, site.func).flatMap(graph.concrete) : []) {
    if (value.is !== 'external' || value.name.endsWith('()')) continue;
    const { name } = value;
    const found = library.effects
      .find(name)
      .find(({ value: deed, weak }) => !weak && !deed.weak && !deed.when && deed.is === 'shared' && /^(mail|rows|message)$/.test(deed.what ?? ''));
    if (found) return { site, row: found.value, name, weak: false };
  }
  return undefined;
} // biome-ignore format: one condition

interface Found {
  readonly one: HandedOff;
  readonly queue: Queue;
}

/**
 * What one function hands off, in whichever of its branches, is lost in one way and mended in one place. It is told where no condition chooses it, or
 * the last one does; mails after other work.
 */
function onceEach(handed: readonly Found[]): readonly Queue[] {
  const byFunc = new Map<Func, Found[]>();
  for (const found of handed) append(byFunc, found.one.site.func, found);
  return [...byFunc.values()].flatMap((all) => {
    const heavy = all.filter(({ queue }) => queue.stakes !== 'speed');
    const told = heavy.find(({ one }) => !isChosen(one.site)) ?? heavy.at(-1) ?? all.at(-1);
    if (!told) return [];
    const others = all.filter((found) => found !== told);
    const { backend } = told.queue;
    if (others.length === 0 || backend.state !== 'known') return [told.queue];
    const also = others.map(({ one: { site } }) => ({
      at: placeOfExpr(site.call, site.func),
      says: 'hands off as well',
    }));
    return [{ ...told.queue, backend: known(backend.value, [...also.slice(0, mostOthers), ...backend.because]) }];
  });
}

const mostOthers = 4;

/** Stands in a branch that a condition chooses, not in the one that is left. */
function isChosen({ func, guard }: Site): boolean {
  for (const { guard: one } of guardsAround(func.fn, guard)) if (one.is === 'if' || one.is === 'case') return true;
  return false;
}

/** Programs that a request starts as children of its process, and whose end nobody asks for. */
function children({ program, runs, technologyOf }: Asked): readonly Queue[] {
  return program.effects.of('later').flatMap((effect): readonly Queue[] => {
    const { site, row, weak } = effect;
    const { func, call } = site;
    if (row.what !== 'process' || weak || !runs(func.module.path)) return [];
    const way = program.reach.wayTo(func, ['request', 'socket']);
    if (!way || !isIgnored(site, program)) return [];
    const at = placeOfExpr(call, func);
    const because = [...stepsOf(way), { at, says: 'starts a program, which ends with this server' }];
    return [
      {
        label: 'a child of the web process',
        technology: technologyOf(func.module.path),
        backend: known({ technology: 'the process', reach: 'process' }, because),
        runs: 'in-process',
        uses: [],
        confidence: proofOf(way, false),
      },
    ];
  });
}

/** So many calls below the promise is what it is for; deeper ones happen on its way. */
const mostBelow = 1;

/**
 * Promises of the app's own functions that nobody waits for, where they send mail or call other services (`notify(order);`, `send(hook).catch(log)`).
 * Those that stand within the work of another one are a part of it, and a function that several places leave alone is told once.
 */
function leftAlone({ program, runs }: Asked): readonly HandedOff[] {
  const { graph, reach } = program;
  const found = new Map<Func, HandedOff>();
  for (const site of graph.sites) {
    const { func, targets } = site;
    if (func.module.language !== 'javascript' || !runs(func.module.path) || site.weak || !isLeftAlone(site)) continue;
    const bodies = targets.filter(({ fn }) => fn.async);
    const [first] = bodies;
    if (!first || found.has(first) || !reach.wayTo(func, ['request', 'socket'])) continue;
    if (isAnswering(site, bodies, program)) continue;
    const { harm, chain } = workIn(bodies, program);
    if (harm && !harm.weak && chain.length <= mostBelow && /^(mail|http)$/.test(harm.row.what ?? ''))
      found.set(first, { site, bodies, weak: true });
  }
  const all = [...found.values()];
  const inner = new Set(all.flatMap(({ bodies }) => [...reachedFrom(bodies, graph)]));
  return all.filter(({ site }) => !inner.has(site.func));
}

/** `show(request, response).catch(next)` in a handler: the response is answered by it, and the client waits for that. */
function isAnswering({ call, func }: Site, bodies: readonly Func[], { entries }: Asked['program']): boolean {
  const answers = func.fn.params.slice(1).map(({ name }) => name);
  const given = (body: Func) =>
    body.fn.params.flatMap(({ name }, index) => {
      const value = argumentFor(body, index, call);
      return value?.is === 'name' && answers.includes(value.name) ? [name] : [];
    });
  const isUsed = (body: Func) => {
    const names = new Set(given(body));
    return [...callsOf(body.fn)].some(({ callee, args }) =>
      [callee, ...args.map(({ value }) => value)].some((one) => {
        const root = rootOf(one);
        return root.is === 'name' && names.has(root.name);
      }),
    );
  };
  return entries.some((entry) => entry.kind === 'request' && entry.func === func) && bodies.some(isUsed);
}

/** A statement of its own, with nothing but what handles its faults behind it. */
function isLeftAlone({ call, func }: Site): boolean {
  return !call.awaited && !call.new && statementsOf(func).has(call);
}

/** What the statements of a function are, from the outside in, through what handles faults; none behind which a request is answered. */
const statementsOf = onceFor(({ fn, module }: Func): ReadonlySet<Expr> => {
  const found = new Set<Expr>();
  for (const event of fn.events) {
    if (event.is !== 'do') continue;
    let here: Expr = event.value;
    if (here.is === 'operation' && here.sign === 'void') here = here.right;
    found.add(here);
    while (
      here.is === 'call' &&
      !here.awaited &&
      here.callee.is === 'member' &&
      /^(catch|finally)$/.test(here.callee.name) &&
      !here.args.some(({ value }) => value.is === 'function' && answersFor(module.functions[value.fn], fn))
    ) {
      here = here.callee.of;
      found.add(here);
    }
  }
  return found;
});

/** Calls something that the function around it was given: `.finally(() => response.json({}))` lets the client wait for it. */
function answersFor(handler: Func['fn'] | undefined, { params }: Func['fn']): boolean {
  const given = new Set(params.map(({ name }) => name));
  return (handler?.events ?? []).some(({ value }) =>
    [...(value ? within(value) : [])].some((one) => {
      const root = one.is === 'call' && one.callee.is === 'member' ? rootOf(one.callee.of) : undefined;
      return root?.is === 'name' && given.has(root.name);
    }),
  );
}

interface HandedOff {
  readonly site: Site;
  readonly bodies: readonly Func[];
  readonly outside?: Effect | undefined;
  /** It is put into a queue in the memory of the process. */
  readonly isQueue?: boolean;
  readonly weak: boolean;
}

function queueOf({ site, bodies, outside, isQueue, weak }: HandedOff, asked: Asked): readonly Queue[] {
  const { program } = asked;
  if (!asked.runs(site.func.module.path)) return [];
  const way =
    program.reach.wayTo(site, ['request', 'socket']) ??
    (outlivesJobs(site, program) ? program.reach.wayTo(site, ['job']) : undefined);
  if (!way) return [];
  const { all } = workIn([...new Set([...bodies, ...site.passes])], program);
  const shared = outside ?? all.find((effect) => !isGivenUp(effect, program));
  if (!shared) return [];
  const because = [
    ...stepsOf(way),
    { at: placeOfExpr(site.call, site.func), says: 'hands the work off within this process' },
    {
      at: placeOfExpr(shared.site.call, shared.site.func),
      says: shared.row.what === 'mail' ? 'sends mail' : 'changes what all servers share',
    },
    ...poolOf(site, isQueue === true, program),
    { at: placeOfExpr(site.call, site.func), says: 'nobody waits for it, and nothing does it again' },
  ];
  // a helper that only runs what it is given is not the work
  const work = site.passes.filter((func) => !bodies.includes(func));
  const name =
    [...work, ...bodies].map(({ fn }) => fn.name).find((one) => one !== '') ??
    outside?.name.replace(/^.*[./]/, '') ??
    'work';
  return [
    {
      label: `'${name}'`,
      technology: asked.technologyOf(site.func.module.path),
      backend: known({ technology: 'the process', reach: 'process' }, because),
      runs: 'in-process',
      uses: [],
      ...(shared.row.what === 'mail' ? { stakes: 'speed' as const } : {}),
      confidence: proofOf(way, weak || shared.weak),
    },
  ];
}

/** Names of lists that a call's result is put into, or stands in: `tasks.append(create_task(...))`, `tasks = [create_task(...) for ...]`. */
function listsOf({ func, call }: Site): ReadonlySet<string> {
  const found = new Set<string>();
  for (const event of func.fn.events) {
    if (!event.value || ![...within(event.value)].includes(call)) continue;
    if (event.is === 'bind' && event.target.is === 'name' && event.value !== call) found.add(event.target.name);
    for (const one of within(event.value))
      if (one.is === 'call' && one.callee.is === 'member' && one.callee.of.is === 'name' && /^(append|add|push|insert|extend)$/.test(one.callee.name) && one.args.some(({ value }) => value === call))
        found.add(one.callee.of.name);
  }
  return found;
} // biome-ignore format: conditions

/** Joined, gathered or awaited by the same function, or by all those that it gives it to. */
function isWaitedFor({ site, row }: Effect, program: Asked['program']): boolean {
  const started = row.body === 'self' ? argumentAt(site.call, 'self') : site.call;
  return isWaitedIn(site, { made: site.call, started }, program, farthest);
}

/** The call that hands off, and what is waited for of it. */
interface Begun {
  readonly made: Call;
  readonly started: Expr | undefined;
}

function isWaitedIn(site: Site, { made, started }: Begun, program: Asked['program'], left: number): boolean {
  const { func, call } = site;
  if (call.awaited) return true;
  const gathered = listsOf(site);
  const isIt = (expr: Expr): boolean =>
    [...within(expr)].some((one) => {
      if (one.is === 'name' && gathered.has(one.name)) return true;
      if (one === call || (started && isSameThing({ expr: one, func }, { expr: started, func }, program))) return true;
      if (one.is !== 'name' && one.is !== 'member') return false;
      return program.linker.evaluate(one, func).some((value) => value.is === 'external' && value.made?.call === made);
    });
  const isWaiting = program.graph.sitesOf(func).some((other) =>
    program.effects.at(other).some((effect) => {
      if (effect.row.is !== 'wait') return false;
      const of = effect.row.path === undefined ? undefined : argumentAt(other.call, effect.row.path);
      return of ? isIt(of) : other.call.args.some(({ value }) => isIt(value));
    }),
  );
  // `await task`: a name that stands alone
  if (isWaiting || func.fn.events.some((event) => event.is === 'do' && event.value.is === 'name' && isIt(event.value)))
    return true;
  if (left === 0 || !func.fn.events.some((event) => event.is === 'return' && event.value === call)) return false;
  const above = program.graph.callsTo(func);
  return above.length > 0 && above.every((one) => isWaitedIn(one, { made, started: one.call }, program, left - 1));
}

/** Where the pool is made that the work is handed to. */
function poolOf(site: Site, isQueue: boolean, program: Asked['program']): readonly Evidence[] {
  const isLasting = site.func.module.language === 'ruby' || isQueue;
  return (isLasting ? poolsFor(site, program) : [])
    .slice(0, 1)
    .map(({ call, func }) => ({ at: placeOfExpr(call, func), says: 'waits in the memory of this process' }));
}

function poolsFor({ call: { callee }, func }: Site, { linker }: Asked['program']): readonly Made[] {
  const values = callee.is === 'member' ? linker.evaluate(callee.of, func) : [];
  return values.flatMap((value) => (value.is === 'external' && value.made ? [value.made] : []));
}

/** A job is done for its queue while a pool that was there before it, and goes on after it, has the work still to do. */
function outlivesJobs(site: Site, program: Asked['program']): boolean {
  const pools = poolsFor(site, program);
  return pools.length > 0 && pools.every(({ func }) => !program.reach.wayTo(func, serving));
}

import { within } from '../code/walk.js';
import { append, grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import { commandsOf } from '../program/commands.js';
import type { Effect } from '../program/effects.js';
import type { Entry } from '../program/entries.js';
import type { Site } from '../program/graph.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { type Evidence, known, type Resolved, unknown } from '../resolve/evidence.js';
import type { Guard, ScheduledTask } from '../resolve/parts/scheduled-task.js';
import type { StartedCommand } from '../resolve/parts/started-command.js';
import { handedTo } from './above.js';
import { type Asked, evidenceOf, placeOfCallee, placeOfExpr, proofOf, stepsOf } from './asked.js';
import { funcsOf } from './boot.js';
import { goesOn } from './clock.js';
import { fillsMemory } from './fills-memory.js';
import { gatesOf } from './gates.js';
import { type Round, roundsOf } from './rounds.js';
import { twiceOf } from './twice.js';
import { takersOf } from './waiting.js';
import { bodiesOf, madeBy, type Work, workIn } from './work.js';

/**
 * Work by the clock, or by what a source outside tells, in every process: a timer, a scheduler or a listener that the start of the program reaches, whose body does what all servers share
 * (rows written, mail, calls of other services), with no lock, claim or leader on the way to it; and what comes of it on two servers. A task that a
 * scheduler of a library runs, and of which nothing is seen, is open.
 */
export function tasksAsked(asked: Asked): AppParts {
  const { program } = asked;
  const { effects } = program;
  return {
    scheduledTasks: [
      ...seenBest(effects.of('timer', 'schedule', 'listen'), program).flatMap((effect) => taskOf(effect, asked)),
      ...program.entries.flatMap((entry) => declaredTask(entry, asked)),
      ...asked.fired.flatMap((command) => firedTask(command, asked)),
      ...once(roundsOf(program).flatMap((round) => loopOf(round, asked))),
    ],
  };
}

/** Of several rows for one call (`new Cron(pattern, options, work)` beside `new Cron(pattern, work)`) those that find the work. */
function seenBest(effects: readonly Effect[], program: Asked['program']): readonly Effect[] {
  const bySite = new Map<Site, Effect[]>();
  for (const effect of effects) append(bySite, effect.site, effect);
  return [...bySite.values()].flatMap((all) => {
    const found = all.length > 1 ? all.filter((effect) => bodiesOf(effect, program).length > 0) : all;
    return found.length > 0 ? found : all.slice(0, 1);
  });
}

/** A loop without an end that sleeps between its rounds, which the start of the program hands off or goes into. */
function loopOf({ func, sleep, turns }: Round, asked: Asked): readonly ScheduledTask[] {
  const { program } = asked;
  const bodies = turns ? [func, turns] : [func];
  if (!bodies.every(({ module }) => asked.runs(module.path))) return [];
  // what waits in the memory of this process is this one's alone
  if (takesOut(func, program)) return [];
  const start = turns ? calledAt(turns, asked) : startOf(func, asked);
  const work = workIn(bodies, program);
  const effect = effectIn(work, bodies);
  // a decorator of the app's own that repeats what it stands above is a scheduler, whatever that is seen to do
  if (!start || (!turns && (!work.shared || (effect === 'unknown' && !isInSight(work, program))))) return [];
  const { way, by, says } = start;
  const site = by ?? sleep;
  const gates = gatesOf(site, way, asked);
  return [
    {
      label: `'${nameOf([...(turns ? [turns] : []), ...(by?.passes.includes(func) ? [func] : (by?.targets ?? [])), func])}'`,
      technology: asked.technologyOf(func.module.path),
      effect:
        gates.some(({ isOpen, isSet }) => isSet && !isOpen) || effect === 'same' || fillsMemory(bodies, work, asked)
          ? 'everywhere'
          : effect,
      guards: guardsOf(work),
      ...stakesOf(work),
      single: singleOf(gates),
      ...(work.isWhole ? { isWhole: true as const } : {}),
      at: placeOfExpr(site.call, site.func),
      because: [...stepsOf(way), { at: placeOfExpr(site.call, site.func), says }, ...sharedBy(work)],
      confidence: proofOf(way, true),
    },
  ];
}

function takesFromList(func: Func, asked: Asked): boolean {
  const { graph } = asked.program;
  return [func, ...graph.sitesOf(func).flatMap(({ targets }) => targets)].some((one) => takersOf(asked).has(one));
}

/** Takes what it works on out of a queue in memory, itself or by what it calls for that. */
function takesOut(func: Func, { graph, effects }: Asked['program']): boolean {
  const sites = graph.sitesOf(func);
  return [...sites, ...sites.flatMap(({ targets }) => targets.flatMap(graph.sitesOf))].some((site) =>
    effects.at(site).some(({ row }) => row.is === 'drain'),
  );
}

/** Loops that one call starts are one task: that with the fewest guards. */
function once(tasks: readonly ScheduledTask[]): readonly ScheduledTask[] {
  const found = new Map<string, ScheduledTask>();
  for (const task of tasks.toSorted((a, b) => a.guards.length - b.guards.length)) {
    const key = `${task.at.file}:${task.at.start}`;
    if (!found.has(key)) found.set(key, task);
  }
  return [...found.values()];
}

interface Start {
  readonly way: Way;
  /** The call that starts the loop; absent where the code of a file is the loop. */
  readonly by: Site | undefined;
  readonly says: string;
}

/** Whether something that all servers share is seen to be touched, though not what comes of it twice. */
function isInSight({ shared }: Work, program: Asked['program']): boolean {
  return shared !== undefined && twiceOf(shared, program) === 'open';
}

/** The call of the start of the program that starts a loop. */
function calledAt(func: Func, { program }: Asked): Start | undefined {
  const way = program.reach.wayTo(func, ['boot']);
  const by = way?.calls.at(-1);
  return way && by && { way: { ...way, calls: way.calls.slice(0, -1) }, by, says: 'is started in every process' };
}

/** What is handed off for later, by the function that gives it. */
const laterIn = onceFor((program: Asked['program']) => {
  const all = program.effects.of('later').flatMap(({ site }) => handedTo(site, program));
  return grouped(all, ({ site }) => [site.func]);
});

/** How the start of the program hands a function off: what it calls for a task, or gives a thread; in JavaScript a call is enough. */
function startOf(func: Func, { program }: Asked): Start | undefined {
  const { reach, effects } = program;
  const says = 'is started in every process';
  const boot = reach.wayTo(func, ['boot']);
  for (const hop of boot?.calls ?? []) {
    const by = laterIn(program)
      .get(hop.func)
      ?.find(({ expr }) => [...within(expr)].includes(hop.call));
    if (boot && by) return { way: { ...boot, calls: boot.calls.slice(0, boot.calls.indexOf(hop)) }, by: by.site, says };
  }
  if (boot && func.module.language === 'javascript') {
    const at = boot.calls.findLastIndex(({ call }) => !call.awaited);
    const by = boot.calls[at === -1 ? boot.calls.length - 1 : at];
    return { way: { ...boot, calls: by ? boot.calls.slice(0, boot.calls.indexOf(by)) : [] }, by, says };
  }
  const given = boot?.calls.findLast((hop) => handsOn(hop, program));
  if (boot && given)
    return { way: { ...boot, calls: boot.calls.slice(0, boot.calls.indexOf(given)) }, by: given, says };
  const { entry } = reach.wayTo(func, ['task']) ?? {};
  const by = entry?.site && effects.at(entry.site).find(({ row }) => row.is === 'later');
  const way = by && reach.wayTo(by.site, ['boot']);
  return by && way ? { way, by: by.site, says } : undefined;
}

/** So many functions may stand between what is given work and what hands it off. */
const mostHands = 3;

/** A function of the app's own that hands off what it is given: `start_forever(sync)`. */
function handsOn({ targets, passes }: Site, program: Asked['program'], left = mostHands): boolean {
  if (targets.length === 0 || (left === mostHands && passes.length === 0)) return false;
  return targets.some((func) =>
    program.graph
      .sitesOf(func)
      .some(
        (site) =>
          program.effects.at(site).some(({ row }) => row.is === 'later' && row.what !== 'process') ||
          (left > 0 && handsOn(site, program, left - 1)),
      ),
  );
}

function taskOf(effect: Effect, asked: Asked): readonly ScheduledTask[] {
  const { site, row } = effect;
  const { program } = asked;
  if (!asked.runs(site.func.module.path)) return [];
  const bodies = bodiesOf(effect, program);
  // what waits in the memory of this process is this one's alone
  if (row.is === 'timer' && bodies.some((body) => takesFromList(body, asked))) return [];
  const started = program.reach.wayTo(site, ['boot', 'unknown']);
  const way = started && isOfEnd(started) ? undefined : started;
  const isTimer = row.is !== 'schedule';
  if (isTimer && (bodies.length === 0 || (row.once && !goesOn(effect, bodies, program)))) return [];
  // what a request or a socket starts belongs to it, and what ends with a piece of work belongs to that
  const isOfOthers = isTimer && program.reach.wayTo(site, ['request', 'socket', 'job', 'task']) !== undefined;
  if (!way && !row.apart && !isOfOthers) return [];
  const work = workIn(bodies, program, 0, madeBy(effect));
  const isOwn =
    work.isOwn || (isTimer && (!way || !goesOn(effect, bodies, program))) || fillsMemory(bodies, work, asked);
  const effectOf = isOwn ? 'everywhere' : row.what === 'jobs' ? 'once' : effectIn(work, bodies);
  // a timer is a plain means of the language: what is not seen is not supposed
  if (isTimer && effectOf === 'unknown' && !isInSight(work, program)) return [];
  const gates = gatesOf(site, way, asked);
  const isOff = gates.some(({ isOpen, isSet }) => isSet && !isOpen);
  const isPlain = isTimer || effect.weak || work.harm?.weak !== false;
  return [
    {
      label: `'${nameOf(bodies)}'`,
      technology: asked.technologyOf(site.func.module.path),
      effect: isOff || (isTimer && effectOf === 'same') ? 'everywhere' : effectOf,
      guards: guardsOf(work),
      ...stakesOf(work),
      single: singleOf(gates),
      ...(row.apart ? { apart: true as const } : {}),
      ...(work.isWhole || isOwn ? { isWhole: true as const } : {}),
      at: isTimer ? placeOfCallee(site) : placeOfExpr(site.call, site.func),
      because: becauseOf(effect, way, work),
      confidence: row.apart ? (isPlain ? 'medium' : 'high') : proofOf(way, isPlain),
    },
  ];
}

/** What a program does when it is told to end, or has failed. */
const atEnd = /^(process\.(on|once|addListener)|signal\.signal|atexit\.register|at_exit|Signal\.trap|trap)$/;

function isOfEnd({ calls }: Way): boolean {
  return calls.some(({ names }) => names.some((name) => atEnd.test(name)));
}

/** A task by what stands above its function or class (`#[AsCronTask]`): what else is said of it is read there. */
function declaredTask({ kind, func, site, row }: Entry, asked: Asked): readonly ScheduledTask[] {
  if (kind !== 'task' || site || !row?.decorator || !asked.runs(func.module.path)) return [];
  if (asked.program.effects.of('schedule').some((effect) => effect.site.decorates === func)) return [];
  const last = new Set(row.decorator.split(/[^\w]+/).slice(-3));
  const above = [...func.fn.decorators, ...(func.owner?.parts ?? []).flatMap((part) => part.class.decorators)];
  const by = above.find((one) => {
    const called = one.is === 'call' ? one.callee : one;
    return (called.is === 'name' || called.is === 'member') && last.has(called.name.split(/[\\/]/).at(-1) ?? '');
  });
  if (!by) return [];
  const work = workIn([func], asked.program);
  const at = placeOfExpr(by, func);
  return [
    {
      label: `'${nameOf([func])}'`,
      technology: asked.technologyOf(func.module.path),
      effect: effectIn(work, [func]),
      guards: guardsOf(work),
      ...stakesOf(work),
      single: known(false, []),
      apart: true,
      ...(work.isWhole ? { isWhole: true as const } : {}),
      at,
      because: [{ at, says: 'is on the schedule' }, ...sharedBy(work)],
      confidence: work.harm?.weak === false ? 'high' : 'medium',
    },
  ];
}

/** What a line of a crontab runs: whether each server has that line is judged with the crontab. */
function firedTask(command: StartedCommand, asked: Asked): readonly ScheduledTask[] {
  const { program } = asked;
  const bodies = funcsOf(command, commandsOf(program), program);
  const work = workIn(bodies, program);
  const effect = effectIn(work, bodies);
  if (effect === 'unknown') return [];
  const because = [{ at: command.at, says: 'is in the crontab' }, ...sharedBy(work)];
  const { label, at } = command;
  return [
    { label, technology: 'cron', effect, guards: guardsOf(work), single: known(false, []), apart: true, at, because },
  ];
}

/** What comes of a piece of work on two servers. */
function effectIn({ twice, isOwn, marked }: Work, bodies: readonly Func[]): ScheduledTask['effect'] {
  if (isOwn) return 'everywhere';
  if (marked) return 'once';
  if (twice === 'double') return 'once';
  if (twice === 'open' || bodies.length === 0) return 'unknown';
  return twice ?? 'everywhere';
}

/** A variable that one server alone is given: it is set nowhere, and without it nothing is started. */
function singleOf(gates: ReturnType<typeof gatesOf>): Resolved<boolean> {
  const closed = gates.find(({ isOpen, isSet }) => !isOpen && !isSet);
  if (!closed || !/CRON|JOB|SCHED|WORKER|LEADER|PRIMARY|MASTER|TASK/i.test(closed.variable)) return known(false, []);
  return known(true, closed.because);
}

function becauseOf(effect: Effect, way: Way | undefined, work: Work): readonly Evidence[] {
  return [...evidenceOf(way, effect, saysOfStart(effect.row)), ...sharedBy(work)];
}

function saysOfStart({ apart, is }: Effect['row']): string {
  if (apart) return 'is on the schedule';
  return is === 'listen' ? 'is heard by every process' : 'is started in every process';
}

/** So many calls between the task and what it does are shown. */
const mostCalls = 3;

function sharedBy(work: Work): readonly Evidence[] {
  const { chain, marked } = work;
  if (marked) {
    const { ask, mark } = marked;
    return [
      { at: placeOfExpr(ask.call, ask.func), says: 'looks for rows that are not marked yet' },
      { at: placeOfExpr(mark.site.call, mark.site.func), says: 'marks them: until then another server finds them too' },
    ];
  }
  const shared = work.harm ?? work.shared;
  if (!shared) return [];
  const told = chain.length <= mostCalls ? chain : [...chain.slice(0, 1), ...chain.slice(1 - mostCalls)];
  return [
    ...told.map((site) => ({
      at: placeOfExpr(site.call, site.func),
      says: `calls ${site.targets[0]?.fn.name || 'a function'}`,
    })),
    { at: placeOfExpr(shared.site.call, shared.site.func), says: saysOf(shared) },
  ];
}

function nameOf(bodies: readonly Func[]): string {
  return bodies.map(({ fn }) => fn.name).find((name) => name !== '') ?? 'the task';
}

/** What is lost when all of it is done twice. */
function stakesOf({ isCounted, isAsked, marked, raced }: Work): Pick<ScheduledTask, 'stakes' | 'raced'> {
  if (isCounted) return { stakes: 'count' };
  return { ...(isAsked || marked || raced === 'rows' ? { stakes: 'service' } : {}), ...(raced ? { raced: true } : {}) };
}

function saysOf({ row, name }: Effect): string {
  if (row.what === 'mail') return 'sends mail';
  if (row.what === 'http') return 'calls another service';
  if (row.what === 'process') return 'runs a program';
  if (row.is === 'enqueue') return 'puts a job on the queue';
  return `changes what all servers share (${name.slice(0, 40)})`;
}

function guardsOf({ locks, claim, asks }: Work): readonly Guard[] {
  const found = locks.map((lock) => guardOf(lock));
  if (claim) {
    const at = placeOfExpr(claim.site.call, claim.site.func);
    const because = [{ at, says: 'one server gets the row, and the others do nothing' }];
    found.push({
      label: claim.name,
      kind: 'once',
      backend: known({ technology: 'database', reach: 'shared' }, because),
      at,
    });
  }
  if (asks && found.length === 0) {
    const at = placeOfExpr(asks.call, asks.func);
    const label = asks.call.callee.is === 'name' ? asks.call.callee.name : 'a condition';
    found.push({
      label,
      kind: 'once',
      backend: unknown('what it asks cannot be followed', [{ at, says: 'is asked first' }]),
      at,
    });
  }
  return found;
}

function guardOf(lock: Effect): Guard {
  const at = placeOfExpr(lock.site.call, lock.site.func);
  const reach = lock.row.reach ?? 'shared';
  const because = [{ at, says: `is guarded by ${lock.name}` }];
  return {
    label: lock.name,
    kind: 'once',
    backend: lock.weak
      ? unknown('its lock cannot be followed', because)
      : known({ technology: lock.name, reach }, because),
    at,
  };
}

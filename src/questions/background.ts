import type { Call, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { type Evidence, known } from '../resolve/evidence.js';
import type { Queue } from '../resolve/parts/store.js';
import { type Asked, placeOfExpr, proofOf, stepsOf } from './asked.js';
import { isSameThing } from './same-thing.js';
import { bodiesOf, workIn } from './work.js';

/** Work that a request hands off within its own process, where nobody waits for it, although it does what must not be lost. */
export function backgroundAsked(asked: Asked): AppParts {
  const { effects } = asked.program;
  const later = effects.of('later').flatMap((effect): readonly HandedOff[] => {
    const { site, weak } = effect;
    if (effect.row.what === 'process' || isWaitedFor(effect, asked.program)) return [];
    return [{ site, weak, bodies: bodiesOf(effect, asked.program), says: 'hands the work off within this process' }];
  });
  return { queues: [...[...later, ...dropped(asked)].flatMap((one) => queueOf(one, asked)), ...children(asked)] };
}

/** Programs that a request starts as children of its process, and whose end nobody asks for. */
function children({ program, runs, technologyOf }: Asked): readonly Queue[] {
  return program.effects.of('later').flatMap((effect): readonly Queue[] => {
    const { site, row, weak } = effect;
    const { func, call } = site;
    if (row.what !== 'process' || weak || !runs(func.module.path)) return [];
    const way = program.reach.wayTo(func, ['request', 'socket']);
    const isAlone = func.fn.events.some((event) => event.is === 'do' && event.value === call);
    if (!way || !isAlone) return [];
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

interface HandedOff {
  readonly site: Site;
  readonly bodies: readonly Func[];
  readonly says: string;
  readonly weak: boolean;
}

/** `count(visit).catch(log);`: a promise that nobody waits for, whose faults alone are looked at. */
function dropped({ program }: Asked): readonly HandedOff[] {
  const { scopes, graph, library } = program;
  const found: HandedOff[] = [];
  for (const func of scopes.funcs) {
    if (func.module.language !== 'javascript' || func === scopes.topOf(func.module)) continue;
    for (const event of func.fn.events) {
      if (event.is !== 'do' || event.value.is !== 'call' || event.value.awaited) continue;
      const { callee } = event.value;
      const work = callee.is === 'member' && callee.of.is === 'call' && !callee.of.awaited ? callee.of : undefined;
      if (!work || callee.is !== 'member') continue;
      const isPromise = library.callbacks.find(`?.${callee.name}`).some(({ value }) => value.gives === 'self');
      if (isHandedBack(event.value, func)) continue;
      const site = isPromise ? graph.sitesOf(func).find(({ call }) => call === work) : undefined;
      const bodies = site?.targets.filter(({ fn }) => fn.async) ?? [];
      if (site && bodies.length > 0 && !site.weak)
        found.push({ site, bodies, says: 'starts the work and goes on', weak: false });
    }
  }
  return found;
}

/** `handle(request, response).catch(next)`: its faults go to whoever called, who waits for what becomes of it. */
function isHandedBack({ args }: Call, func: Func): boolean {
  return args.some(
    ({ value }) =>
      value.is === 'name' && func.fn.params.some(({ name }) => name === value.name) && !func.bindings.has(value.name),
  );
}

function queueOf({ site, bodies, says, weak }: HandedOff, asked: Asked): readonly Queue[] {
  const { program } = asked;
  if (!asked.runs(site.func.module.path)) return [];
  const way = program.reach.wayTo(site.func, ['request', 'socket']);
  if (!way) return [];
  const { shared } = workIn([...new Set([...bodies, ...site.passes])], program);
  if (!shared || (says.startsWith('starts') && !/^(rows|mail)$/.test(shared.row.what ?? ''))) return [];
  const because = [
    ...stepsOf(way),
    { at: placeOfExpr(site.call, site.func), says },
    {
      at: placeOfExpr(shared.site.call, shared.site.func),
      says: shared.row.what === 'mail' ? 'sends mail' : 'changes what all servers share',
    },
    ...poolOf(site, program),
    { at: placeOfExpr(site.call, site.func), says: 'nobody waits for it, and nothing does it again' },
  ];
  // a helper that only runs what it is given is not the work
  const work = site.passes.filter((func) => !bodies.includes(func));
  const name = [...work, ...bodies].map(({ fn }) => fn.name).find((one) => one !== '') ?? 'work';
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

/** Joined, gathered or awaited by the same function. */
function isWaitedFor({ site, row }: Effect, program: Asked['program']): boolean {
  const { func, call } = site;
  const started = row.body === 'self' ? argumentAt(call, 'self') : call;
  const isIt = (expr: Expr): boolean =>
    [...within(expr)].some((one) => {
      if (one === call || (started && isSameThing({ expr: one, func }, { expr: started, func }, program))) return true;
      if (one.is !== 'name' && one.is !== 'member') return false;
      return program.linker.evaluate(one, func).some((value) => value.is === 'external' && value.made?.call === call);
    });
  const isWaiting = program.graph.sitesOf(func).some((other) =>
    program.effects.at(other).some((effect) => {
      if (effect.row.is !== 'wait') return false;
      const of = effect.row.path === undefined ? undefined : argumentAt(other.call, effect.row.path);
      return of ? isIt(of) : other.call.args.some(({ value }) => isIt(value));
    }),
  );
  // `await task`: a name that stands alone
  return (
    isWaiting || func.fn.events.some((event) => event.is === 'do' && event.value.is === 'name' && isIt(event.value))
  );
}

/** Where the pool is made that the work is handed to. */
function poolOf(site: Site, { linker }: Asked['program']): readonly Evidence[] {
  const { callee } = site.call;
  if (callee.is !== 'member' || site.func.module.language !== 'ruby') return [];
  for (const value of linker.evaluate(callee.of, site.func))
    if (value.is === 'external' && value.made)
      return [{ at: placeOfExpr(value.made.call, value.made.func), says: 'waits in the memory of this process' }];
  return [];
}

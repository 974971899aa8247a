import type { Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { Queue } from '../resolve/parts/store.js';
import { type Asked, evidenceOf, placeOfExpr, proofOf } from './asked.js';
import { isSameThing } from './same-thing.js';
import { bodiesOf, workIn } from './work.js';

/** Work that a request hands off within its own process, where nobody waits for it, although it does what must not be lost. */
export function backgroundAsked(asked: Asked): AppParts {
  return { queues: asked.program.effects.of('later').flatMap((effect) => handedOff(effect, asked)) };
}

function handedOff(effect: Effect, asked: Asked): readonly Queue[] {
  const { site } = effect;
  const { program } = asked;
  if (!asked.runs(site.func.module.path)) return [];
  const way = program.reach.wayTo(site.func, ['request', 'socket']);
  if (!way) return [];
  const bodies = bodiesOf(effect, program);
  const { shared } = workIn(bodies, program);
  if (!shared || isWaitedFor(effect, program)) return [];
  const because = [
    ...evidenceOf(way, effect, 'hands the work off within this process'),
    {
      at: placeOfExpr(shared.site.call, shared.site.func),
      says: shared.row.what === 'mail' ? 'sends mail' : 'changes what all servers share',
    },
    { at: placeOfExpr(site.call, site.func), says: 'nobody waits for it, and nothing does it again' },
  ];
  const name = bodies.map(({ fn }) => fn.name).find((one) => one !== '') ?? 'work';
  return [
    {
      label: `'${name}'`,
      technology: asked.technologyOf(site.func.module.path),
      backend: known({ technology: 'the process', reach: 'process' }, because),
      runs: 'in-process',
      uses: [],
      ...(shared.row.what === 'mail' ? { stakes: 'speed' as const } : {}),
      confidence: proofOf(way, effect.weak || shared.weak),
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

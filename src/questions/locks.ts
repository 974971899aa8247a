import type { Effect } from '../program/effects.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { Lock } from '../resolve/parts/store.js';
import { type Asked, placeOfCallee, placeOfExpr, proofOf, serving, stepsOf } from './asked.js';
import { bodiesOf, type Work, workIn } from './work.js';

/** Locks of one process or one server that a request or a job takes around rows that all servers change. */
export function locksAsked(asked: Asked): AppParts {
  const seen = new Set<string>();
  const locks = asked.program.effects.of('lock').filter(({ site, name }) => {
    const key = `${site.func.module.path} ${site.func.fn.start} ${name}`;
    // taking and releasing are one lock
    return seen.has(key) ? false : seen.add(key);
  });
  return { locks: locks.flatMap((effect) => lockOf(effect, asked)) };
}

function lockOf(effect: Effect, asked: Asked): readonly Lock[] {
  const { site, row, weak, name } = effect;
  const { program } = asked;
  const { reach = 'shared' } = row;
  if (weak || reach === 'shared' || !asked.runs(site.func.module.path)) return [];
  const way = program.reach.wayTo(site.func, serving);
  if (!way) return [];
  const bodies = row.body === undefined ? [site.func] : bodiesOf(effect, program);
  const { shared, locks, isOwn } = workAround(bodies, program);
  const isHeldElsewhere = locks.some((lock) => lock.weak || (lock.row.reach ?? 'shared') === 'shared');
  if (shared?.row.what !== 'rows' || isOwn || isHeldElsewhere) return [];
  const at = placeOfCallee(site);
  const because = [
    ...stepsOf(way),
    { at: placeOfExpr(shared.site.call, shared.site.func), says: 'changes what all servers share' },
    { at, says: `is held by this ${reach} only` },
  ];
  const [technology = name] = name.split(/[.(]/);
  return [
    {
      label: 'the lock around it',
      technology: asked.technologyOf(site.func.module.path),
      backend: known({ technology, reach }, because),
      uses: [],
      confidence: proofOf(way, shared.weak),
    },
  ];
}

/** Functions between where a lock is made and the work that it is held around. */
const farthest = 2;

/** What is done under a lock; that of the callers where the function only makes it and hands it back. */
function workAround(bodies: readonly Func[], program: Program): Work {
  let around = bodies;
  let work = workIn(around, program);
  for (let depth = 0; depth < farthest && !work.shared && around.length === 1; depth++) {
    around = [...new Set(around.flatMap((func) => program.graph.callersOf(func).map((site) => site.func)))];
    if (around.length > 0) work = workIn(around, program);
  }
  return work;
}

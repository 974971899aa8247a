import type { Effect } from '../program/effects.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { MemoryState } from '../resolve/parts/store.js';
import { type Asked, placeOfCallee, placeOfExpr, proofOf, serving, stepsOf } from './asked.js';
import { labelOf, usesOf } from './made.js';

const changes =
  /\.(add|addAll|addAsync|addAllAsync|addDoc|updateDoc|removeDoc|update|append|remove|replace|discard|insert)$/;
const searches = /\.(search|searchAsync|autoSuggest)$/;

/** An index for searching in the memory of the process, which a request changes and another one searches. */
export function indexesAsked(asked: Asked): AppParts {
  const made = asked.program.effects.of('connect').filter(({ row }) => row.what === 'index');
  return { memoryStates: made.flatMap((effect) => indexOf(effect, asked)) };
}

function indexOf({ site, name }: Effect, asked: Asked): readonly MemoryState[] {
  const { reach } = asked.program;
  const uses = usesOf(site.call, asked.program).filter((use) => asked.runs(use.site.func.module.path));
  const change = uses.find((use) => changes.test(use.as) && reach.wayTo(use.site, serving));
  const search = uses.find((use) => searches.test(use.as) && reach.wayTo(use.site, serving));
  // one that is made for a request ends with it
  if (!change || !search || reach.wayTo(site, serving)) return [];
  const way = reach.wayTo(change.site, serving);
  const because = [
    { at: placeOfExpr(change.site.call, change.site.func), says: 'is changed while the app serves' },
    ...stepsOf(way).slice(0, 2),
    { at: placeOfExpr(search.site.call, search.site.func), says: 'is searched here' },
    {
      at: placeOfCallee(site),
      says: `${name.split('.')[0]} keeps the index in the memory of the process`,
    },
  ];
  return [
    {
      label: labelOf(site, 'the index'),
      technology: asked.technologyOf(site.func.module.path),
      backend: known({ technology: 'memory', reach: 'process' }, because),
      uses: because.slice(0, 1),
      confidence: proofOf(way, false),
    },
  ];
}

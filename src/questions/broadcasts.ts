import type { Effect } from '../program/effects.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { Broadcaster } from '../resolve/parts/store.js';
import { type Asked, placeOfCallee, proofOf, stepsOf } from './asked.js';

/** Messages to all clients of a socket library that knows those of its own process, once for each library. */
export function broadcastsAsked(asked: Asked): AppParts {
  const found = new Map<string, Broadcaster>();
  for (const effect of asked.program.effects.of('broadcast')) {
    const one = effect.row.what === 'clients' ? broadcasterOf(effect, asked) : undefined;
    const [library = effect.name] = effect.name.split('()');
    if (one && !found.has(library)) found.set(library, one);
  }
  return { broadcasters: [...found.values()] };
}

function broadcasterOf({ site, row, weak, name }: Effect, asked: Asked): Broadcaster | undefined {
  const { reach } = asked.program;
  if (!asked.runs(site.func.module.path)) return undefined;
  // what hears the messages of the other servers passes them on to its own clients
  if (reach.wayTo(site, ['job'])) return undefined;
  const way = reach.wayTo(site, ['request', 'socket', 'task', 'boot']);
  if (!way) return undefined;
  const at = placeOfCallee(site);
  const because = [...stepsOf(way), { at, says: 'reaches the clients of this process' }];
  return {
    label: `messages of ${name.split(/[.(]/)[0]}`,
    technology: asked.technologyOf(site.func.module.path),
    backend: known({ technology: 'memory', reach: row.reach ?? 'process' }, because),
    uses: [],
    confidence: proofOf(way, weak),
  };
}

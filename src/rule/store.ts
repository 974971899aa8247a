import type { Evidence } from '../resolve/evidence.js';
import type { Store } from '../resolve/parts/store.js';
import { type Backend, isShared } from '../resolve/reach.js';
import { judge, type Outcome, safe, unclear } from './outcome.js';

/**
 * Judges where a store is kept: out of reach of other servers is for `hazard` to put into words; shared is said to be safe; a store that is
 * local only because of another one (its database is a local file) is unclear here, since the fault stands once, there.
 */
export function judgeStore(
  store: Store,
  hazard: (backend: Backend, because: readonly Evidence[]) => Outcome | undefined,
): Outcome[] {
  return judge(`where ${store.label} live`, store.backend, (backend, because) => {
    const technology = store.technology;
    if (backend.dependsOn) {
      return unclear(
        `${store.label} live in ${backend.technology}: shared as soon as the ${backend.dependsOn} is`,
        because,
        { technology },
      );
    }
    if (isShared(backend))
      return safe(`${store.label} live in ${backend.technology}, which every server reaches`, because, { technology });
    const outcome = hazard(backend, because);
    if (outcome?.is !== 'hazard') return outcome;
    return { repair: store.repair, ...(store.confidence ? { confidence: store.confidence } : {}), ...outcome };
  });
}

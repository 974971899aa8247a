import type { StateEntry } from '../report/report.js';
import type { App, PartName } from '../resolve/app.js';
import type { Store } from '../resolve/parts/store.js';
import type { Topic } from '../rule/rule.js';
import { type Sight, stepsOf } from './triage.js';

const stateParts: readonly (readonly [PartName, Topic])[] = [
  ['sessionStores', 'sessions'],
  ['fileStores', 'uploads'],
  ['caches', 'cache'],
  ['queues', 'queue'],
  ['failedJobStores', 'queue'],
  ['databases', 'database'],
  ['broadcasters', 'realtime'],
  ['rateLimiters', 'state'],
  ['locks', 'state'],
  ['memoryStates', 'state'],
  ['localWrites', 'local-writes'],
  ['maintenanceSwitches', 'deploy'],
];

/** Everything that the app keeps, where, and who can reach it. */
export function stateMap(app: App, sight: Sight): readonly StateEntry[] {
  return stateParts.flatMap(([part, topic]) =>
    ((app.parts[part] ?? []) as readonly Pick<Store, 'label' | 'backend'>[]).map(({ label, backend }) => ({
      label,
      topic,
      backend: backend.state === 'known' ? backend.value.technology : 'unknown',
      reach: backend.state === 'known' ? backend.value.reach : ('unknown' as const),
      because: stepsOf(backend.because, sight),
    })),
  );
}

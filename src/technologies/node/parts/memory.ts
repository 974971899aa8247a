import type { AppParts } from '../../../resolve/app.js';
import { known, said } from '../../../resolve/evidence.js';
import type { MemoryState } from '../../../resolve/parts/store.js';
import { isFalse, type JsApp } from '../resolve-js.js';

/** What the modules of one process tell each other only. */
export function memoryParts(js: JsApp): AppParts {
  return { memoryStates: buses(js) };
}

/** What modules publish to each other; the first emitter that is in force where one of several is chosen. */
function buses(js: JsApp): readonly MemoryState[] {
  const found = js.app.facts.of('use').filter(({ technology, what, at, options }) => {
    if (technology !== 'node' || what !== 'event-bus' || !js.loaded(at.file)) return false;
    const when = options?.when?.is === 'list' ? options.when.items : [];
    return when.every((one) => !isFalse(js.value(one)));
  });
  return found.slice(0, 1).map(({ at }) => {
    const because = [said(at, 'publishes within this process')];
    const backend = known({ technology: 'memory', reach: 'process' as const }, because);
    return { label: 'what is published between the modules of the app', technology: 'node', backend, uses: [] };
  });
}

import type { Expr } from '../../../facts/expr.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, said } from '../../../resolve/evidence.js';
import type { LostUpdate } from '../../../resolve/parts/lost-update.js';
import type { MemoryState } from '../../../resolve/parts/store.js';
import { isFalse, type JsApp } from '../resolve-js.js';

/** What the modules of one process tell each other only, and values that are read and written back. */
export function memoryParts(js: JsApp): AppParts {
  return { memoryStates: buses(js), lostUpdates: lostUpdates(js) };
}

function lostUpdates(js: JsApp): readonly LostUpdate[] {
  const found = js.app.facts
    .of('use')
    .filter(({ technology, what, at }) => technology === 'node' && what === 'lost-update' && js.loaded(at.file))
    .filter(({ options }) => options?.keys?.is !== 'list' || areSame(js, options.keys.items));
  return found.map(({ name = 'a value', options, at }) => ({
    label: `the value at ${name}`,
    technology: 'node',
    at,
    because: [...(options?.read ? [said(options.read.at, 'reads it')] : []), said(at, 'writes it back')],
  }));
}

/** Whether values come to one text. */
function areSame(js: JsApp, exprs: readonly Expr[]): boolean {
  const [first, ...others] = exprs.map((expr) => js.value(expr));
  return first?.state === 'known' && typeof first.value === 'string' && others.every((one) => one.state === 'known' && one.value === first.value); // biome-ignore format: one condition
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

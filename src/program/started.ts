import { argumentAt } from './arguments.js';
import type { Ancestry } from './classes.js';
import type { Effects } from './effects.js';
import { type Entry, runnable } from './entries.js';
import type { Linker } from './linker.js';
import type { Scopes } from './scopes.js';

/** Work that the app's own code starts: the bodies of timers, schedules and jobs. */
export function startedEntries(from: {
  readonly effects: Effects;
  readonly linker: Linker;
  readonly classes: Ancestry;
}): readonly Entry[] {
  const { effects, linker, classes } = from;
  return effects.of('timer', 'schedule', 'later', 'enqueue').flatMap(({ site, row }): readonly Entry[] => {
    const body = row.body === undefined ? undefined : argumentAt(site.call, row.body);
    if (!body) return [];
    const kind = row.is === 'enqueue' ? 'job' : 'task';
    return runnable(body, site.func, { row: { kind, source: row.source }, linker, classes }).map((func) => ({
      kind,
      func,
      site,
    }));
  });
}

/** The code of the files themselves: PHP runs a file for a request, other languages when the program starts. */
export function topEntries(scopes: Scopes, known: readonly Entry[]): readonly Entry[] {
  const taken = new Set(known.map(({ func }) => func));
  return scopes.modules.flatMap((module): readonly Entry[] => {
    const func = scopes.topOf(module);
    if (!func || taken.has(func)) return [];
    return [{ kind: module.language === 'php' ? 'request' : 'boot', func }];
  });
}

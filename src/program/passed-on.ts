import type { CodeModule } from '../code/model.js';
import type { ModuleFinder } from './modules.js';
import type { Scopes } from './scopes.js';

/** So many modules may pass on the names of one another to one. */
const most = 200;

/**
 * A module and those whose names it passes on, the nearest first and each once: two may pass on the same third, and that again and again,
 * which makes more ways than anybody could go.
 */
export function passedOnBy(finder: ModuleFinder, scopes: Scopes): (module: CodeModule) => readonly CodeModule[] {
  const known = new Map<CodeModule, readonly CodeModule[]>();
  return (module) => {
    if (module.stars.length === 0) return [module];
    const before = known.get(module);
    if (before) return before;
    const found = new Set<CodeModule>();
    const waiting = [module];
    for (let next = waiting.pop(); next && found.size < most; next = waiting.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      for (const star of next.stars.toReversed()) {
        const path = finder.find(next, star);
        const passed = path === undefined ? undefined : scopes.moduleAt(path);
        if (passed) waiting.push(passed);
      }
    }
    known.set(module, [...found]);
    return [...found];
  };
}

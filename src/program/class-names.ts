import { within } from '../code/walk.js';
import type { Scopes } from './scopes.js';
import { serviceName } from './service-tables.js';

/** Short names by which all code of the app may call classes, as files of settings say: `'aliases' => ['Helper' => App\\Support\\Helper::class]`. */
export function shortNames(
  { modules, topOf }: Scopes,
  rows: readonly (readonly [string, string])[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const module of modules) {
    const row = rows.find(([file]) => module.path === file || module.path.endsWith(`/${file}`));
    if (!row) continue;
    for (const event of topOf(module).fn.events) {
      const table = event.is === 'return' && event.value?.is === 'map' ? event.value : undefined;
      const names = table?.entries.find(({ key }) => key?.is === 'literal' && key.value === row[1])?.value;
      // what is laid over names of the framework's own stands in a table within
      for (const part of names ? within(names) : []) {
        if (part.is !== 'map') continue;
        for (const { key, value } of part.entries) {
          const full = serviceName(value);
          if (key?.is === 'literal' && full !== undefined) found.set(String(key.value), full);
        }
      }
    }
  }
  return found;
}

import { within } from '../code/walk.js';
import type { Scopes } from './scopes.js';
import { returnedTables, serviceName } from './service-tables.js';

/** Short names by which all code of the app may call classes, as files of settings say: `'aliases' => ['Helper' => App\\Support\\Helper::class]`. */
export function shortNames(scopes: Scopes, rows: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { func, map } of returnedTables(scopes)) {
    const { path } = func.module;
    const [, under] = rows.find(([file]) => path === file || path.endsWith(`/${file}`)) ?? [];
    if (under === undefined || func !== scopes.topOf(func.module)) continue;
    const names = map.entries.find(({ key }) => key?.is === 'literal' && key.value === under)?.value;
    // what is laid over names of the framework's own stands in a table within
    for (const part of names ? within(names) : []) {
      if (part.is !== 'map') continue;
      for (const { key, value } of part.entries) {
        const full = serviceName(value);
        if (key?.is === 'literal' && full !== undefined) found.set(String(key.value), full);
      }
    }
  }
  return found;
}

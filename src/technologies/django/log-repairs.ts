import type { Change, Repair } from '../../resolve/repair.js';
import { silencing } from '../python/log-config.js';
import { isPlainlyAssigned } from '../python/repairs.js';
import { entryIn, itemsIn, type PyValue, placeIn, textIn } from '../python/values.js';
import type { Resolution } from '../technology.js';

/** Lines go to the console, with the level and the format that they had in the file. */
export function loggingRepair(app: Resolution, logging: PyValue): Repair | undefined {
  const handlers = entryIn(logging, 'handlers');
  const all = handlers?.is === 'map' ? [...handlers.entries.values()] : [];
  const silent = spoken(app, logging, all);
  if (silent) return silent;
  const changes: Change[] = [];
  for (const handler of all) {
    const kind = entryIn(handler, 'class');
    const at = placeIn(handler);
    if (!/FileHandler$/.test(textIn(kind) ?? '') || handler.is !== 'map' || !at) continue;
    if (!isPlainlyAssigned(app.facts, handler)) return undefined;
    const others = [...handler.entries.keys()].filter((key) => !/^(class|level|formatter|filters)$/.test(key));
    const taken = Object.fromEntries(others.map((key) => [key, undefined]));
    changes.push({ is: 'fields', of: 'dict', at, set: { class: '"logging.StreamHandler"', ...taken } });
  }
  if (changes.length === 0) return undefined;
  const needs = ['Collect the output of the processes, where files of the server were collected until now.'];
  return { title: 'Log to the console', safety: 'unsafe', changes, needs };
}

/** A console handler is there, and a filter keeps it silent: without the filter it speaks, and files stay as they are. */
function spoken(app: Resolution, logging: PyValue, handlers: readonly PyValue[]): Repair | undefined {
  const silent = handlers.filter((one) => {
    const isConsole = /StreamHandler$/.test(textIn(entryIn(one, 'class')) ?? '');
    return isConsole && silencing(logging, one) !== undefined && itemsIn(entryIn(one, 'filters')).length === 1;
  });
  const places = silent.filter((one) => isPlainlyAssigned(app.facts, one)).flatMap((one) => placeIn(one) ?? []);
  if (places.length === 0 || places.length < silent.length) return undefined;
  return {
    title: 'Let the console handler speak in production',
    safety: 'unsafe',
    changes: places.map((at) => ({ is: 'fields', of: 'dict', at, set: { filters: undefined } })),
    needs: ['Collect the output of the processes; the file on each server can go then.'],
  };
}

import type { Fact } from '../../../facts/fact.js';
import type { Repair } from '../../../resolve/repair.js';
import { type JsApp, member, optionOf } from '../resolve-js.js';
import { optionsPlace } from './options.js';

/** Schemas change by migrations that run once for a release, not by whichever server starts first. */
export function synchronizeRepair(js: JsApp, call: Fact<'js-call'>): Repair | undefined {
  const option = optionOf(js, call, 'synchronize');
  const at = optionsPlace(js, call) ?? call.args.find((arg) => member(js, arg, 'synchronize') === option)?.at;
  if (!at || option?.is !== 'literal') return undefined;
  return {
    title: 'Leave the schema to migrations',
    safety: 'unsafe',
    changes: [{ is: 'property', at, name: 'synchronize', value: 'false' }],
    needs: [
      'Make the first migration from the entities: npx typeorm migration:generate -d <data source> <path>',
      'Run migrations once per release, before the new copies start: npx typeorm migration:run -d <data source>',
    ],
  };
}

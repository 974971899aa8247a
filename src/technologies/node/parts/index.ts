import type { AppParts, PartName } from '../../../resolve/app.js';
import type { Resolution } from '../../technology.js';
import { type JsApp, jsApp } from '../resolve-js.js';
import { limiterParts } from './limiters.js';
import { sessionParts } from './sessions.js';

const concerns: readonly ((js: JsApp) => AppParts)[] = [sessionParts, limiterParts];

/** What is in force in server code, one concern after another. */
export function parts(app: Resolution): AppParts {
  const js = jsApp(app);
  const joined: Partial<Record<PartName, unknown[]>> = {};
  for (const concern of concerns) {
    for (const [name, items] of Object.entries(concern(js)) as [PartName, readonly unknown[]][])
      joined[name] = [...(joined[name] ?? []), ...items];
  }
  return joined as AppParts;
}

import type { AppParts, PartName } from '../../../resolve/app.js';
import type { Resolution } from '../../technology.js';
import { type JsApp, jsApp } from '../resolve-js.js';
import { bootParts } from './boot.js';
import { cacheParts } from './caches.js';
import { databaseParts } from './databases.js';
import { httpParts } from './http.js';
import { limiterParts } from './limiters.js';
import { logParts } from './logs.js';
import { memoryParts } from './memory.js';
import { proxyParts } from './proxy.js';
import { queueParts } from './queues.js';
import { realtimeParts } from './realtime.js';
import { scheduleParts } from './schedules.js';
import { secretParts } from './secrets.js';
import { sessionParts } from './sessions.js';
import { stopParts } from './stops.js';
import { uploadParts } from './uploads.js';

const concerns: readonly ((js: JsApp) => AppParts)[] = [
  sessionParts,
  limiterParts,
  httpParts,
  proxyParts,
  stopParts,
  scheduleParts,
  realtimeParts,
  uploadParts,
  memoryParts,
  cacheParts,
  databaseParts,
  logParts,
  secretParts,
  queueParts,
  bootParts,
];

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

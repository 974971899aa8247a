import type { AppParts } from '../../resolve/app.js';
import { said } from '../../resolve/evidence.js';
import type { RateLimiter } from '../../resolve/parts/store.js';
import { inMemory, storeOption } from '../node/parts/backends.js';
import { jsApp, optionOf } from '../node/resolve-js.js';
import type { Resolution } from '../technology.js';

/** The throttler counts in memory unless it is given a storage; the rest of a Nest app is judged as Node.js. */
export function parts(app: Resolution): AppParts {
  const js = jsApp(app);
  const rateLimiters = js.of('@nestjs/throttler', /^ThrottlerModule\.forRoot$/).map((call): RateLimiter => {
    const missing = inMemory(call.at, 'is given no storage: the throttler counts in the memory of the process');
    const made = js.of(/^(@nest-lab\/throttler-storage-redis|nestjs-throttler-storage-redis)$/)[0];
    const backend = made
      ? storeOption(js, { is: 'call', module: made.module, name: made.name, args: [], at: made.at }, missing)
      : storeOption(js, optionOf(js, call, 'storage'), missing);
    return { label: "the throttler's limit", technology: 'nest', backend, uses: [said(call.at, 'limits requests')] };
  });
  return { rateLimiters };
}

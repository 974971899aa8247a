import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { Broadcaster, RateLimiter } from '../../resolve/parts/store.js';
import { inMemory, storeOption } from '../node/parts/backends.js';
import { isSkipped } from '../node/parts/limiters.js';
import { throttlerRepair } from '../node/repairs/nest.js';
import { type JsApp, jsApp, optionOf } from '../node/resolve-js.js';
import type { Resolution } from '../technology.js';

/** The throttler counts in memory unless it is given a storage; the rest of a Nest app is judged as Node.js. */
export function parts(app: Resolution): AppParts {
  const js = jsApp(app);
  const rateLimiters = js
    .of('@nestjs/throttler', /^ThrottlerModule\.forRoot$/)
    .flatMap((call): readonly RateLimiter[] => {
      if (optionOf(js, call, 'storage') && isSkipped(js, call)) return [];
      const missing = inMemory(call.at, 'is given no storage: the throttler counts in the memory of the process');
      const made = js.of(/^(@nest-lab\/throttler-storage-redis|nestjs-throttler-storage-redis)$/)[0];
      const backend = made
        ? storeOption(js, { is: 'call', module: made.module, name: made.name, args: [], at: made.at }, missing)
        : storeOption(js, optionOf(js, call, 'storage'), missing);
      return [
        {
          label: "the throttler's limit",
          technology: 'nest',
          backend,
          uses: [said(call.at, 'limits requests')],
          repair: made || optionOf(js, call, 'storage') ? undefined : throttlerRepair(js, call),
        },
      ];
    });
  return { rateLimiters, broadcasters: gateways(js) };
}

/** Nest's own adapter keeps rooms in memory; an adapter class of the app that makes a Redis adapter joins the servers. */
function gateways(js: JsApp): readonly Broadcaster[] {
  const found = js.app.facts.of('use').find((fact) => fact.technology === 'nest' && fact.what === 'gateway');
  if (!found || js.of('socket.io', /^(Server|)$/).length > 0) return [];
  const joined = js.of(/^(@socket\.io\/(redis|redis-streams|postgres|mongo)-adapter|socket\.io-redis)$/)[0];
  const backend = joined
    ? known({ technology: joined.module, reach: 'shared' as const }, [said(joined.at, 'joins the servers')])
    : known({ technology: 'memory', reach: 'process' as const }, [
        said(found.at, 'has the default adapter: rooms and broadcasts stay in the memory of the process'),
      ]);
  return [{ label: 'messages of the gateway', technology: 'nest', backend, uses: [] }];
}

import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import { known, type Resolved, said, unknown } from '../../../resolve/evidence.js';
import type { SessionStore } from '../../../resolve/parts/store.js';
import type { Backend } from '../../../resolve/reach.js';
import { table } from '../../../table.js';
import { type JsApp, member, optionOf } from '../resolve-js.js';
import { moduleOf, plugged } from './plugins.js';

/**
 * Sessions of hapi: what does not fit into the cookie of yar (1 KB unless `maxCookieSize` says otherwise; none at 0) goes to the cache of the
 * server, which is memory unless it is given a provider (@hapi/yar 11, API.md; @hapi/hapi 21, API.md, `server.options.cache`).
 */
export function hapiSessions(js: JsApp): readonly SessionStore[] {
  return js.calls.flatMap((call) =>
    plugged(js, call).flatMap(({ module, args }): readonly SessionStore[] => {
      if (!/^(@hapi\/)?yar$/.test(module) || !/(^|\.)register$/.test(call.name)) return [];
      const size = optionOf(js, { args }, 'maxCookieSize');
      const limit = size && js.value(size);
      const always = limit?.state === 'known' && Number(limit.value) === 0;
      const cache = optionOf(js, { args }, 'cache');
      const name = cache && member(js, cache, 'cache');
      return [
        {
          label: always ? 'sessions' : 'sessions that outgrow their cookie',
          technology: 'hapi',
          backend: cacheOf(js, call, name),
          uses: [said(call.at, 'starts sessions')],
          ...(always ? {} : { secondary: true }),
        },
      ];
    }),
  );
}

const stores: Readonly<Record<string, Backend>> = table({
  redis: { technology: 'redis', reach: 'shared' },
  memcached: { technology: 'memcached', reach: 'shared' },
  mongodb: { technology: 'mongodb', reach: 'shared' },
  disk: { technology: 'file', reach: 'server' },
  memory: { technology: 'memory', reach: 'process' },
});

/** The cache of the server that has a name, or the one without a name. */
function cacheOf(js: JsApp, call: Fact<'js-call'>, wanted: Expr | undefined): Resolved<Backend> {
  const name = wanted && js.value(wanted);
  if (name?.state === 'unknown') return unknown('its cache is named by code', name.because);
  const servers = js.of('@hapi/hapi', /^(server|Server)$/);
  const given = servers.flatMap((server) => {
    const option = optionOf(js, server, 'cache');
    return option === undefined ? [] : js.settle(option).map(({ expr }) => expr);
  });
  const provisioned = js.of('@hapi/hapi', /\.cache\.provision$/).flatMap(({ args }) => args);
  for (const cache of [...given, ...provisioned].flatMap((expr) => (expr.is === 'list' ? expr.items : [expr]))) {
    const own = member(js, cache, 'name');
    const called = own && js.value(own);
    if ((called?.state === 'known' ? called.value : undefined) !== name?.value) continue;
    const provider = member(js, cache, 'provider') ?? member(js, cache, 'engine') ?? cache;
    const module = moduleOf(member(js, provider, 'constructor') ?? provider);
    const store = stores[/catbox-(\w+)/.exec(module ?? '')?.[1] ?? ''];
    return store
      ? known(store, [said(cache.at, `keeps them in ${store.technology}`)])
      : unknown('the cache is made by code that cannot be followed', [said(cache.at, 'is the cache')]);
  }
  if (name || servers.length === 0)
    return unknown('the cache of the server is made elsewhere', [said(call.at, 'starts sessions')]);
  return known({ technology: 'memory', reach: 'process' }, [
    said(call.at, 'is given no cache: yar falls back to the memory of the process'),
  ]);
}

import type { KeyValueConnection } from '../../../resolve/parts/data.js';
import { fileKey } from '../js/modules.js';
import type { JsApp } from '../resolve-js.js';

const byPackage: readonly (readonly [RegExp, KeyValueConnection['purposes'][number]])[] = [
  [/^(bull|bullmq|bee-queue|kue|rsmq)$/, 'queue'],
  [/^(connect-redis|koa-redis)$/, 'sessions'],
  [/^(@socket\.io\/redis-(streams-)?adapter|socket\.io-redis|graphql-redis-subscriptions)$/, 'broadcast'],
  [/^(rate-limit-redis|rate-limiter-flexible)$/, 'limits'],
  [/^redlock$/, 'locks'],
  [/^(@keyv\/redis|cache-manager-redis.*|cache-manager-ioredis.*)$/, 'cache'],
];

/** What an app keeps in Redis, by the packages that it hands its connection to and by how its own code names it. */
export function purposesOf(js: JsApp): KeyValueConnection['purposes'] {
  const found = new Set<KeyValueConnection['purposes'][number]>();
  for (const call of js.calls) {
    for (const [pattern, purpose] of byPackage) if (pattern.test(call.module)) found.add(purpose);
    if (/redis/.test(call.module) && /\.(get|set|setex|mget|mset)$/.test(call.name) && /cache/i.test(call.at.file))
      found.add('cache');
  }
  if (cachesThroughOwnClient(js)) found.add('cache');
  return [...found].sort();
}

/** A module that is named after a cache and loads the module that connects to Redis (or connects itself). */
function cachesThroughOwnClient(js: JsApp): boolean {
  const clients = js.of(/^(redis|ioredis|@redis\/client)$/).map((call) => fileKey(call.at.file));
  return js.app.facts.of('js-module').some((module) => {
    if (!/cache/i.test(module.at.file.slice(module.at.file.lastIndexOf('/'))) || !js.runs(module.at.file)) return false;
    const loads = [fileKey(module.at.file), ...module.loads.map((load) => load.replace(/^[@~#$]\/?/, ''))];
    return loads.some((load) => clients.some((client) => client === load || client.endsWith(`/${load}`)));
  });
}

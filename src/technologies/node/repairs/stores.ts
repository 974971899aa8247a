import type { Fact } from '../../../facts/fact.js';
import { byHand, type Change, type Repair } from '../../../resolve/repair.js';
import { lacking, redisWants } from '../../lacking.js';
import { npmPackage } from '../../npm/packages.js';
import { redisNeed } from '../../redis-address.js';
import { type JsApp, optionOf } from '../resolve-js.js';
import { toInstall } from './install.js';
import { canReplace, optionsPlace } from './options.js';
import { intoRedis, redisUrl } from './redis.js';

/** Sessions in Redis by connect-redis 9, which takes a client of node-redis (connect-redis 9.0, readme.md). */
export function sessionRepair(js: JsApp, call: Pick<Fact<'js-call'>, 'args' | 'at'>): Repair | undefined {
  const at = optionsPlace(js, call);
  const store = optionOf(js, call, 'store');
  const title = 'Keep sessions in Redis';
  if (!at || !canReplace(js, store)) {
    const install = toInstall(js, 'connect-redis', 'redis');
    return byHand(title, ...install, 'Give the session middleware on every server: store: new RedisStore({ client })');
  }
  return intoRedis(js, at.file, {
    title,
    packages: ['connect-redis'],
    make: (client) => [
      { is: 'binding', file: at.file, bind: '{ RedisStore }', from: { package: 'connect-redis' } },
      { is: 'property', at, name: 'store', value: `new RedisStore({ client: ${client} })` },
    ],
    needs: ['Everybody logs in once more: the sessions that are there stay in the old store.'],
  });
}

/**
 * A limit counted in Redis. express-rate-limit before 6 has another interface for stores; limits that share a prefix would count
 * together (rate-limit-redis 6.0, `prefix`, default `rl:`), so each of several gets one of its own.
 */
export function limiterRepair(js: JsApp, module: string, call: Fact<'js-call'>): Repair | undefined {
  if (module === '@fastify/rate-limit') return fastifyLimiter(js, call);
  if (!/^express-(rate-limit|slow-down)$/.test(module)) return undefined;
  const version = npmPackage(js.app.facts, module)?.major;
  const isOld = version !== undefined && version < (module === 'express-rate-limit' ? 6 : 2);
  const at = optionsPlace(js, call);
  const prefix = prefixOf(js, call);
  if (!at || isOld || prefix === undefined || !canReplace(js, optionOf(js, call, 'store')))
    return byHand(
      'Count the limit in Redis',
      ...(isOld ? [`Bring ${module} to its current version: stores for ${version} are of another kind.`] : []),
      ...toInstall(js, 'rate-limit-redis', 'redis'),
      "Give each limit a store with a prefix of its own: store: new RedisStore({ prefix: 'login:', sendCommand: (...command) => client.sendCommand(command) })",
    );
  const name = js.calls.some((one) => one.at.file === at.file && /^(express-session|connect-redis)$/.test(one.module))
    ? 'RateLimitStore'
    : 'RedisStore';
  const bind = name === 'RedisStore' ? '{ RedisStore }' : '{ RedisStore as RateLimitStore }';
  const command = /\.[cm]?tsx?$/.test(at.file) ? '...command: string[]' : '...command';
  return intoRedis(js, at.file, {
    title: 'Count the limit in Redis',
    packages: ['rate-limit-redis'],
    make: (client): readonly Change[] => [
      { is: 'binding', file: at.file, bind, from: { package: 'rate-limit-redis' } },
      {
        is: 'property',
        at,
        name: 'store',
        value: `new ${name}({ ${prefix}sendCommand: (${command}) => ${client}.sendCommand(command) })`,
      },
    ],
  });
}

function prefixOf(js: JsApp, call: Fact<'js-call'>): string | undefined {
  const all = js.of(/^express-(rate-limit|slow-down)$/, /^(rateLimit|default|slowDown|rateLimiter|)$/);
  if (all.length < 2) return '';
  const isOwn = call.as !== undefined && all.filter(({ as }) => as === call.as).length === 1;
  return isOwn ? `prefix: '${call.as}:', ` : undefined;
}

/** @fastify/rate-limit 10 takes a client of ioredis (README.md, option `redis`). */
function fastifyLimiter(js: JsApp, call: Fact<'js-call'>): Repair | undefined {
  const at = optionsPlace(js, call);
  if (!at || optionOf(js, call, 'redis') || optionOf(js, call, 'store')) return undefined;
  return {
    title: 'Count the limit in Redis',
    safety: 'unsafe',
    changes: [
      { is: 'binding', file: at.file, bind: '{ Redis }', from: { package: 'ioredis' } },
      { is: 'property', at, name: 'redis', value: `new Redis(${redisUrl(js)})` },
    ],
    needs: [...toInstall(js, 'ioredis'), redisNeed(js.app)],
    ...lacking(js.app, redisWants(js.app)),
  };
}

/** Rooms and broadcasts over Redis; the subscriber is a connection of its own (@socket.io/redis-adapter 8.3, README.md). */
export function adapterRepair(js: JsApp, server: Fact<'js-call'>): Repair | undefined {
  const io = server.as;
  // One that it is given under a condition says what the app wants: more would be a second opinion.
  const given = js.app.facts.of('js-call').some(({ name, args }) => /(^|\.)adapter$/.test(name) && args.length > 0);
  if (io === undefined || given) return undefined;
  return intoRedis(js, server.at.file, {
    title: 'Connect the servers with the Redis adapter of socket.io',
    packages: ['@socket.io/redis-adapter'],
    make: (client) => [
      { is: 'binding', file: server.at.file, bind: '{ createAdapter }', from: { package: '@socket.io/redis-adapter' } },
      {
        is: 'statements',
        at: server.at,
        where: 'behind',
        text: [
          `const subscriber = ${client}.duplicate();`,
          'subscriber.connect();',
          `${io}.adapter(createAdapter(${client}, subscriber));`,
        ],
      },
    ],
  });
}

/** WebSocket only: its one connection stays on one server. The clients have to agree. */
export function transportRepair(js: JsApp, server: Fact<'js-call'>): Repair | undefined {
  const maps = server.args.flatMap((arg) => js.settle(arg).map(({ expr }) => expr)).filter(({ is }) => is === 'map');
  const [options] = maps;
  // Of two arguments one is the options; a single one that is no object may be either.
  const hasOptions = server.args.some((arg) => arg.is !== 'map' && /opt|conf|setting/i.test(JSON.stringify(arg)));
  if (maps.length > 1 || (!options && (hasOptions || server.args.length > 1))) return undefined;
  const clients = js.app.facts.of('use').filter(({ what }) => what === 'client-transports');
  const named = (fact: Fact<'use'>, kind: string) =>
    fact.options?.transports?.is === 'list' &&
    fact.options.transports.items.some((item) => item.is === 'literal' && item.value === kind);
  const polling = clients.find((one) => !named(one, 'websocket'));
  if (polling)
    return byHand(
      'Let the server and its clients speak WebSocket only',
      `First let ${polling.at.file} ask for transports: ['websocket']: it asks for polling only, and a server that refuses polling would cut it off`,
      `When no old client is left, give the server in ${server.at.file} the same: transports: ['websocket']`,
    );
  return {
    title: 'Accept WebSocket connections only',
    safety: 'unsafe',
    changes: [{ is: 'property', at: options?.at ?? server.at, name: 'transports', value: "['websocket']" }],
    needs: [
      `Let every client ${clients.length > 0 ? 'ask for the same' : 'connect with'}: io(url, { transports: ['websocket'] })`,
    ],
  };
}

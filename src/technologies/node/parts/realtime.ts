import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../../resolve/evidence.js';
import type { Broadcaster } from '../../../resolve/parts/store.js';
import { table } from '../../../table.js';
import { clientsBeginWithWebSocket } from '../../socketio/clients.js';
import { adapterRepair, transportRepair } from '../repairs/stores.js';
import { isNothing, type JsApp, member, optionOf, type Settled } from '../resolve-js.js';
import { plugged } from './plugins.js';

/** How messages to connected clients travel between servers. */
export function realtimeParts(js: JsApp): AppParts {
  return {
    broadcasters: [...socketIo(js), ...subscriptions(js), ...documents(js), ...collaboration(js)],
  };
}

const adapters: Readonly<Record<string, 'shared' | 'server'>> = table({
  '@socket.io/redis-adapter': 'shared',
  '@socket.io/redis-streams-adapter': 'shared',
  '@socket.io/postgres-adapter': 'shared',
  '@socket.io/mongo-adapter': 'shared',
  'socket.io-redis': 'shared',
  'socket.io-redis-adapter': 'shared',
  '@socket.io/cluster-adapter': 'server',
});

function socketIo(js: JsApp): readonly Broadcaster[] {
  const made = js.of('socket.io', /^(Server|)$/);
  const [server] = made;
  if (!server) return [];
  const adapter = adapterOf(js);
  const option = optionOf(js, server, 'adapter');
  const reach = adapter || option ? reachOf(js, option ?? adapter?.args[0], adapter?.module) : undefined;
  const memory = said(server.at, 'is given no adapter: rooms and broadcasts stay in the memory of the process');
  const backend =
    adapter || option
      ? known({ technology: adapter?.module || 'an adapter', reach: reach ?? 'shared' }, [
          said(adapter?.at ?? option?.at ?? server.at, 'connects the servers with an adapter'),
        ])
      : known({ technology: 'memory', reach: 'process' as const }, [memory]);
  const transports = transportsOf(js, server);
  const broadcaster: Broadcaster = {
    label: 'socket.io messages',
    technology: 'socketio',
    backend,
    uses: transports.evidence,
    polling: transports.polling,
    pingSeconds: pingOf(js, server),
    repair: made.length === 1 ? adapterRepair(js, server) : undefined,
    repairs: { polling: transportRepair(js, server) },
  };
  if (reach === 'shared') return [broadcaster];
  const asked = js.calls.filter((call) => /(^|\.)(fetchSockets|allSockets)$/.test(call.name));
  const members = asked.slice(0, 3).map(
    (call): Broadcaster => ({
      label: 'questions about who is in a socket.io room',
      technology: 'socketio',
      backend: known({ technology: 'memory', reach: 'process' }, [
        memory,
        said(call.at, 'asks who is connected, and sees this process only'),
      ]),
      uses: [],
    }),
  );
  return [broadcaster, ...members];
}

/** engine.io 6, server.ts: a ping each 25 s. */
function pingOf(js: JsApp, server: Fact<'js-call'>): Resolved<number> {
  const option = optionOf(js, server, 'pingInterval');
  const value = option && js.value(option);
  if (!value) return known(25, [{ at: { builtin: 'socket.io, pingInterval' }, says: 'pings each 25 s' }]);
  if (value.state === 'unknown') return value;
  return typeof value.value === 'number'
    ? known(value.value / 1000, value.because)
    : unknown('it is no number', value.because);
}

/** Who an adapter joins, by the package that makes it: the processes of one server, or all servers. */
function reachOf(js: JsApp, adapter: Expr | undefined, module = ''): 'shared' | 'server' {
  const made = js.settle(adapter).find(({ expr }) => expr.is === 'call' && expr.module in adapters)?.expr;
  return adapters[made?.is === 'call' ? made.module : module] ?? 'shared';
}

/** The call that gives socket.io its adapter, where production makes it; without any such call, the adapter that is made. */
function adapterOf(js: JsApp): Fact<'js-call'> | undefined {
  const gives = (call: Fact<'js-call'>) => /(^|\.)adapter$/.test(call.name) && call.args.length > 0;
  if (js.app.facts.of('js-call').some(gives)) return js.calls.find(gives);
  return js.calls.find((call) => call.module in adapters);
}

/** socket.io starts with polling unless `transports` leaves it out, or its clients begin otherwise. */
function transportsOf(js: JsApp, server: Fact<'js-call'>): { polling: boolean; evidence: readonly Evidence[] } {
  const client = clientsBeginWithWebSocket(js.app.facts);
  if (client) return { polling: false, evidence: [client] };
  const starts = js.of('socket.io', /^(Server|)(\(\)\.(listen|attach))?$/);
  for (const call of [server, ...starts]) {
    const option = optionOf(js, call, 'transports');
    if (!option) continue;
    const lists = js.settle(option).flatMap(({ expr }) => (expr.is === 'list' ? [expr] : []));
    const names = lists.flatMap((list) => list.items.map((item) => (item.is === 'literal' ? String(item.value) : '?')));
    if (names.length === 0) continue;
    return { polling: names.includes('polling'), evidence: [said(option.at, `allows ${names.join(' and ')}`)] };
  }
  return { polling: true, evidence: [said(server.at, 'allows polling and websocket, the default')] };
}

/** GraphQL libraries publish within the process unless they are given something that does not. */
function subscriptions(js: JsApp): readonly Broadcaster[] {
  const made = js.calls.flatMap((call): readonly (readonly [Fact<'js-call'>, Expr | undefined])[] => {
    if (call.module === 'graphql-subscriptions' && call.name === 'PubSub') return [[call, undefined]];
    if (/^(graphql-yoga|@graphql-yoga\/subscription)$/.test(call.module) && call.name === 'createPubSub')
      return [[call, optionOf(js, call, 'eventTarget')]];
    return plugged(js, call).flatMap(({ module, args }): readonly (readonly [Fact<'js-call'>, Expr | undefined])[] => {
      const option = module === 'mercurius' ? optionOf(js, { args }, 'subscription') : undefined;
      if (!option || js.settle(option).every(({ expr }) => isNothing(expr))) return [];
      return [[call, member(js, option, 'emitter') ?? member(js, option, 'pubsub')]];
    });
  });
  return made.map(([call, through]) => ({
    label: 'GraphQL subscriptions',
    technology: 'node',
    backend: through
      ? known({ technology: 'an emitter of its own', reach: 'shared' as const }, [
          said(through.at, 'publishes through it'),
        ])
      : known({ technology: 'memory', reach: 'process' as const }, [said(call.at, 'publishes within this process')]),
    uses: [],
  }));
}

/** y-websocket keeps every open document in the server that it was opened on. */
function documents(js: JsApp): readonly Broadcaster[] {
  return js
    .of(/^(y-websocket|@y\/websocket-server)(\/|$)/, /setupWSConnection$/)
    .slice(0, 1)
    .map((call) => ({
      label: 'edits of shared documents',
      technology: 'node',
      backend: known({ technology: 'memory', reach: 'process' as const }, [
        said(call.at, 'keeps open documents in the memory of the process'),
      ]),
      uses: [],
    }));
}

/** Hocuspocus keeps a document in the memory of the server that opened it, unless the Redis extension joins them. */
function collaboration(js: JsApp): readonly Broadcaster[] {
  const made = js.of('@hocuspocus/server', /^(Hocuspocus|Server|Server\.configure|Server\(\)\.configure)$/)[0];
  if (!made) return [];
  const extensions = optionOf(js, made, 'extensions');
  const settled = extensions ? flatten(js, js.settle(extensions)) : [];
  const redis = settled.find(({ expr }) => expr.is === 'call' && expr.module === '@hocuspocus/extension-redis');
  const missing = js.app.facts.of('js-call').find((call) => call.module === '@hocuspocus/extension-redis');
  const memory = missing
    ? said(missing.at, 'would join the servers, and is left out as shipped')
    : said(made.at, 'has no Redis extension: open documents live in this process');
  // An extension of the app itself may join the servers through the connection that is made beside it.
  const beside = redis || missing ? undefined : js.of(/^(redis|ioredis)$/).find(({ at }) => at.file === made.at.file);
  // So may `extensions: getExtensions()` with a class of one's own over the Redis extension.
  const isHidden =
    !redis &&
    !missing &&
    settled.some(({ expr }) => expr.is !== 'call') &&
    js.app.facts.of('dependency').some(({ name, dev }) => name === '@hocuspocus/extension-redis' && !dev);
  const backend: Broadcaster['backend'] = beside
    ? unknown('a Redis connection is made beside it, by code that cannot be followed', [
        said(beside.at, 'connects to Redis'),
      ])
    : isHidden
      ? unknown('its extensions are made by code that cannot be followed', [said(made.at, 'serves documents')])
      : redis
        ? known({ technology: 'redis', reach: 'shared' as const }, [
            ...redis.because,
            said(redis.expr.at, 'joins the servers'),
          ])
        : known({ technology: 'memory', reach: 'process' as const }, [
            said(made.at, 'serves documents'),
            ...(missing ? conditionsOf(js, missing) : []),
            memory,
          ]);
  return [{ label: 'edits of shared documents', technology: 'node', backend, uses: [] }];
}

function conditionsOf(js: JsApp, call: Fact<'js-call'>): readonly Evidence[] {
  return call.when.flatMap((when) => {
    const value = js.value(when);
    return value.state === 'known' ? value.because : [];
  });
}

function flatten(js: JsApp, settled: readonly Settled[]): readonly Settled[] {
  return settled.flatMap((one) =>
    one.expr.is === 'list'
      ? flatten(
          js,
          one.expr.items.flatMap((item) => js.settle(item)),
        )
      : [one],
  );
}

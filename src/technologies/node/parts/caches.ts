import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { type Evidence, known, said } from '../../../resolve/evidence.js';
import type { CacheStore } from '../../../resolve/parts/store.js';
import { table } from '../../../table.js';
import { nestCacheRepair } from '../repairs/nest.js';
import { type JsApp, optionOf } from '../resolve-js.js';
import { inMemory, storeOption, usesLocalDatabase } from './backends.js';
import { textOfPath } from './file-paths.js';
import { countsAttempts } from './limiters.js';

/** Caches that live in the process and know no other place, where no call shows what is done with them. */
const inProcess: Readonly<Record<string, RegExp>> = table({
  'memory-cache': /^put$/,
  apicache: /^(options|middleware|clone|newInstance|)$/,
  'apicache-plus': /^(options|middleware|)$/,
});

/** Caches that are pure memory of what was computed until something in them is dropped on purpose. */
const byRecency: Readonly<Record<string, RegExp>> = table({
  'lru-cache': /^(LRUCache|)$/,
  'quick-lru': /^$/,
  'tiny-lru': /^(lru|)$/,
});

/** Application caches, and whether every server sees the same. */
export function cacheParts(js: JsApp): AppParts {
  const made = [...processCaches(js), ...recencyCaches(js)];
  return { caches: [...made, ...wrapped(js, made), ...configurable(js)] };
}

function memory(js: JsApp, call: Fact<'js-call'>, says: string): CacheStore {
  const told = toldToOthers(js, call.at.file);
  return {
    label: call.as ? `the cache '${call.as}'` : `the cache of ${call.module}`,
    technology: 'node',
    backend: told
      ? known({ technology: 'memory that every server is told to clear', reach: 'shared' }, [told])
      : known({ technology: 'memory', reach: 'process' }, [said(call.at, says)]),
    uses: [said(call.at, 'is a cache')],
    stakes: 'speed',
  };
}

/** The file, or a module that it loads, hears from the other servers what to drop. */
function toldToOthers(js: JsApp, file: string): Evidence | undefined {
  const loads = js.app.facts.of('js-module').find(({ at }) => at.file === file)?.loads ?? [];
  const files = [file, ...loads.map((load) => js.fileOf(load))];
  const hears = js.calls.find(
    (call) =>
      /^(redis|ioredis|@redis\/client|nats|mqtt|amqplib|kafkajs)$/.test(call.module) &&
      /(^|\.)p?[sS]ubscribe$/.test(call.name) &&
      files.includes(call.at.file),
  );
  return hears && said(hears.at, 'hears from the other servers what to drop');
}

function processCaches(js: JsApp): readonly CacheStore[] {
  return js.calls
    .filter((call) => inProcess[call.module]?.test(call.name))
    .filter((call) => !optionOf(js, call, 'redisClient'))
    .map((call) => memory(js, call, `${call.module} keeps it in the memory of the process`));
}

/** Those that a function makes; what the app does with one of a module is asked of its code (questions/caches). */
function recencyCaches(js: JsApp): readonly CacheStore[] {
  return js.calls
    .filter((call) => byRecency[call.module]?.test(call.name) && call.inside !== undefined)
    .filter((call) =>
      js.of(call.module, /\(\)\.(delete|del|clear|reset)$/).some((drop) => drop.at.file === call.at.file),
    )
    .map((call) =>
      memory(
        js,
        call,
        `${call.module} keeps it in the memory of the process, and what is dropped here stays on the other server`,
      ),
    );
}

/** `createCache({ name: 'users' })` of a module of the app that wraps one of those. */
function wrapped(js: JsApp, made: readonly CacheStore[]): readonly CacheStore[] {
  return js.of(/./, /^makes-cache$/).flatMap((call): readonly CacheStore[] => {
    const option = optionOf(js, call, 'name');
    const name = (option && textOfPath(js, option)?.replace(/\*?<\w*>\*?|\*/g, '…')) ?? '';
    const file = js.fileOf(call.module);
    const inner = made.find(({ uses }) => uses.some(({ at }) => 'file' in at && at.file === file));
    if (!inner || inner.backend.state === 'unknown' || countsAttempts.test(name)) return [];
    const because = [...inner.backend.because, said(call.at, `makes the cache '${name}'`)];
    return [{ ...inner, label: `the cache '${name}'`, backend: known(inner.backend.value, because), uses: [] }];
  });
}

/** Caches whose option names the store: Keyv, cache-manager, Nest's cache module, Apollo. */
function configurable(js: JsApp): readonly CacheStore[] {
  return js.calls.flatMap((call): readonly CacheStore[] => {
    const kind = kindOf(call) ?? (hasResponseCache(js, call) ? apollo : undefined);
    if (!kind) return [];
    const { option, says, technology } = kind;
    const store =
      (option === 'argument' ? call.args[0] : optionOf(js, call, option)) ??
      optionOf(js, call, 'store') ??
      optionOf(js, call, 'stores');
    const chosen = option === 'argument' && store?.is === 'map' ? optionOf(js, call, 'store') : store;
    const first = chosen?.is === 'list' ? chosen.items.at(-1) : chosen;
    if (!first && call.args.some((argument) => js.settle(argument).some(({ expr }) => expr.is === 'opaque'))) return [];
    const backend = storeOption(js, first, inMemory(call.at, says), usesLocalDatabase(js));
    return [
      {
        label: call.as ? `the cache '${call.as}'` : 'the cache',
        technology,
        backend,
        uses: [said(call.at, 'is a cache')],
        stakes: 'speed',
        repair: technology === 'nest' && !store ? nestCacheRepair(js, call) : undefined,
      },
    ];
  });
}

interface Kind {
  readonly option: string;
  readonly says: string;
  readonly technology: string;
}

const apollo: Kind = {
  option: 'cache',
  says: 'is given no cache: Apollo keeps answers in the memory of the process',
  technology: 'node',
};

/**
 * Apollo's own cache matters where answers are kept in it. Persisted queries do not: a server that has not seen one asks for its text
 * (Apollo Server 4, "Automatic Persisted Queries").
 */
function hasResponseCache(js: JsApp, call: Fact<'js-call'>): boolean {
  if (!/^(@apollo\/server|apollo-server(-\w+)?)$/.test(call.module) || call.name !== 'ApolloServer') return false;
  const plugins = js
    .settle(optionOf(js, call, 'plugins'))
    .flatMap(({ expr }) => (expr.is === 'list' ? expr.items : []));
  return plugins
    .flatMap((plugin) => js.settle(plugin))
    .some(({ expr }) => expr.is === 'call' && /plugin-response-cache$/.test(expr.module));
}

function kindOf(call: Fact<'js-call'>): Kind | undefined {
  if (call.module === 'keyv' && /^(Keyv|)$/.test(call.name))
    return { option: 'argument', says: 'is given no store: Keyv keeps a Map in the process', technology: 'node' };
  if (call.module === 'cache-manager' && /^(caching|createCache|multiCaching)$/.test(call.name))
    return {
      option: call.name === 'caching' ? 'argument' : 'stores',
      says: 'is given no store: cache-manager keeps it in the memory of the process',
      technology: 'node',
    };
  if (/^@nestjs\/(cache-manager|common)$/.test(call.module) && /^CacheModule\.register$/.test(call.name))
    return {
      option: 'stores',
      says: 'CacheModule is given no store: it caches in the memory of the process',
      technology: 'nest',
    };
  return undefined;
}

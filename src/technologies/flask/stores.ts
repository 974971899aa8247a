import { grouped } from '../../grouped.js';
import { type Evidence, known, map, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Broadcaster, CacheStore, FileStore, RateLimiter, SessionStore } from '../../resolve/parts/store.js';
import type { Backend, Reach } from '../../resolve/reach.js';
import { table } from '../../table.js';
import { startsWithPolling } from '../python/sockets.js';
import { argumentIn, entryIn, type PyValue, resolvedText, truthOf } from '../python/values.js';
import type { Resolution } from '../technology.js';
import type { FlaskApp } from './config.js';
import { cacheRepair, limiterRepair, sessionRepair, socketRepair } from './repairs.js';

/** Flask-Session's SESSION_TYPE, and Flask's own signed cookie. */
const sessionReach: Readonly<Record<string, Reach>> = table({
  filesystem: 'server',
  null: 'client',
  redis: 'shared',
  memcached: 'shared',
  mongodb: 'shared',
  sqlalchemy: 'shared',
  dynamodb: 'shared',
  postgresql: 'shared',
});

export function sessionStores(flask: FlaskApp, app: Resolution): readonly SessionStore[] {
  const extension = app.facts
    .of('python-call')
    .find(({ name }) => /^flask_session\.(Session|FlaskSession)$/.test(name));
  const type = flask.config('SESSION_TYPE');
  if (!extension) {
    if (sessionsInCache(flask, app)) {
      const [cache] = cacheStores(flask, app);
      return cache ? [{ label: 'sessions', technology: 'flask', backend: cache.backend, uses: [] }] : [];
    }
    if (flask.given('session_interface')) return [];
    const because = [said(flask.made.at, "Flask's own sessions are signed cookies")];
    return [
      {
        label: 'sessions',
        technology: 'flask',
        backend: known({ technology: 'signed cookies', reach: 'client' }, because),
        uses: [],
      },
    ];
  }
  const name = resolvedText(type);
  const uses = [said(extension.at, 'keeps sessions on the server side')];
  const backend: Resolved<Backend> =
    name.state === 'unknown' ? name : sessionBackend(flask, name.value, name.because.length > 0 ? name.because : uses);
  return [{ label: 'sessions', technology: 'flask', backend, uses, repair: sessionRepair(flask, app) }];
}

function sessionBackend(flask: FlaskApp, type: string | undefined, because: readonly Evidence[]): Resolved<Backend> {
  if (type === 'cachelib') {
    const cache = flask.config('SESSION_CACHELIB');
    const by = cache?.is === 'made' ? cache.by : '';
    if (/Redis|Memcached|MongoDb|DynamoDb|Uwsgi/.test(by))
      return known({ technology: by, reach: 'shared' }, cache?.because ?? because);
    return known(
      { technology: by || 'FileSystemCache', reach: /Simple/.test(by) ? 'process' : 'server' },
      cache?.because ?? because,
    );
  }
  const reach = sessionReach[type ?? ''];
  return reach
    ? known({ technology: type ?? '', reach }, because)
    : unknown(`the session type '${type}' is not one of Flask-Session's own`, because);
}

/** An interface of the project's own whose methods work on the cache. */
export function sessionsInCache(flask: FlaskApp, app: Resolution): boolean {
  const made = app.facts.of('python-call').find(({ as }) => /(^|\.)session_interface$/.test(as ?? ''));
  if (!made) return false;
  const cut = made.name.lastIndexOf('.');
  const file = cut < 0 ? made.at.file : flask.machine.fileOf(made.name.slice(0, cut), made.at.file);
  const own = file === undefined ? undefined : flask.machine.names(file)?.get(made.name.slice(cut + 1));
  return own?.is === 'class' && /"name":"cache"/.test(JSON.stringify(own.definition.body));
}

/** Flask-Caching's CACHE_TYPE in its old and new spelling (flask_caching/backends). */
const cacheKinds: readonly (readonly [RegExp, string, Reach])[] = [
  [/^(.*\.)?(simple(cache)?)$/i, 'SimpleCache', 'process'],
  [/^(.*\.)?(file_?system(cache)?)$/i, 'FileSystemCache', 'server'],
  [/^(.*\.)?uwsgi(cache)?$/i, 'UWSGICache', 'server'],
  [/^(.*\.)?null(cache)?$/i, 'NullCache, which keeps nothing', 'shared'],
  [/redis/i, 'redis', 'shared'],
  [/memcache/i, 'memcached', 'shared'],
];

export function cacheStores(flask: FlaskApp, app: Resolution): readonly CacheStore[] {
  const made = app.facts.of('python-call').find(({ name }) => /^(flask_caching|flask_cache)\.Cache$/.test(name));
  const inline = made?.args.find(({ name }) => name === 'config')?.value;
  const given = made && argumentIn(flask.machine.argumentsOf(made), 99, 'config');
  const named = entryIn(given, 'CACHE_TYPE');
  const type: PyValue | undefined = named ?? flask.config('CACHE_TYPE');
  const uses = app.facts
    .of('python-call')
    .filter((fact) => /(^|\.)cache\.(cached|memoize|get|set|add|delete|clear)$/.test(fact.name))
    .slice(0, 3)
    .map((fact) => said(fact.at, 'uses the cache'));
  const repairOf = (one: PyValue) => cacheRepair({ flask, app, type: one, ...(named && inline ? { inline } : {}) });
  if (type) return [{ label: 'the cache', technology: 'flask', backend: cacheBackend(type), uses, repair: repairOf(type) }];
  return made ? handedCaches(flask, app) : [];
} // biome-ignore format: one record

/** `cache.init_app(app, config=app.config['PAGES'])`: each cache has a configuration of its own, which goes before that of the app (flask_caching 2.3, __init__.py). */
function handedCaches(flask: FlaskApp, app: Resolution): readonly CacheStore[] {
  const calls = app.facts.of('python-call').filter(({ name, args }) => name.endsWith('.init_app') && args.some((one) => one.name === 'config'));
  const found = new Map<string, { readonly backend: Resolved<Backend>; readonly use: Evidence }>();
  for (const call of calls) {
    const given = call.args.find(({ name }) => name === 'config')?.value;
    const key = given?.is === 'item' && given.of.is === 'attribute' && given.of.name === 'config' && given.key.is === 'literal' ? String(given.key.value) : undefined;
    const type = entryIn(key === undefined ? undefined : flask.config(key), 'CACHE_TYPE');
    if (!type || key === undefined || found.has(key)) continue;
    found.set(key, { backend: cacheBackend(type), use: said(call.at, `is given ${key}`) });
  }
  // caches of one kind are moved together
  const kinds = grouped([...found], ([, { backend }]) => [backend.state === 'known' ? backend.value.technology : '']);
  return [...kinds.values()].flatMap((same): readonly CacheStore[] => {
    const [first] = same;
    if (!first) return [];
    const because = same.flatMap(([, { backend }]) => backend.because);
    return [{ label: `the cache of ${same.map(([key]) => key).join(', of ')}`, technology: 'flask', backend: { ...first[1].backend, because }, uses: same.map(([, { use }]) => use) }];
  });
} // biome-ignore format: one question a line

function cacheBackend(type: PyValue): Resolved<Backend> {
  const name = resolvedText(type);
  const kind = name.state === 'known' ? cacheKinds.find(([pattern]) => pattern.test(name.value ?? '')) : undefined;
  return name.state === 'unknown'
    ? name
    : kind
      ? known({ technology: kind[1], reach: kind[2] }, name.because)
      : unknown(`the cache type '${name.value}' is not one of Flask-Caching's own`, name.because);
}

/** Flask-Limiter counts in memory unless it is given a storage (flask_limiter, `storage_uri`). */
export function rateLimiters(flask: FlaskApp, app: Resolution): readonly RateLimiter[] {
  const made = app.facts
    .of('python-call')
    .find(({ name }) => /^flask_limiter\.(Limiter|extension\.Limiter)$/.test(name));
  if (!made) return [];
  const given = flask.machine.argumentsOf(made);
  if (isOff(argumentIn(given, 99, 'enabled') ?? flask.config('RATELIMIT_ENABLED'))) return [];
  const storage =
    argumentIn(given, 99, 'storage_uri') ??
    flask.config('RATELIMIT_STORAGE_URI') ??
    flask.config('RATELIMIT_STORAGE_URL');
  return [
    {
      label: "Flask-Limiter's count",
      technology: 'flask',
      backend: limiterBackend(storage, [said(made.at, 'counts requests')]),
      uses: [said(made.at, 'limits requests')],
      repair: limiterRepair(flask.machine, app, made),
    },
  ];
}

/** A limiter that is off counts nothing (flask_limiter 3.12, extension.py, `enabled`; slowapi 0.1.9 too). */
export function isOff(enabled: PyValue | undefined): boolean {
  return enabled !== undefined && truthOf(enabled) === false;
}

export function limiterBackend(storage: PyValue | undefined, fallback: readonly Evidence[]): Resolved<Backend> {
  const name = resolvedText(storage);
  if (name.state === 'unknown') {
    const required = storage?.is === 'unknown' ? storage.required : undefined;
    return required === undefined
      ? name
      : known({ technology: 'the storage that it is given', reach: 'shared' }, name.because);
  }
  if (name.value === undefined || /^(async\+)?memory:/.test(name.value))
    return known({ technology: 'memory', reach: 'process' }, name.value === undefined ? fallback : name.because);
  return known({ technology: name.value.split(':')[0] ?? 'storage', reach: 'shared' }, name.because);
}

/** Settings that choose where uploads go, by the words that projects use. */
const providerKey =
  /^(UPLOAD|UPLOADS|STORAGE|MEDIA|FILE|FILES|ATTACHMENT)S?_(PROVIDER|BACKEND|DRIVER|STORAGE|TYPE|ENGINE|SERVICE)$|^STORAGE$|^FILE_STORAGE$/;

export function fileStores(flask: FlaskApp): readonly FileStore[] {
  const provider = [...flask.keys()].find((key) => providerKey.test(key));
  if (provider === undefined) return [];
  const name = resolvedText(flask.config(provider));
  if (name.state === 'known' && name.value === undefined) return [];
  const isDisk = (text = '') => /^(file|files|filesystem|fs|local|disk|localstorage|local_storage)$/i.test(text);
  const backend = map(name, (text): Backend => isDisk(text) ? { technology: 'the disk', reach: 'server' } : { technology: text ?? '', reach: 'shared' }); // biome-ignore format: one choice
  return [{ label: 'uploaded files', technology: 'flask', content: 'upload', backend, uses: [] }];
}

/** Flask-SocketIO reaches clients of other processes through its message queue only (docs, deployment). */
export function broadcasters(flask: FlaskApp, app: Resolution): readonly Broadcaster[] {
  const { facts } = app;
  const made = facts.of('python-call').find(({ name }) => name === 'flask_socketio.SocketIO');
  if (!made) return [];
  const emits = facts
    .of('python-call')
    // `send` is a word of many libraries
    .filter(
      ({ name }) =>
        /(^|\.)emit$/.test(name) ||
        name === 'flask_socketio.send' ||
        (made.as !== undefined && name.endsWith(`${made.as}.send`)),
    )
    .slice(0, 2);
  const written = [
    ...made.args,
    ...facts
      .of('python-call')
      .filter(({ name }) => /socketio\.init_app$/.test(name))
      .flatMap(({ args }) => args),
  ].find(({ name }) => name === 'message_queue')?.value;
  const queue = argumentIn(flask.machine.argumentsOf(made), 99, 'message_queue');
  const uses = emits.map((fact) => said(fact.at, 'sends to clients'));
  const isGiven =
    written !== undefined &&
    !(written.is === 'literal' && written.value === null) &&
    !(queue?.is === 'scalar' && (queue.value === null || queue.value === ''));
  const because = isGiven
    ? [said(written.at, 'names the message queue')]
    : [...(queue?.because ?? []), said(made.at, 'has no message_queue')];
  return [
    {
      label: 'messages of Flask-SocketIO',
      technology: 'flask',
      backend: known(
        isGiven ? { technology: 'its message queue', reach: 'shared' } : { technology: 'memory', reach: 'process' },
        because,
      ),
      uses,
      polling: startsWithPolling(made, facts),
      ...(written ? {} : { repair: socketRepair(flask.machine, app, made) }),
    },
  ];
}

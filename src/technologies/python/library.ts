import type { Span } from '../../facts/span.js';
import { said } from '../../resolve/evidence.js';
import { table } from '../../table.js';
import { readEnvironment } from './environment.js';
import type { Frame } from './frame.js';
import {
  argumentIn,
  type GivenArgument,
  type PyValue,
  scalar,
  shown,
  textIn,
  truthOf,
  unknownValue,
} from './values.js';

/** Where a call stands, and the object whose method is called, where there is one. */
export interface CallGiven {
  readonly at: Span;
  readonly frame: Frame;
  readonly of?: Extract<PyValue, { is: 'made' }>;
}

type Call = (args: readonly GivenArgument[], given: CallGiven) => PyValue | undefined;

/** What calling something of the standard library, or of a package that reads settings, comes to; undefined for everything else. */
export function libraryCall(name: string, args: readonly GivenArgument[], given: CallGiven): PyValue | undefined {
  if (isRandom(name)) return { is: 'random', because: [said(given.at, `is made anew by ${name}`)] };
  return (calls.get(name) ?? environmentCall(name))?.(args, given);
}

const random =
  /^(os\.urandom|secrets\.(token_\w+|choice|randbelow)|uuid\.uuid[14]|(random|numpy\.random)\.(SystemRandom\(\)\.)?(choice|choices|sample|randint|random|getrandbits|randbytes)|django\.core\.management\.utils\.get_random_secret_key|django\.utils\.crypto\.get_random_string|cryptography\.fernet\.Fernet\.generate_key|(get_random_secret_key|get_random_string))$/;

function isRandom(name: string): boolean {
  return random.test(name);
}

const same: Call = (args) => args[0]?.value;

const calls: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['str', same],
  ['list', same],
  ['tuple', same],
  ['set', same],
  ['repr', same],
  ['bytes', same],
  ['os.fspath', same],
  ['os.path.abspath', same],
  ['os.path.realpath', same],
  ['os.path.normpath', same],
  ['os.path.expanduser', same],
  ['os.path.expandvars', same],
  ['typing.cast', (args) => args[1]?.value],
  ['getattr', attributeOf],
  ['int', number],
  ['float', number],
  ['bool', (args, { at }) => truthValue(args[0]?.value, at)],
  ['distutils.util.strtobool', flag],
  ['strtobool', flag],
  ['dict', (args, { at }) => ({ is: 'map', entries: entriesIn(args), because: [said(at, 'is a dict')] })],
  ['os.path.join', path],
  ['pathlib.Path', path],
  ['pathlib.PurePath', path],
  ['Path', path],
  ['environ.Path', path],
  ['os.path.dirname', (args, { at }) => parentOf(args[0]?.value, at)],
  ['tempfile.gettempdir', (_, { at }) => scalar('/tmp', at)],
  ['os.getenv', (args, given) => read(args, given, true)],
  ['getenv', (args, given) => read(args, given, true)],
  ['decouple.config', (args, given) => cast(read(args, given, false), argumentIn(args, 2, 'cast'))],
  ['prettyconf.config', (args, given) => cast(read(args, given, false), argumentIn(args, 2, 'cast'))],
  ['decouple.AutoConfig()()', (args, given) => cast(read(args, given, false), argumentIn(args, 2, 'cast'))],
  ['starlette.config.Config()()', (args, given) => cast(read(args, given, false, 2), argumentIn(args, 1, 'cast'))],
  ['dj_database_url.config', (args, given) => databaseFromUrl(databaseText(args, given), given.at)],
  ['dj_database_url.parse', (args, given) => databaseFromUrl(args[0]?.value, given.at)],
  ['environ.Env.db_url_config', (args, given) => databaseFromUrl(args[0]?.value, given.at)],
]);

/** `os.environ.get(...)`, and the methods of `environ.Env()` and `environs.Env()`. */
function environmentCall(name: string): Call | undefined {
  if (/^(os\.)?environ\.(get|pop|setdefault)$/.test(name)) return (args, given) => read(args, given, true);
  const method =
    /^(?:environ\.(?:FileAware)?Env|environs\.(?:FileAware)?Env|environs\.env|envparse\.(?:env|Env)|environ\.Env)(?:\(\))?(?:(\(\))|\.(\w+))$/.exec(
      name,
    );
  if (!method) return undefined;
  const kind = method[2] ?? 'str';
  if (kind === 'Env' || kind === 'FileAwareEnv' || /^(read_env|read_envfile|prefixed|seal|dump|register)$/.test(kind))
    return undefined;
  return (args, given) => envMethod(kind, args, given);
}

function envMethod(kind: string, args: readonly GivenArgument[], given: CallGiven): PyValue | undefined {
  if (/^(db|db_url|dj_db_url)$/.test(kind))
    return databaseFromUrl(read(withName(args, 'DATABASE_URL', given), given, false), given.at);
  if (/^(cache|cache_url|dj_cache_url)$/.test(kind))
    return cacheFromUrl(read(withName(args, 'CACHE_URL', given), given, false), given.at);
  if (kind === 'channels' || kind === 'channels_url') return read(withName(args, 'CHANNELS_URL', given), given, false);
  const value = read(args, given, false);
  if (kind === 'bool' && value?.is === 'scalar') return flag([{ value }], given);
  if (kind === 'int' && value) return number([{ value }], given);
  if (/^(list|tuple)$/.test(kind) && value?.is === 'scalar' && typeof value.value === 'string')
    return {
      is: 'list',
      items: value.value.split(',').map((item) => ({ ...value, value: item.trim() })),
      because: value.because,
    };
  return value;
}

function withName(args: readonly GivenArgument[], name: string, { at }: CallGiven): readonly GivenArgument[] {
  return args[0] && args[0].name === undefined ? args : [{ value: scalar(name, at) }, ...args];
}

/** The variable named first; the fallback behind it, by position or as `default`. `optional` reads give None when nothing is set. */
function read(args: readonly GivenArgument[], given: CallGiven, optional: boolean, position = 1): PyValue | undefined {
  const name = textIn(argumentIn(args, 0, 'key'));
  if (name === undefined) return unknownValue('it is computed by code', given.at);
  const scheme = given.of?.args.find((arg) => arg.name === name)?.value;
  const fallback = argumentIn(args, position, 'default') ?? (scheme?.is === 'list' ? scheme.items[1] : undefined);
  return readEnvironment(
    { name, at: given.at },
    fallback ?? (optional ? scalar(null, given.at) : undefined),
    given.frame.machine,
  );
}

function cast(value: PyValue | undefined, to: PyValue | undefined): PyValue | undefined {
  if (value?.is !== 'scalar' || to?.is !== 'library') return value;
  if (to.name === 'bool') return { ...value, value: isTrue(value) };
  return to.name === 'int' ? { ...value, value: Number(value.value) } : value;
}

function isTrue(value: PyValue): boolean {
  return value.is === 'scalar' && /^(1|true|yes|on|t|y)$/i.test(String(value.value));
}

function flag(args: readonly GivenArgument[], { at }: CallGiven): PyValue {
  const value = args[0]?.value;
  return value?.is === 'scalar'
    ? { ...value, value: isTrue(value) }
    : (value ?? unknownValue('it is computed by code', at));
}

/** `getattr(configuration, 'X', default)`: what the module says, else the default. Without a default the attribute must be given. */
function attributeOf(args: readonly GivenArgument[], { at, frame }: CallGiven): PyValue {
  const [of, name, fallback] = args.map(({ value }) => value);
  const text = textIn(name);
  if (!of || text === undefined) return unknownValue('it is computed by code', at);
  if (of.is === 'module') {
    const found = frame.machine.names(of.file)?.get(text);
    if (found) return found;
  }
  const elsewhere = `${text} is given elsewhere`;
  if (!fallback) return { is: 'unknown', why: elsewhere, because: [said(at, elsewhere)], required: text };
  return { ...fallback, because: [said(at, `${text} is not set, and falls back`), ...fallback.because].slice(-6) };
}

function truthValue(value: PyValue | undefined, at: Span): PyValue {
  const truth = value && truthOf(value);
  if (truth === undefined || !value) return value ?? scalar(false, at);
  return { is: 'scalar', value: truth, because: value.because };
}

function number(args: readonly GivenArgument[], { at }: CallGiven): PyValue {
  const value = args[0]?.value;
  if (value?.is !== 'scalar') return value ?? unknownValue('it is computed by code', at);
  const converted = Number(value.value);
  return Number.isNaN(converted) ? unknownValue('it is no number', at) : { ...value, value: converted };
}

function path(args: readonly GivenArgument[], { at }: CallGiven): PyValue {
  const parts = args.map(({ value }) => textIn(value) ?? '?');
  const last = args.at(-1)?.value;
  if (args.length === 1 && last?.is === 'scalar') return last;
  let text = '';
  for (const part of parts) text = part.startsWith('/') || text === '' ? part : `${text.replace(/\/$/, '')}/${part}`;
  const steps = args.flatMap(({ value }) => (value.is === 'scalar' && value.from?.is === 'env' ? value.because : []));
  return { is: 'scalar', value: text, because: [...steps, said(at, `is the path ${shown(text)}`)].slice(-6) };
}

function parentOf(value: PyValue | undefined, at: Span): PyValue {
  const text = textIn(value);
  return text === undefined
    ? unknownValue('it is computed by code', at)
    : { is: 'scalar', value: text.split('/').slice(0, -1).join('/'), because: [said(at, 'is a folder')] };
}

function entriesIn(args: readonly GivenArgument[]): ReadonlyMap<string, PyValue> {
  const entries = new Map<string, PyValue>();
  for (const { name, value } of args) {
    if (name !== undefined) entries.set(name, value);
    else if (value.is === 'map') for (const [key, own] of value.entries) entries.set(key, own);
  }
  return entries;
}

function databaseText(args: readonly GivenArgument[], given: CallGiven): PyValue | undefined {
  const name = argumentIn(args, 0, 'env') ?? scalar('DATABASE_URL', given.at);
  const fallback = argumentIn(args, 1, 'default');
  return read([{ value: name }, ...(fallback ? [{ name: 'default', value: fallback }] : [])], given, false);
}

const databaseEngines: Readonly<Record<string, string>> = table({
  postgres: 'django.db.backends.postgresql',
  postgresql: 'django.db.backends.postgresql',
  psql: 'django.db.backends.postgresql',
  pgsql: 'django.db.backends.postgresql',
  postgis: 'django.contrib.gis.db.backends.postgis',
  mysql: 'django.db.backends.mysql',
  mysql2: 'django.db.backends.mysql',
  'mysql-connector': 'mysql.connector.django',
  sqlite: 'django.db.backends.sqlite3',
  spatialite: 'django.contrib.gis.db.backends.spatialite',
  mssql: 'mssql',
  oracle: 'django.db.backends.oracle',
  cockroach: 'django_cockroachdb',
});

/** A database URL as Django's settings of it (dj-database-url, django-environ). */
export function databaseFromUrl(url: PyValue | undefined, at: Span): PyValue {
  const text = textIn(url);
  if (text === undefined || !url) return url ?? unknownValue('no database URL is given', at);
  const [, scheme = '', host = '', name = ''] =
    /^([\w+-]+):(?:\/\/)?(?:[^@/]*@)?([^/?]*)(?:\/([^?]*))?/.exec(text) ?? [];
  const part = (value: string): PyValue => ({
    is: 'scalar',
    value,
    because: url.because,
    ...(url.is === 'scalar' && url.from ? { from: url.from } : {}),
  });
  const address = host.startsWith('[') ? host : host.replace(/:\d+$/, '');
  return {
    is: 'map',
    entries: new Map([
      ['ENGINE', part(databaseEngines[scheme.split('+')[0] ?? ''] ?? scheme)],
      ['HOST', part(decodeURIComponentSafely(address))],
      ['NAME', part(name)],
    ]),
    because: url.because,
  };
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const cacheBackends: Readonly<Record<string, string>> = table({
  dbcache: 'django.core.cache.backends.db.DatabaseCache',
  dummycache: 'django.core.cache.backends.dummy.DummyCache',
  filecache: 'django.core.cache.backends.filebased.FileBasedCache',
  locmemcache: 'django.core.cache.backends.locmem.LocMemCache',
  locmem: 'django.core.cache.backends.locmem.LocMemCache',
  memcache: 'django.core.cache.backends.memcached.PyMemcacheCache',
  pymemcache: 'django.core.cache.backends.memcached.PyMemcacheCache',
  pymemcached: 'django.core.cache.backends.memcached.PyMemcacheCache',
  rediscache: 'django.core.cache.backends.redis.RedisCache',
  redis: 'django.core.cache.backends.redis.RedisCache',
  rediss: 'django.core.cache.backends.redis.RedisCache',
  hiredis: 'django_redis.cache.RedisCache',
});

/** A cache URL as Django's settings of it (django-environ, django-cache-url). */
function cacheFromUrl(url: PyValue | undefined, at: Span): PyValue {
  const text = textIn(url);
  if (text === undefined || !url) return url ?? unknownValue('no cache URL is given', at);
  const scheme = /^([\w+]+):/.exec(text)?.[1] ?? '';
  const part = (value: string): PyValue => ({
    is: 'scalar',
    value,
    because: url.because,
    ...(url.is === 'scalar' && url.from ? { from: url.from } : {}),
  });
  return {
    is: 'map',
    entries: new Map([
      ['BACKEND', part(cacheBackends[scheme.toLowerCase()] ?? scheme)],
      ['LOCATION', part(text)],
    ]),
    because: url.because,
  };
}

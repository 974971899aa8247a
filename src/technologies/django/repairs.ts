import type { Span } from '../../facts/span.js';
import { byHand, type Change, type Repair } from '../../resolve/repair.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import { copyFirst } from '../bucket-copy.js';
import { lacking, redisWants, unlessGiven } from '../lacking.js';
import { entryWithDefault } from '../python/bindings.js';
import { isPlainlyAssigned, packageNeeds, readOr, redisRead, requiredRead } from '../python/repairs.js';
import { entryIn, type PyValue, placeIn, textIn } from '../python/values.js';
import { redisNeed } from '../redis-address.js';
import type { Resolution } from '../technology.js';
import type { DjangoSettings } from './settings.js';
import { type OwnSwitch, ownSwitch } from './switched.js';

/** Where a setting is changed: the dict that holds it, where one stands at the top level of a module, else the settings module. */
interface Target {
  readonly dict?: Span;
  readonly file: string;
}

/** Undefined where code or a condition puts the setting together: which branch to change is a decision. */
function targetOf(settings: DjangoSettings, app: Resolution, value: PyValue | undefined): Target | undefined {
  if (value === undefined) return { file: settings.file };
  const dict = value.is === 'map' ? placeIn(value) : undefined;
  return dict && isPlainlyAssigned(app.facts, value) ? { dict, file: dict.file } : undefined;
}

/** Redis as the cache: Django's own backend since 4.0 (django/core/cache/backends/redis.py), django-redis before. */
export function cacheRepair(settings: DjangoSettings, app: Resolution, alias: string): Repair | undefined {
  const caches = settings.get('CACHES');
  const entry = entryIn(caches, alias);
  const isOld = !atLeast(packageOf(app.facts, 'pypi', 'django'), 4);
  const own = byVariables(entry, isOld) ?? byCondition(app, settings, { name: 'CACHES', what: 'the cache' });
  if (own) return own;
  const target = targetOf(settings, app, caches === undefined ? undefined : entry);
  // options are handed on to the client of the backend: those of another one do not fit
  if (!target || entryIn(entry, 'OPTIONS')) return undefined;
  const backend = isOld ? '"django_redis.cache.RedisCache"' : '"django.core.cache.backends.redis.RedisCache"';
  const { code, imports } = redisRead(app, settings.machine, target.dict ?? target);
  const change: Change = target.dict
    ? { is: 'fields', of: 'dict', at: target.dict, set: { BACKEND: backend, LOCATION: code } }
    : {
        is: 'name',
        file: target.file,
        name: 'CACHES',
        value: `{\n    "default": {\n        "BACKEND": ${backend},\n        "LOCATION": ${code},\n    }\n}`,
      };
  return {
    title: 'Keep the cache in Redis',
    safety: 'unsafe',
    changes: [...imports, change],
    needs: [redisNeed(app), ...packageNeeds(app, isOld ? 'django-redis' : 'redis')],
    ...lacking(app, redisWants(app)),
  };
}

/** The app's own switch: it is set, and the code stays as it is. */
function byCondition(
  app: Resolution,
  settings: DjangoSettings,
  { name, what }: { readonly name: string; readonly what: string },
): Repair | undefined {
  const own = ownSwitch(app, settings, { name, to: /redis|memcache/i });
  if (own === undefined) return undefined;
  const backend = /BACKEND$/.test(own.name) ? backendFor(app) : undefined;
  return {
    ...byHand(
      backend ? `Set ${own.name}=${backend}: the settings keep ${what} there` : `Set ${own.name}: the settings keep ${what} there where it is given`,
      ...givenWith(own),
    ),
    whole: true,
  };
} // biome-ignore format: one choice

/** The back end that the app has the package for: a client class is an option of django-redis (django-redis 5, client/). */
function backendFor(app: Resolution): string {
  const isOwn = packageOf(app.facts, 'pypi', 'django-redis') !== undefined;
  return isOwn ? 'django_redis.cache.RedisCache' : 'django.core.cache.backends.redis.RedisCache';
}

function givenWith({ name, file, beside }: OwnSwitch): readonly string[] {
  const others = beside.length > 0 ? beside.join(', ') : 'port, user, password';
  return [`Give every server the same ${name}, and what ${file} reads beside it for that branch (${others})`];
}

/** The settings take the backend from the environment: that is where it is chosen, and the code stays as it is. */
function byVariables(entry: PyValue | undefined, isOld: boolean): Repair | undefined {
  const variable = (key: string) => {
    const value = entryIn(entry, key);
    return value?.is === 'scalar' && value.from?.is === 'env' ? value.from.name : undefined;
  };
  const backend = variable('BACKEND');
  const location = variable('LOCATION');
  if (backend === undefined) return undefined;
  const to = isOld ? 'django_redis.cache.RedisCache' : 'django.core.cache.backends.redis.RedisCache';
  return {
    ...byHand(
      `Set ${backend} to a backend that all servers share`,
      `${backend}=${to}${location ? `, and ${location} to the address of a Redis that every server reaches` : ''}: the settings read it`,
      'Give caches whose keys may be alike a Redis database, or a prefix, each.',
    ),
    whole: true,
  };
}

/** Redis between the channel layers of all processes (channels_redis, core.py). */
export function channelLayerRepair(settings: DjangoSettings, app: Resolution): Repair | undefined {
  const layers = settings.get('CHANNEL_LAYERS');
  const target = targetOf(settings, app, layers === undefined ? undefined : entryIn(layers, 'default'));
  if (!target) return undefined;
  const own = byCondition(app, settings, { name: 'CHANNEL_LAYERS', what: 'the layer' });
  if (own) return own;
  const { code, imports } = redisRead(app, settings.machine, target.dict ?? target);
  const backend = '"channels_redis.core.RedisChannelLayer"';
  const config = `{"hosts": [${code}]}`;
  const change: Change = target.dict
    ? { is: 'fields', of: 'dict', at: target.dict, set: { BACKEND: backend, CONFIG: config } }
    : {
        is: 'name',
        file: target.file,
        name: 'CHANNEL_LAYERS',
        value: `{\n    "default": {\n        "BACKEND": ${backend},\n        "CONFIG": ${config},\n    }\n}`,
      };
  return {
    title: 'Send through channels_redis',
    safety: 'unsafe',
    changes: [...imports, change],
    needs: [redisNeed(app), ...packageNeeds(app, 'channels-redis')],
    ...lacking(app, redisWants(app)),
  };
}

/** S3 as the default storage (django-storages). STORAGES replaces both of its entries' defaults since 4.2 (django/conf/global_settings.py). */
export function storageRepair(settings: DjangoSettings, app: Resolution): Repair {
  const own = bucketByCondition(settings, app);
  if (own) return own;
  const finder = byFolder(settings, app);
  if (finder)
    return {
      ...byHand(
        'Mount one folder on every server for the files of MEDIA_ROOT',
        `Mount MEDIA_ROOT from storage that all servers share: ${finder}`,
        'Another storage (S3) is for later, once all of that asks the storage for its files (default_storage, `.open()`)',
      ),
      whole: true,
    };
  const needs = [
    'Make a bucket, and give every server AWS_STORAGE_BUCKET_NAME and the access to it.',
    ...packageNeeds(app, 'django-storages', '[s3]'),
    copyFirst(folderOfMedia(settings), 's3://$AWS_STORAGE_BUCKET_NAME'),
    'Code that opens uploads by `.path` has to use `.open()`.',
  ];
  const changes = storageChanges(settings, app);
  const lacks = settings.get('AWS_STORAGE_BUCKET_NAME')
    ? {}
    : unlessGiven(app.environment('layered'), ['AWS_STORAGE_BUCKET_NAME']);
  return { title: 'Keep uploads in S3', safety: changes.length > 0 ? 'unsafe' : 'manual', changes, needs, ...lacks };
}

/** The settings describe a bucket already, behind a variable: what there is that finds files by their paths has been made for both. */
function bucketByCondition(settings: DjangoSettings, app: Resolution): Repair | undefined {
  const to = /s3|gcloud|google|azure|boto|spaces/i;
  const own = ownSwitch(app, settings, { name: 'STORAGES', to }) ?? ownSwitch(app, settings, { name: 'DEFAULT_FILE_STORAGE', to });
  if (!own) return undefined;
  const finder = byFolder(settings, app);
  const bucket = own.beside.find((name) => /BUCKET/.test(name)) ?? 'AWS_STORAGE_BUCKET_NAME';
  return {
    ...byHand(
      own.isFlag ? `Set ${own.name}=True: the settings keep uploads in a bucket then` : `Set ${own.name}: the settings keep uploads in a bucket where it is given`,
      ...givenWith(own),
      copyFirst(folderOfMedia(settings), `s3://$${bucket}`),
      ...(finder ? [`Look whether that still does its work: ${finder}`] : []),
    ),
    whole: true,
  };
} // biome-ignore format: one choice

function folderOfMedia(settings: DjangoSettings): string {
  const root = textIn(settings.get('MEDIA_ROOT'));
  return root?.split('/').findLast((step) => step !== '' && step !== '?') ?? 'media';
}

/** What finds uploads by where they lie: in a bucket it would find none. A pattern of URLs that hands the folder out is passed by with its links. */
function byFolder(settings: DjangoSettings, app: Resolution): string | undefined {
  const { facts } = app;
  const read = facts
    .of('python-setting-read')
    .find(
      ({ name, inside, at }) =>
        name === 'MEDIA_ROOT' && (inside !== undefined || !settings.machine.names(at.file)?.has('urlpatterns')),
    );
  if (read) return `${read.at.file} finds files by settings.MEDIA_ROOT`;
  const asked = facts.of('python-call').find(({ name }) => /(^|\.)default_storage\.path$/.test(name));
  if (asked) return `${asked.at.file} finds files by default_storage.path()`;
  const root = placeIn(settings.get('MEDIA_ROOT'));
  const twin = [...settings.names].find(([name, value]) => {
    const at = name === 'MEDIA_ROOT' ? undefined : placeIn(value);
    return at !== undefined && at.file === root?.file && at.start === root.start;
  });
  return twin && `${twin[0]} is the same folder, and what reads that finds files by their path`;
}

function storageChanges(settings: DjangoSettings, app: Resolution): readonly Change[] {
  const storages = settings.get('STORAGES');
  const former = settings.get('DEFAULT_FILE_STORAGE');
  const django = packageOf(app.facts, 'pypi', 'django');
  const bucket = (file: string): readonly Change[] => {
    if (settings.get('AWS_STORAGE_BUCKET_NAME')) return [];
    const { code, imports } = requiredRead(settings.machine, file, 'AWS_STORAGE_BUCKET_NAME');
    return [...imports, { is: 'name', file, name: 'AWS_STORAGE_BUCKET_NAME', value: code }];
  };
  if (former?.is === 'scalar' && former.from?.is === 'literal') {
    const { at } = former.from;
    return isPlainlyAssigned(app.facts, former)
      ? [{ is: 'replace', at, text: '"storages.backends.s3.S3Storage"' }, ...bucket(at.file)]
      : [];
  }
  if (former || django?.major === undefined) return [];
  if (!atLeast(django, 4, 2))
    return [
      { is: 'name', file: settings.file, name: 'DEFAULT_FILE_STORAGE', value: '"storages.backends.s3.S3Storage"' },
      ...bucket(settings.file),
    ];
  const entry = entryIn(storages, 'default');
  if (entry) {
    const target = targetOf(settings, app, entry);
    if (!target?.dict || entryIn(entry, 'OPTIONS')) return [];
    const set = { BACKEND: '"storages.backends.s3.S3Storage"' };
    return [{ is: 'fields', of: 'dict', at: target.dict, set }, ...bucket(target.file)];
  }
  // both settings together are refused by Django 4.2 to 5.0, and code that adds to STORAGES is not ours to follow
  if (storages || settings.get('STATICFILES_STORAGE')) return [];
  const value = [
    '{',
    '    "default": {"BACKEND": "storages.backends.s3.S3Storage"},',
    '    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},',
    '}',
  ].join('\n');
  return [{ is: 'name', file: settings.file, name: 'STORAGES', value }, ...bucket(settings.file)];
}

/** The scheme that the balancer saw, by the header that it sets. */
export function proxyRepair(settings: DjangoSettings, app: Resolution): Repair {
  const own = ownSwitch(app, settings, { name: 'SECURE_PROXY_SSL_HEADER', to: /HTTP_X_/ });
  if (own)
    return {
      ...byHand(
        own.isFlag
          ? `Set ${own.name}=True: the settings believe the balancer then`
          : `Set ${own.name}: the settings believe the balancer where it is given`,
        'Let the balancer always set X-Forwarded-Proto itself, so that no client can send its own.',
      ),
      whole: true,
    };
  const value = '("HTTP_X_FORWARDED_PROTO", "https")';
  return {
    title: 'Believe X-Forwarded-Proto',
    safety: 'unsafe',
    changes: [
      { is: 'name', file: fileOf(settings, 'SECURE_PROXY_SSL_HEADER'), name: 'SECURE_PROXY_SSL_HEADER', value },
    ],
    needs: [
      'Let the balancer always set X-Forwarded-Proto itself, so that no client can send its own.',
      'Where the balancer does not pass the Host header on, set USE_X_FORWARDED_HOST = True as well.',
    ],
  };
}

/** The database's address from the environment; PostgreSQL in place of a local file. */
export function databaseRepair(settings: DjangoSettings, app: Resolution, alias: string): Repair | undefined {
  const entry = entryIn(settings.get('DATABASES'), alias);
  const engine = entryIn(entry, 'ENGINE');
  if (engine?.is !== 'scalar') return undefined;
  if (engine.from?.is === 'env')
    return /sqlite|spatialite/.test(String(engine.value)) ? givenRepair(engine.from.name, entry, app) : undefined;
  if (engine.from?.is !== 'literal') return undefined;
  return /sqlite|spatialite/.test(String(engine.value))
    ? fileDatabaseRepair(settings, app, alias)
    : hostRepair(settings, app, entry);
}

/** The settings ask a variable already: it is given another value, of a server whose driver the app has. */
function givenRepair(name: string, entry: PyValue | undefined, app: Resolution): Repair {
  const host = entryIn(entry, 'HOST');
  const isAddress = host?.is === 'scalar' && host.from?.is === 'env' && host.from.name === name;
  const has = (...names: readonly string[]) => names.some((one) => packageOf(app.facts, 'pypi', one));
  const hasPostgres = has('psycopg', 'psycopg2', 'psycopg2-binary');
  const isMysql = !hasPostgres && has('mysqlclient', 'pymysql');
  const server = isMysql ? 'MySQL' : 'PostgreSQL';
  const value = isAddress
    ? `${isMysql ? 'mysql' : 'postgresql'}://<user>:<password>@<host>/<name>`
    : `${isMysql ? 'django.db.backends.mysql' : 'django.db.backends.postgresql'}`;
  return byHand(
    isAddress ? `Give ${name} the address of a ${server} that every server reaches` : `Set ${name} to ${server}`,
    'Before the change, save the data: `python manage.py dumpdata --natural-foreign --natural-primary -o data.json`.',
    `In the environment of every process: ${name}=${value}${isAddress ? '' : ', with the variables of its host, name, user and password'}`,
    ...(hasPostgres || isMysql ? [] : packageNeeds(app, postgresDriver(app))),
    'Then `python manage.py migrate` and `python manage.py loaddata data.json`, once.',
  );
}

function postgresDriver(app: Resolution): string {
  return atLeast(packageOf(app.facts, 'pypi', 'django'), 4, 2) ? 'psycopg' : 'psycopg2';
}

function hostRepair(settings: DjangoSettings, app: Resolution, entry: PyValue | undefined): Repair | undefined {
  const host = entryIn(entry, 'HOST');
  const target = entry && targetOf(settings, app, entry);
  if (!target?.dict || (host && !(host.is === 'scalar' && host.from?.is === 'literal'))) return undefined;
  const changes = variablesFor(settings, target.dict, [['HOST', 'DATABASE_HOST', host ? undefined : '']]);
  if (!changes) return undefined;
  return {
    title: 'Take the address of the database from the environment',
    safety: 'unsafe',
    changes,
    needs: ['Run a database server that every copy reaches, and give its address to every server as DATABASE_HOST.'],
    ...unlessGiven(app.environment('layered'), ['DATABASE_HOST'], 'keeps to the database of its machine'),
  };
}

/** Keys of a database become variables, with what stands there (or what Django takes a missing one for) as the default: a process that is not given them, the build of an image too, goes on as before. */
function variablesFor(
  settings: DjangoSettings,
  dict: Span,
  all: readonly (readonly [key: string, variable: string, missing: string | undefined])[],
): readonly Change[] | undefined {
  const changes: Change[] = [];
  const set: Record<string, string> = {};
  for (const [key, variable, missing] of all) {
    if (missing === undefined) {
      const made = entryWithDefault(settings.machine, dict, key, variable);
      if (!made) return undefined;
      changes.push(...made);
    } else {
      const { code, imports } = readOr(settings.machine, dict.file, variable, `"${missing}"`);
      changes.push(...imports);
      set[key] = code;
    }
  }
  return Object.keys(set).length > 0 ? [...changes, { is: 'fields', of: 'dict', at: dict, set }] : changes;
}

function fileDatabaseRepair(settings: DjangoSettings, app: Resolution, alias: string): Repair | undefined {
  const entry = entryIn(settings.get('DATABASES'), alias);
  const target = entry && targetOf(settings, app, entry);
  if (!target?.dict || entryIn(entry, 'OPTIONS')) return undefined;
  const prefix = alias === 'default' ? 'DATABASE' : `${alias.toUpperCase().replace(/\W/g, '_')}_DATABASE`;
  const names = ['ENGINE', 'NAME', 'USER', 'PASSWORD', 'HOST'];
  const changes = variablesFor(
    settings,
    target.dict,
    names.map((name) => [name, `${prefix}_${name}`, entryIn(entry, name) ? undefined : ''] as const),
  );
  if (!changes) return undefined;
  const driver = postgresDriver(app);
  const hasDriver = ['psycopg', 'psycopg2', 'psycopg2-binary'].some((name) => packageOf(app.facts, 'pypi', name));
  const variables = names.slice(1).map((name) => `${prefix}_${name}`);
  return {
    title: 'Keep the data in PostgreSQL',
    safety: 'unsafe',
    changes,
    needs: [
      'Before the change, save the data: `python manage.py dumpdata --natural-foreign --natural-primary -o data.json`.',
      `Run a PostgreSQL that every server reaches, and give every process ${prefix}_ENGINE=django.db.backends.postgresql, ${variables.join(', ')}.`,
      ...(hasDriver ? [] : packageNeeds(app, driver)),
      'Then `python manage.py migrate` and `python manage.py loaddata data.json`, once.',
    ],
    ...unlessGiven(app.environment('layered'), [`${prefix}_ENGINE`, ...variables], 'keeps to its file'),
  };
}

function fileOf(settings: DjangoSettings, name: string): string {
  return placeIn(settings.get(name))?.file ?? settings.file;
}

import type { Facts } from '../../facts/fact.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { mountOf } from '../../resolve/mounts.js';
import type { Broadcaster, CacheStore, FileStore, SessionStore } from '../../resolve/parts/store.js';
import { type Backend, isShared } from '../../resolve/reach.js';
import { type Repair, switchTo } from '../../resolve/repair.js';
import { dottedName } from '../python/evaluate.js';
import type { Machine } from '../python/frame.js';
import { type ClassValue, entryIn, itemsIn, type PyValue, resolvedText, textIn } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { cacheBackend, inDatabase } from './backends.js';
import { cacheRepair, channelLayerRepair, storageRepair } from './repairs.js';
import { classNamed, type DjangoSettings, installedApps } from './settings.js';

/** Sessions: kept in the database unless SESSION_ENGINE says otherwise (django/conf/global_settings.py, 5.x). */
export function sessionStores(settings: DjangoSettings, app: Resolution): readonly SessionStore[] {
  const apps = installedApps(settings);
  if (apps && !apps.includes('django.contrib.sessions')) return [];
  const engine = settings.get('SESSION_ENGINE');
  const name = resolvedText(engine);
  const backend = name.state === 'unknown' ? name : sessionBackend(settings, name.value, name.because);
  const inCache = /backends\.cache$/.test(textIn(engine) ?? '');
  const alias = textIn(settings.get('SESSION_CACHE_ALIAS')) ?? 'default';
  const repair = inCache ? cachedRepair(settings, app, alias) : intoDatabase(settings, app);
  const stores: SessionStore[] = [
    { label: 'sessions', technology: 'django', backend, uses: [], ...(repair ? { repair } : {}) },
  ];
  const cache = cacheBackend(settings, alias);
  // a server reads its copy first, and only where it has none the database (django/contrib/sessions/backends/cached_db.py, 5.1)
  if (/backends\.cached_db$/.test(textIn(engine) ?? '') && cache.state === 'known' && !isShared(cache.value))
    stores.push({
      label: 'copies of sessions',
      technology: 'django',
      backend: known(cache.value, [...cache.because, ...name.because.slice(-1)]),
      uses: [],
      secondary: true,
      repair: cachedRepair(settings, app, alias),
    });
  return stores;
}

/** A Redis that is there takes the cache, and the sessions with it; else the database that all servers share keeps them without another service. */
function cachedRepair(settings: DjangoSettings, app: Resolution, alias: string): Repair | undefined {
  const cache = cacheRepair(settings, app, alias);
  if (cache && cache.lacks === undefined && cache.changes.length > 0) return cache;
  return (isShared(inDatabase(settings)) ? intoDatabase(settings, app) : undefined) ?? cache;
}

/** `cached_db` has the table of sessions already, and each session in it. */
function intoDatabase(settings: DjangoSettings, app: Resolution): Repair | undefined {
  const engine = settings.get('SESSION_ENGINE');
  const to = 'django.contrib.sessions.backends.db';
  const from = engine?.is === 'scalar' ? engine.from : undefined;
  const change = switchTo(from, app.environment(), { env: to, code: `'${to}'` });
  const isThere = /backends\.cached_db$/.test(textIn(engine) ?? '');
  return (
    change && {
      title: 'Keep sessions in the database',
      safety: isThere ? 'safe' : 'unsafe',
      changes: [change],
      needs: isThere ? [] : ['Run `python manage.py migrate` once, so that the table of sessions exists.'],
    }
  );
}

function sessionBackend(
  settings: DjangoSettings,
  engine: string | undefined,
  because: readonly Evidence[],
): Resolved<Backend> {
  const kind = engine?.split('.').at(-1) ?? 'db';
  const steps =
    engine === undefined
      ? [
          {
            at: { builtin: 'Django, conf/global_settings.py' },
            says: 'SESSION_ENGINE is not set: sessions live in the database',
          },
        ]
      : because;
  if (kind === 'file') return known({ technology: 'file', reach: 'server' }, steps);
  if (kind === 'signed_cookies') return known({ technology: 'signed cookies', reach: 'client' }, steps);
  if (kind === 'db' || kind === 'cached_db') return known(inDatabase(settings), steps);
  if (kind === 'cache') {
    const cache = cacheBackend(settings, textIn(settings.get('SESSION_CACHE_ALIAS')) ?? 'default');
    // the choice of the engine stands in the settings, the choice of the cache may be Django's own
    return cache.state === 'unknown'
      ? cache
      : known(cache.value, [
          ...cache.because.filter(({ at }) => !isSaid(at)),
          ...steps,
          ...cache.because.filter(({ at }) => isSaid(at)),
        ]);
  }
  if (/redis|valkey|memcache|mongo|dynamo/i.test(engine ?? ''))
    return known({ technology: engine ?? kind, reach: 'shared' }, steps);
  return unknown(`the session engine '${engine}' is not one of Django's own`, steps);
}

/** Whether something stands there, and is not just missing. */
function isSaid(at: Evidence['at']): boolean {
  return 'file' in at && at.end > at.start;
}

/** Packages that rely on the cache being the same everywhere, what they keep in it, and the pages without which they keep nothing there. Limiters are asked for below. */
const cacheUsers: readonly (readonly [RegExp, string, RegExp?])[] = [
  [/^wagtail(\.sites|\.core|\.admin|)$/, 'Wagtail keeps the root paths of its sites in the cache'],
  [/^allauth(\.account)?$/, 'allauth counts logins and sign-ups in the cache', /^allauth(\.|$)/],
  [/^constance$/, 'constance caches settings'],
  [/^waffle$/, 'waffle caches feature flags'],
  [/^cachalot$/, 'cachalot caches query results'],
  [/^cacheops$/, 'cacheops caches query results'],
  [/^cms$/, 'django CMS caches pages and menus'],
  [/^select2$|^django_select2$/, 'django-select2 hands choices over through the cache'],
];

/** What relies on the default cache: the best witness first. */
export function cacheUses(settings: DjangoSettings, facts: Facts): readonly Evidence[] {
  const uses: Evidence[] = [];
  const engine = settings.get('SESSION_ENGINE');
  if (/backends\.cache$/.test(textIn(engine) ?? '')) uses.push(...(engine?.because.slice(-1) ?? []));
  // a session that is deleted on one server is still read from the cache of the other (django/contrib/sessions/backends/cached_db.py, 5.1)
  const copied = /backends\.cached_db$/.test(textIn(engine) ?? '') ? engine?.because.at(-1) : undefined;
  if (copied)
    uses.push({ ...copied, says: 'keeps copies of sessions in the cache: a logout does not reach the other server' });
  for (const item of itemsIn(settings.get('INSTALLED_APPS'))) {
    const user = cacheUsers.find(
      ([pattern, , pages]) => pattern.test(textIn(item) ?? '') && (pages === undefined || hasPages(facts, pages)),
    );
    const at = item.because.at(-1)?.at;
    if (user && at && 'file' in at) uses.push(said(at, user[1]));
  }
  for (const fact of facts.of('python-call')) {
    if (!/^django\.core\.cache\.(cache|caches)\b.*\.\w+$|^django\.core\.cache\.(cache|caches)$/.test(fact.name))
      continue;
    if (
      /\.(get|set|add|lock|incr|decr|delete|get_or_set|get_many|set_many|touch|clear|delete_many|delete_pattern)$/.test(
        fact.name,
      )
    )
      uses.push(said(fact.at, `uses the cache (${fact.name.split('.').at(-1)})`));
  }
  for (const fact of facts.of('python-call'))
    if (/^django\.views\.decorators\.cache\.cache_page$/.test(fact.name))
      uses.push(said(fact.at, 'caches whole pages'));
  return uses;
}

/** Whether routes take in pages of a package: `include('allauth.urls')`. */
function hasPages(facts: Facts, named: RegExp): boolean {
  return facts.of('python-call').some(({ name, args }) => {
    const first = args[0]?.value;
    return /(^|\.)include$/.test(name) && first?.is === 'literal' && named.test(String(first.value));
  });
}

/** The caches; one that nothing uses and nobody configured is no concern. */
export function cacheStores(settings: DjangoSettings, app: Resolution): readonly CacheStore[] {
  const caches = settings.get('CACHES');
  const aliases = caches?.is === 'map' ? [...caches.entries.keys()] : ['default'];
  const uses = cacheUses(settings, app.facts);
  const stores: CacheStore[] = [];
  const others: CacheStore[] = [];
  for (const alias of aliases) {
    if (alias !== 'default' && /^(static|staticfiles|collectstatic|template|wagtail_?renditions)/.test(alias)) continue;
    if (alias === 'default' && caches === undefined && uses.length === 0) continue;
    const own = alias === 'default' ? uses : [];
    const onlySpeed = own.every(({ says }) => says === 'caches whole pages');
    const backend = cacheBackend(settings, alias);
    // pages that each process keeps until their time is over differ as much between the processes of one server
    if (own.length > 0 && onlySpeed && backend.state === 'known' && backend.value.reach === 'process') continue;
    (alias === 'default' ? stores : others).push({
      label: `the cache '${alias}'`,
      technology: 'django',
      backend,
      uses: own,
      repair: cacheRepair(settings, app, alias),
      ...(onlySpeed ? { stakes: 'speed' as const } : {}),
    });
  }
  stores.push(...asOne(others));
  const handed = settings.get('WAGTAIL_REDIRECTS_FILE_STORAGE');
  const cache = cacheBackend(settings);
  if (textIn(handed) === 'cache' && handed && cache.state === 'known')
    stores.push({
      label: "the file that Wagtail's redirect importer hands from one request to the next",
      technology: 'django',
      backend: known(cache.value, [...cache.because, ...handed.because.slice(-1)]),
      uses: [],
    });
  return stores;
}

/** Caches beside the default one that stay on one server are one fault, told at the first, with the others below it. */
function asOne(caches: readonly CacheStore[]): readonly CacheStore[] {
  const local = caches.filter(({ backend }) => backend.state === 'known' && backend.value.reach !== 'shared');
  const [first, ...rest] = local;
  if (!first || rest.length === 0 || first.backend.state !== 'known') return caches;
  const below = rest.flatMap(({ label, backend }) => {
    const place = backend.because.at(-1);
    return place ? [{ ...place, says: `${label} stays there as well` }] : [];
  });
  const { value, because } = first.backend;
  const count = rest.length === 1 ? rest[0]?.label : `${rest.length} more`;
  const one = { ...first, label: `${first.label} (and ${count})`, backend: known(value, [...below, ...because]) };
  return [...caches.filter((cache) => !local.includes(cache)), one];
}

const objectStorage =
  /s3|gcloud|google|azure|boto|dropbox|oss|cos|cloudinary|backblaze|b2|minio|spaces|swift|alibaba|webdav|sftp|digitalocean/i;

/** Where uploaded files go: `STORAGES['default']` since 4.2, DEFAULT_FILE_STORAGE before (django/conf/global_settings.py). */
export function fileStores(settings: DjangoSettings, app: Resolution): readonly FileStore[] {
  const uses = fileUses(settings, app.facts);
  if (uses.length === 0) return [];
  const storage =
    entryIn(entryIn(settings.get('STORAGES'), 'default'), 'BACKEND') ?? settings.get('DEFAULT_FILE_STORAGE');
  const root = settings.get('MEDIA_ROOT');
  const label = 'uploaded files (MEDIA_ROOT)';
  const name = resolvedText(storage);
  if (name.state === 'unknown') return [{ label, technology: 'django', content: 'upload', backend: name, uses }];
  const own = classNamed(name.value ?? '', settings);
  const text = (own && packaged(own, settings.machine)) ?? name.value ?? 'django.core.files.storage.FileSystemStorage';
  if (!/FileSystemStorage$|^$/.test(text)) {
    const backend: Resolved<Backend> = objectStorage.test(text)
      ? known({ technology: text, reach: 'shared' }, name.because)
      : unknown(`the storage '${text}' is not one that we know`, name.because);
    return [{ label, technology: 'django', content: 'upload', backend, uses }];
  }
  return localFiles({ settings, app, uses, storage, root });
}

/** The class of a package that a storage of the app's own extends: the name of its own says nothing. */
function packaged(own: ClassValue, machine: Machine, left = 6): string | undefined {
  const names = machine.names(own.file);
  for (const base of own.definition.bases) {
    const [first = '', ...rest] = dottedName(base)?.split('.') ?? [];
    const found = names?.get(first);
    if (found?.is === 'library') return [found.name, ...rest].join('.');
    if (found?.is === 'class' && left > 0) return packaged(found, machine, left - 1);
  }
  return undefined;
}

function localFiles(given: {
  settings: DjangoSettings;
  app: Resolution;
  uses: readonly Evidence[];
  storage: PyValue | undefined;
  root: PyValue | undefined;
}): readonly FileStore[] {
  const { app, uses, storage, root } = given;
  const path = textIn(root);
  const folder = path
    ?.split('/')
    .filter((step) => step !== '' && step !== '.' && step !== '..' && step !== '?')
    .at(-1);
  const mount = folder === undefined ? undefined : mountOf(app, folder);
  const builtin = {
    at: { builtin: 'Django, conf/global_settings.py' },
    says: 'no storage is chosen: files go to MEDIA_ROOT',
  };
  const chosen = storage?.because.slice(-1) ?? [builtin];
  // the place to change: the root where the environment names it, else the storage
  const isOpen = root?.is === 'scalar' && (root.from?.is === 'env' || storage === undefined);
  const rooted = root?.because.slice(-1) ?? [];
  const because = isOpen ? [...uses.slice(0, 1), ...chosen, ...rooted] : [...uses.slice(0, 1), ...rooted, ...chosen];
  if (mount?.shared)
    return [
      {
        label: 'uploaded files',
        technology: 'django',
        content: 'upload',
        uses,
        backend: known({ technology: 'a shared mount', reach: 'shared' }, mount.because),
      },
    ];
  const disk: Backend = { technology: 'the disk', reach: 'server' };
  const stores: FileStore[] = [
    {
      label: 'uploaded files',
      technology: 'django',
      content: 'upload',
      uses,
      backend: known(disk, because),
      repair: storageRepair(given.settings, app),
    },
  ];
  if (mount)
    stores.push({
      label: `uploaded files in the volume of ${folder}`,
      technology: 'django',
      content: 'upload',
      uses,
      // the setting is a step of its proof: it is one fault with what that says
      backend: known({ technology: 'a volume', reach: 'server' }, [...because.slice(-1), ...mount.because]),
    });
  for (const image of app.facts.of('image')) {
    const volume = image.stages
      .flatMap(({ volumes }) => volumes)
      .find(({ value }) => folder !== undefined && value.includes(`/${folder}`));
    if (!volume || mount) continue;
    const because = [said(volume.at, 'is a volume of each container')];
    stores.push({
      label: `uploaded files in the volume ${volume.value}`,
      technology: 'django',
      content: 'upload',
      uses,
      backend: known({ technology: 'a volume', reach: 'server' }, because),
    });
  }
  for (const fact of app.facts.of('setting')) {
    if (fact.technology !== 'ini' || fact.key !== 'uwsgi.static-map' || fact.value.is !== 'literal') continue;
    const url = textIn(given.settings.get('MEDIA_URL')) ?? '/media/';
    if (!String(fact.value.value).startsWith(url.replace(/\/$/, ''))) continue;
    stores.push({
      label: `files that uWSGI serves under ${url}`,
      technology: 'django',
      content: 'upload',
      uses,
      backend: known(disk, [said(fact.at, 'serves them from a folder of this server')]),
    });
  }
  return stores;
}

/** Code and packages that store files through the default storage. */
function fileUses(settings: DjangoSettings, facts: Facts): readonly Evidence[] {
  const uses: Evidence[] = [];
  for (const item of itemsIn(settings.get('INSTALLED_APPS'))) {
    const at = item.because.at(-1)?.at;
    if (
      /^(wagtail\.(images|documents)|filer|cms|easy_thumbnails|sorl\.thumbnail|photologue|ckeditor_uploader|oscar\.apps\.catalogue.*)$/.test(
        textIn(item) ?? '',
      ) &&
      at &&
      'file' in at
    )
      uses.push(said(at, `${textIn(item)} stores files`));
  }
  for (const fact of facts.of('python-call')) {
    if (
      /^django\.db\.models(\.fields\.files)?\.(FileField|ImageField)$|^models\.(FileField|ImageField)$/.test(fact.name)
    )
      uses.push(said(fact.at, `a model has a field of the type ${fact.name.split('.').at(-1)}`));
    else if (/^django\.core\.files\.storage\.(default_storage|FileSystemStorage\(\))\.save$/.test(fact.name))
      uses.push(said(fact.at, 'saves a file'));
  }
  return uses;
}

/** Channel layers matter when something is sent to a group (channels, topics/channel_layers). */
export function broadcasters(settings: DjangoSettings, app: Resolution): readonly Broadcaster[] {
  const { facts } = app;
  const sends = facts.of('python-call').filter((fact) => /\.(group_send|group_add)$|get_channel_layer/.test(fact.name));
  const layers = settings.get('CHANNEL_LAYERS');
  const groups = facts
    .of('python-call')
    .some(
      (fact) =>
        /group_(send|add)/.test(fact.name) ||
        fact.args.some(({ value }) => value.is === 'attribute' && /^group_(send|add)$/.test(value.name)),
    );
  if (!layers && !groups) return [];
  if (!groups && sends.length === 0) return [];
  const uses = sends.slice(0, 3).map((fact) => said(fact.at, 'sends through the channel layer'));
  const name = resolvedText(entryIn(entryIn(layers, 'default'), 'BACKEND'));
  const label = 'messages of the channel layer';
  if (name.state === 'unknown') return [{ label, technology: 'django', backend: name, uses }];
  const text = name.value ?? '';
  const backend: Resolved<Backend> =
    text === '' || /InMemoryChannelLayer$/.test(text)
      ? known(
          { technology: 'InMemoryChannelLayer', reach: 'process' },
          name.because.length > 0 ? name.because : uses.slice(0, 1),
        )
      : /redis|rabbit|postgres|nats/i.test(text)
        ? known({ technology: text, reach: 'shared' }, name.because)
        : unknown(`the channel layer '${text}' is not one that we know`, name.because);
  return [{ label, technology: 'django', backend, uses, repair: channelLayerRepair(settings, app) }];
}

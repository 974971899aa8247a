import { entryOf, literalText } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { lookUp } from '../../resolve/environments.js';
import { chain, type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { mountOf } from '../../resolve/mounts.js';
import type { Database } from '../../resolve/parts/data.js';
import type { LogSink } from '../../resolve/parts/log-sink.js';
import type { SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import type { CacheStore, FileStore, LocalWrite, Lock, SessionStore } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import { processesOf } from '../php/published-image.js';
import { phpSessions } from '../php/sessions.js';
import type { Resolution } from '../technology.js';
import { officialImage } from './image.js';
import { type NextcloudConfig, nextcloudConfig } from './settings.js';

const root = ['/var/www/html'];

/** What is in force in a Nextcloud server. */
export function parts(app: Resolution): AppParts {
  const config = nextcloudConfig(app);
  const uses = outermost(app.facts.of('use').filter(({ technology }) => technology === 'nextcloud'));
  return {
    sessionStores: [sessions(app, config, uses)],
    fileStores: [files(app, config)],
    caches: cache(config),
    locks: locks(app, config, uses),
    localWrites: [...code(app, config, uses), ...inVolume(app)],
    databases: databases(app),
    schedulerProcesses: pageViews(app),
    proxyTrusts: [
      {
        technology: 'nextcloud',
        matters: [],
        trusts: chain(config.isSet('trusted_proxies'), (set) => known(set ? 'bounded' : 'nobody', [])),
      },
    ],
    logSinks: config.imageOnly ? [] : [log(config)],
    httpApps: [{ technology: 'nextcloud', at: config.at }],
    healthChecks: [
      {
        label: '/status.php',
        technology: 'nextcloud',
        via: 'route',
        path: '/status.php',
        checks: [],
        obstacles: [],
        at: config.at,
      },
    ],
  };
}

/** Background jobs are done by page views (`ajax`) until something calls cron.php (nextcloud/server 31, cron.php and lib/private/BackgroundJob). */
function pageViews(app: Resolution): readonly SchedulerProcess[] {
  const [server] = processesOf(app.processes, officialImage);
  const called = /\bcron\.(php|sh)\b|\bcrond?\b/;
  const runner =
    app.processes.some(({ command, role }) => role === 'scheduler' || called.test(command ?? '')) ||
    app.facts.of('schedule').some(({ name }) => called.test(name)) ||
    app.facts
      .of('shell-script')
      .some(({ commands }) => commands.some(({ words }) => words.some(({ value }) => called.test(value))));
  if (!server || runner) return [];
  return [
    {
      label: "Nextcloud's background jobs",
      technology: 'nextcloud',
      onEachServer: known(true, [said(server.at, 'runs without anything that calls cron.php')]),
      guards: [],
      firesUnguarded: false,
      trigger: 'requests',
      at: server.at,
    },
  ];
}

/** Which variable chooses the database at the installation (nextcloud/docker 31, docker-entrypoint.sh); the first that is given counts. */
const chosenBy: readonly (readonly [string, string])[] = [
  ['SQLITE_DATABASE', 'sqlite'],
  ['MYSQL_HOST', 'mysql'],
  ['POSTGRES_HOST', 'postgresql'],
];

function databases(app: Resolution): readonly Database[] {
  const environment = app.environment('one');
  for (const [name, engine] of chosenBy) {
    const given = lookUp(environment, name);
    if (!given) continue;
    const because = [said(given.at, `sets ${name}: the database is ${engine}`)];
    const backend: Backend =
      engine === 'sqlite' ? { technology: 'sqlite', reach: 'server' } : { technology: engine, reach: 'shared' };
    return [
      {
        label: 'the database',
        technology: 'nextcloud',
        engine: known(engine, because),
        backend: known(backend, because),
        placeholder: false,
      },
    ];
  }
  return [];
}

/** The image keeps config.php, apps and themes beside its code: a volume of one server keeps them from the others. */
function inVolume(app: Resolution): readonly LocalWrite[] {
  const mount = mountOf(app, 'custom_apps', root) ?? mountOf(app, 'config', root);
  if (!mount || mount.shared) return [];
  return [
    {
      label: 'the folder of config.php, apps and themes',
      technology: 'nextcloud',
      content: 'code',
      uses: [],
      backend: known({ technology: 'the volume of one server', reach: 'server' }, mount.because.slice(0, -1)),
    },
  ];
}

function log(config: NextcloudConfig): LogSink {
  return {
    label: "Nextcloud's own logs",
    technology: 'nextcloud',
    destinations: chain(config.get('log_type'), (type) =>
      known([/^(errorlog|systemd)$/.test(String(type)) ? 'console' : type === 'syslog' ? 'syslog' : 'file'], []),
    ),
  };
}

/** Image repositories hold generated copies of the start script in folders below. */
function outermost(uses: readonly Fact<'use'>[]): readonly Fact<'use'>[] {
  const depth = Math.min(...uses.map(({ at }) => at.file.split('/').length));
  const file = uses.find(({ at }) => at.file.split('/').length === depth)?.at.file;
  return uses.filter(({ at }) => at.file === file);
}

/** PHP's session handler; the start script of the image points it at Redis when REDIS_HOST is given. */
function sessions(app: Resolution, config: NextcloudConfig, uses: readonly Fact<'use'>[]): SessionStore {
  const switched = uses.find(({ what }) => what === 'redis-sessions');
  const store = { label: 'sessions', technology: 'nextcloud', uses: [] };
  const ini = phpSessions(app);
  if (ini.configured) return { ...store, backend: ini.backend };
  const host = lookUp(app.environment('one'), 'REDIS_HOST');
  if (host)
    return {
      ...store,
      backend: known({ technology: 'redis', reach: 'shared' }, [
        said(host.at, 'sets REDIS_HOST, which the image uses for sessions'),
      ]),
    };
  const place = switched
    ? said(switched.at, 'configures sessions in Redis only when REDIS_HOST is given, and nothing gives it')
    : said(config.at, 'no session handler is configured');
  return { ...store, backend: known({ technology: 'files', reach: 'server' }, [...ini.backend.because, place]) };
}

function files(app: Resolution, config: NextcloudConfig): FileStore {
  const store = { label: 'the files of users', technology: 'nextcloud', content: 'upload' as const, uses: [] };
  const object = config.isSet('objectstore');
  const backend = chain(object, (set): Resolved<Backend> => {
    if (set) return known({ technology: 'object storage', reach: 'shared' }, []);
    const mount = mountOf(app, 'data', root);
    if (mount?.shared) return known({ technology: 'a shared mount', reach: 'shared' }, mount.because);
    return known(
      { technology: 'the local disk', reach: 'server' },
      mount?.because ?? [said(config.at, 'no object store is configured: files stay in the data folder')],
    );
  });
  return { ...store, backend };
}

/** memcache.distributed falls back to memcache.local (lib/private/Memcache/Factory.php); a local cache alone is per server by design. */
function cache(config: NextcloudConfig): readonly CacheStore[] {
  const store = { label: "Nextcloud's distributed cache", technology: 'nextcloud', uses: [], stakes: 'speed' as const };
  const distributed = config.get('memcache.distributed');
  if (distributed.state === 'unknown') return [{ ...store, backend: distributed }];
  if (distributed.value) return [{ ...store, backend: ofClass(String(distributed.value), distributed.because) }];
  const local = config.get('memcache.local');
  if (local.state === 'unknown' || !local.value) return [];
  const because: Evidence[] = [
    ...local.because,
    {
      at: { builtin: 'nextcloud/server, Memcache/Factory.php' },
      says: 'the distributed cache is the local one unless set',
    },
    ...distributed.because,
  ];
  return [{ ...store, backend: ofClass(String(local.value), because) }];
}

function ofClass(name: string, because: readonly Evidence[]): Resolved<Backend> {
  if (/Redis/.test(name)) return known({ technology: 'redis', reach: 'shared' }, because);
  if (/Memcached/.test(name)) return known({ technology: 'memcached', reach: 'shared' }, because);
  if (/APCu|Array/.test(name)) return known({ technology: 'apcu', reach: 'server' }, because);
  return unknown(`the cache class ${name} is not one of Nextcloud's own`, because);
}

/** Files are locked in the database unless memcache.locking says otherwise; the start script locks a file of its volume. */
function locks(app: Resolution, config: NextcloudConfig, uses: readonly Fact<'use'>[]): readonly Lock[] {
  const locking = config.get('memcache.locking');
  const found: Lock[] = [];
  if (locking.state === 'known') {
    const backend = locking.value
      ? ofClass(String(locking.value), locking.because)
      : known({ technology: 'the database', reach: 'shared' as const }, locking.because);
    found.push({ label: "Nextcloud's file locks", technology: 'nextcloud', uses: [], backend });
  }
  const lock = uses.find(({ what }) => what === 'file-lock');
  const shared = mountOf(app, 'config', root)?.shared;
  if (lock)
    found.push({
      label: 'the lock of the start script',
      technology: 'nextcloud',
      uses: [],
      backend: known({ technology: 'a file', reach: shared ? 'shared' : 'server' }, [
        said(lock.at, `locks ${lock.name}`),
      ]),
    });
  return found;
}

/** Apps are installed from the store into a writable folder, and the image unpacks the code into a volume. */
function code(app: Resolution, config: NextcloudConfig, uses: readonly Fact<'use'>[]): readonly LocalWrite[] {
  const shared = mountOf(app, 'custom_apps', root)?.shared ?? false;
  const found: LocalWrite[] = [];
  const backend = (at: Evidence): Resolved<Backend> =>
    known({ technology: shared ? 'a shared mount' : 'the local disk', reach: shared ? 'shared' : 'server' }, [at]);
  const folders = config.expr('apps_paths');
  for (const item of folders?.is === 'list'
    ? folders.items
    : folders?.is === 'map'
      ? folders.entries.map(({ value }) => value)
      : []) {
    const writable = entryOf(item, 'writable');
    if (literalText(writable) === 'true' && writable)
      found.push({
        label: 'the folder of apps installed from the store',
        technology: 'nextcloud',
        content: 'code',
        uses: [],
        backend: backend(said(writable.at, 'lets the running server install apps')),
      });
  }
  const copied = uses.find(({ what }) => what === 'copies-code');
  if (copied)
    found.push({
      label: 'the code and config.php of Nextcloud',
      technology: 'nextcloud',
      content: 'code',
      uses: [],
      backend: backend(said(copied.at, 'copies the code into the volume when a container starts')),
    });
  return found;
}

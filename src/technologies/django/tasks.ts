import type { Facts } from '../../facts/fact.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Guard, ScheduledTask } from '../../resolve/parts/scheduled-task.js';
import type { Queue } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import { turnedOff } from '../python/repairs.js';
import { entryIn, itemsIn, type PyValue, placeIn, resolvedText, textIn, truthOf } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { cacheBackend, inDatabase } from './backends.js';
import type { DjangoSettings } from './settings.js';

/** Where jobs wait that Django's settings speak of: tasks of Django 6, django-q, huey. */
export function queues(settings: DjangoSettings, app: Resolution): readonly Queue[] {
  return [...djangoTasks(settings, app.facts), ...qCluster(settings, app), ...huey(settings, app)];
}

const immediate: Backend = { technology: 'ImmediateBackend', reach: 'process' };

/** TASKS is the ImmediateBackend unless it is set (django/conf/global_settings.py, 6.0): it matters to code that puts tasks on it. */
function djangoTasks(settings: DjangoSettings, facts: Facts): readonly Queue[] {
  const calls = facts.of('python-call');
  const declared = calls.find(({ name }) => /^django(_tasks|\.tasks)\.task$/.test(name));
  if (!declared) return [];
  const uses = calls
    .filter(({ name }) => /\.a?enqueue$/.test(name))
    .slice(0, 3)
    .map(({ at }) => said(at, 'puts a task on the queue'));
  if (uses.length === 0) return [];
  const queue = { label: "Django's tasks", technology: 'django', uses };
  const tasks = settings.get('TASKS');
  const name = resolvedText(
    entryIn(entryIn(tasks, 'default'), 'BACKEND') ?? (tasks?.is === 'unknown' ? tasks : undefined),
  );
  if (name.state === 'unknown') return [{ ...queue, runs: 'broker', backend: name }];
  const because: readonly Evidence[] =
    name.because.length > 0
      ? name.because
      : [
          {
            at: { builtin: 'Django 6.0, conf/global_settings.py' },
            says: 'TASKS is not set: tasks run where they are put',
          },
          said(declared.at, 'is a task'),
        ];
  const text = name.value ?? '';
  if (text === '' || /ImmediateBackend$/.test(text))
    return [{ ...queue, runs: 'in-request', backend: known(immediate, because) }];
  if (/DummyBackend$/.test(text))
    return [
      { ...queue, runs: 'in-process', backend: known({ technology: 'DummyBackend', reach: 'process' }, because) },
    ];
  const backend: Resolved<Backend> = /database|_db\.|DatabaseBackend/i.test(text)
    ? known(inDatabase(settings), because)
    : /rq|redis|celery|q2/i.test(text)
      ? known({ technology: text, reach: 'shared' }, because)
      : unknown(`the task backend '${text}' is not one that we know`, because);
  return [{ ...queue, runs: 'broker', backend }];
}

/** django-q and django-q2: `sync` runs tasks at once, else the first broker that is named, Redis when none is (django_q/brokers/__init__.py, 1.7). */
function qCluster(settings: DjangoSettings, app: Resolution): readonly Queue[] {
  const cluster = settings.get('Q_CLUSTER');
  if (cluster?.is !== 'map') return [];
  const queue = { label: 'django-q', technology: 'django', uses: [] };
  const sync = entryIn(cluster, 'sync');
  if (sync && truthOf(sync) === true)
    return [
      {
        ...queue,
        runs: 'in-request',
        backend: known({ technology: 'sync', reach: 'process' }, sync.because),
        ...turnedOff(app, sync, 'python manage.py qcluster'),
      },
    ];
  const orm = entryIn(cluster, 'orm');
  const kept: Backend = orm ? inDatabase(settings, textIn(orm)) : { technology: 'its broker', reach: 'shared' };
  return [{ ...queue, runs: 'broker', backend: known(kept, orm?.because.slice(-1) ?? cluster.because) }];
}

/** huey's settings for Django: a class by its name, RedisHuey unless one is given; `immediate` follows DEBUG (huey/contrib/djhuey, 2.5). */
function huey(settings: DjangoSettings, app: Resolution): readonly Queue[] {
  const given = settings.get('HUEY');
  if (given?.is !== 'map') return [];
  const queue = { label: 'huey', technology: 'django', uses: [] };
  const now = entryIn(given, 'immediate');
  if (now && truthOf(now) === true)
    return [
      {
        ...queue,
        runs: 'in-request',
        backend: known({ technology: 'immediate', reach: 'process' }, now.because),
        ...turnedOff(app, now, 'python manage.py run_huey'),
      },
    ];
  const kind = entryIn(given, 'huey_class') ?? entryIn(given, 'backend_class');
  const name = resolvedText(kind);
  if (name.state === 'unknown') return [{ ...queue, runs: 'broker', backend: name }];
  const text = name.value ?? 'huey.RedisHuey';
  const because = name.because.length > 0 ? name.because : given.because;
  const backend: Backend = /Sqlite|File/.test(text)
    ? { technology: /Sqlite/.test(text) ? 'sqlite' : 'files', reach: 'server' }
    : /Memory|BlackHole/.test(text)
      ? { technology: 'memory', reach: 'process' }
      : { technology: text, reach: 'shared' };
  return [{ ...queue, runs: 'broker', backend: known(backend, because) }];
}

/** Tasks that commands fire which a crontab of the machine starts: django-crontab and django-cron. */
export function cronTasks(settings: DjangoSettings): readonly ScheduledTask[] {
  const crontab = itemsIn(settings.get('CRONJOBS')).flatMap((job): readonly ScheduledTask[] => {
    const at = placeIn(job);
    const [cadence, name] = itemsIn(job).map((item) => textIn(item));
    if (!at || name === undefined) return [];
    const because = [said(at, 'is written into the crontab of each machine')];
    const single = unknown('nothing says on how many machines the crontab is written', []);
    const task = { label: name, technology: 'django', effect: 'unknown' as const, guards: [], single, at, because };
    return [cadence === undefined ? task : { ...task, cadence }];
  });
  const classes = itemsIn(settings.get('CRON_CLASSES')).flatMap((item): readonly ScheduledTask[] => {
    const at = placeIn(item);
    const label = textIn(item);
    if (!at || label === undefined) return [];
    const because = [said(at, 'is run by runcrons of each machine that has it in its crontab')];
    const single = unknown('nothing says on how many machines runcrons is started', []);
    return [
      { label, technology: 'django', effect: 'unknown', guards: [cronLock(settings, item)], single, at, because },
    ];
  });
  return [...crontab, ...classes];
}

/** django-cron locks in the cache unless it is told to lock a file (django_cron/core.py, 0.6); what ran when is in the database. */
function cronLock(settings: DjangoSettings, job: PyValue): Guard {
  const lock = settings.get('DJANGO_CRON_LOCK_BACKEND');
  const name = textIn(lock) ?? 'django_cron.backends.lock.cache.CacheLock';
  const at = placeIn(lock) ?? placeIn(job) ?? { file: settings.file, start: 0, end: 0 };
  const backend: Resolved<Backend> = /DatabaseLock$/.test(name)
    ? known(inDatabase(settings), lock?.because ?? [])
    : /FileLock$/.test(name)
      ? known({ technology: 'a file', reach: 'server' }, lock?.because ?? [])
      : /CacheLock$/.test(name)
        ? cacheBackend(settings, textIn(settings.get('DJANGO_CRON_CACHE')) ?? 'default')
        : unknown(`the lock '${name}' is not one that we know`, lock?.because ?? []);
  return { label: name.split('.').at(-1) ?? name, kind: 'once', backend, at };
}

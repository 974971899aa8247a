import type { AppParts } from '../../resolve/app.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { JobTiming } from '../../resolve/parts/job-timing.js';
import type { SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import type { Queue } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import type { Change, Repair } from '../../resolve/repair.js';
import { table } from '../../table.js';
import { djangoSettings } from '../django/settings.js';
import { connectionOf } from '../python/connections.js';
import { turnedOff } from '../python/repairs.js';
import { entryIn, numberIn, placeIn, resolvedText, textIn, truthOf } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { type CelerySettings, celerySettings, schemeOf } from './settings.js';

/** What is in force of Celery: where tasks wait, and what fires the scheduled ones. */
export function parts(app: Resolution): AppParts {
  const settings = celerySettings(app);
  const broker = settings.get('broker_url');
  const isDjango = app.stack.some(({ name }) => name === 'django');
  const connection = isDjango
    ? undefined
    : connectionOf({
        machine: settings.machine,
        label: "Celery's broker",
        technology: 'celery',
        value: broker,
        purposes: ['queue'],
        app,
      });
  return {
    queues: queues(settings, app),
    jobTimings: jobTimings(settings, app),
    keyValueConnections: connection ? [connection] : [],
    schedulerProcesses: localScheduleFiles(settings, app),
  };
}

/** kombu's transports by URL scheme: those that only one machine sees. Without a broker Celery asks amqp://localhost (celery/app/defaults.py). */
const localTransports: Readonly<Record<string, Backend>> = table({
  memory: { technology: 'memory', reach: 'process' },
  filesystem: { technology: 'the filesystem', reach: 'server' },
  'sqla+sqlite': { technology: 'sqlite', reach: 'server' },
  sqlite: { technology: 'sqlite', reach: 'server' },
});

function queues(settings: CelerySettings, app: Resolution): readonly Queue[] {
  const sends = app.facts.of('python-call').filter((fact) => /\.(delay|apply_async|send_task)$/.test(fact.name));
  const uses = sends
    .slice(0, 3)
    .map((fact) => said(fact.at, `puts a task on the queue (${fact.name.split('.').at(-1)})`));
  const eager = settings.get('task_always_eager');
  if (eager && truthOf(eager) === true) {
    const backend = known<Backend>({ technology: 'task_always_eager', reach: 'process' }, eager.because);
    const worker = `celery -A ${settings.made?.as ?? 'app'} worker`;
    return [
      { label: 'Celery', technology: 'celery', runs: 'in-request', backend, uses, ...turnedOff(app, eager, worker) },
    ];
  }
  const broker = settings.get('broker_url');
  const text = resolvedText(broker);
  const because = text.because;
  let backend: Resolved<Backend>;
  if (text.state === 'unknown') {
    // a broker whose address must be given is one of its own
    backend =
      broker?.is === 'unknown' && broker.required !== undefined
        ? known({ technology: 'its broker', reach: 'shared' }, because)
        : unknown(text.why, because);
  } else if (text.value === undefined) return [];
  else {
    const scheme = schemeOf(broker) ?? 'amqp';
    backend = known(localTransports[scheme] ?? { technology: scheme, reach: 'shared' }, because);
  }
  return [{ label: 'Celery', technology: 'celery', runs: 'broker', backend, uses }];
}

/** Beat writes when it last fired into a local file: it belongs to one process, which is a hazard where each copy starts one. */
function localScheduleFiles(settings: CelerySettings, app: Resolution): readonly SchedulerProcess[] {
  const file = settings.get('beat_schedule_filename') ?? settings.get('beat_scheduler');
  const beats = app.facts
    .of('program')
    .filter((program) => /\bcelery\b.{0,300}\b(beat|-B)\b/.test(program.command?.value ?? ''));
  const isEverywhere = beats.some((program) => program.technology === 's6' || program.technology === 'supervisor');
  const at = file && placeIn(file);
  if (!file || !at || !isEverywhere || /database|redbeat/i.test(textIn(file) ?? '')) return [];
  const because = [
    ...beats.slice(0, 1).map((program) => said(program.at, 'starts beat in every container')),
    ...file.because.slice(-1),
  ];
  return [
    {
      label: 'Celery beat, whose state is a local file,',
      technology: 'celery',
      onEachServer: known(true, because),
      guards: [],
      firesUnguarded: true,
      at,
    },
  ];
}

/**
 * Redis hands a task that is not acknowledged out again after its visibility timeout, an hour unless told otherwise (kombu/transport/redis.py);
 * with late acknowledgement that is a task which still runs.
 */
function jobTimings(settings: CelerySettings, app: Resolution): readonly JobTiming[] {
  const late = settings.get('task_acks_late');
  const limit = settings.get('task_time_limit');
  const seconds = numberIn(limit);
  const at = placeIn(limit);
  if (!late || truthOf(late) !== true || !limit || seconds === undefined || !at) return [];
  if (!/^(redis|rediss|valkey)/.test(schemeOf(settings.get('broker_url')) ?? '')) return [];
  const own = entryIn(settings.get('broker_transport_options'), 'visibility_timeout');
  const builtin = [
    { at: { builtin: 'kombu/transport/redis.py' }, says: 'visibility_timeout is 3600 s unless it is set' },
  ];
  return [
    {
      label: 'a Celery task',
      technology: 'celery',
      timeout: known(seconds, limit.because),
      redeliverAfter: own ? known(numberIn(own) ?? 3600, own.because) : known(3600, builtin),
      at,
      repair: timingRepair(settings, app, seconds),
    },
  ];
}

/** Ten minutes more than the limit: a worker that is told to stop needs some of them. */
function timingRepair(settings: CelerySettings, app: Resolution, limit: number): Repair | undefined {
  const seconds = String(limit + 600);
  const own = settings.get('broker_transport_options');
  const dict = own?.is === 'map' ? placeIn(own) : undefined;
  const literal = entryIn(own, 'visibility_timeout');
  const value = `{"visibility_timeout": ${seconds}}`;
  const isDjango = placeIn(settings.get('task_time_limit'))?.file === djangoSettings(app)?.file;
  const file = placeIn(settings.get('task_time_limit'))?.file;
  const { made } = settings;
  const change: Change | undefined =
    literal?.is === 'scalar' && literal.from?.is === 'literal'
      ? { is: 'replace', at: literal.from.at, text: seconds }
      : dict
        ? { is: 'fields', of: 'dict', at: dict, set: { visibility_timeout: seconds } }
        : isDjango && file
          ? { is: 'name', file, name: 'CELERY_BROKER_TRANSPORT_OPTIONS', value }
          : made?.as
            ? { is: 'lines', at: made.at, text: [`${made.as}.conf.broker_transport_options = ${value}`] }
            : undefined;
  return (
    change && { title: `Hand a task out again after ${seconds} s only`, safety: 'safe', changes: [change], needs: [] }
  );
}

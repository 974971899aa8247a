import type { Fact } from '../../facts/fact.js';
import { table } from '../../table.js';
import { type DjangoSettings, djangoSettings } from '../django/settings.js';
import type { Machine } from '../python/frame.js';
import { machineOf } from '../python/machine.js';
import { argumentIn, entryIn, type PyValue, textIn } from '../python/values.js';
import type { Resolution } from '../technology.js';

/** The configuration of a Celery app, wherever it is written. */
export interface CelerySettings {
  readonly machine: Machine;
  /** By the lower-case name of Celery 4 and later (`broker_url`). */
  get(name: string): PyValue | undefined;
  /** Where the app is made. */
  readonly made: Fact<'python-call'> | undefined;
}

/** Names of Celery 3 that do not follow from the new ones. */
const former: Readonly<Record<string, string>> = table({
  beat_schedule: 'CELERYBEAT_SCHEDULE',
  beat_scheduler: 'CELERYBEAT_SCHEDULER',
  task_always_eager: 'CELERY_ALWAYS_EAGER',
  task_acks_late: 'CELERY_ACKS_LATE',
  broker_url: 'BROKER_URL',
});

/** Arguments of `Celery(...)`, what its `conf` is given, the module of `config_from_object`, and Django's settings with a namespace. */
export function celerySettings(app: Resolution): CelerySettings {
  const django = app.stack.some(({ name }) => name === 'django') ? djangoSettings(app) : undefined;
  const machine = django?.machine ?? machineOf(app.facts, app.environment());
  const made = app.facts.of('python-call').find((fact) => /^(celery\.)?Celery$/.test(fact.name));
  const names = made && machine.names(made.at.file);
  const own = made?.as ? names?.get(made.as) : undefined;
  const conf = made?.as ? names?.get(`${made.as}.conf`) : undefined;
  const module = configModule(app, machine);
  return {
    machine,
    made,
    get(name) {
      const short = name.replace(/_url$/, '').replace(/^result_backend$/, 'backend');
      const given = own?.is === 'made' ? argumentIn(own.args, 99, short) : undefined;
      const said =
        entryIn(conf, name) ??
        (made?.as ? names?.get(`${made.as}.conf.${name}`) : undefined) ??
        given ??
        module?.get(name);
      return said ? settled(said, django) : fromDjango(django, name);
    },
  };
}

/** `app.conf.task_always_eager = settings.CELERY_EAGER`: what the settings of Django say. */
function settled(value: PyValue, django: DjangoSettings | undefined): PyValue | undefined {
  const asked = value.is === 'library' ? /^django\.conf\.settings\.(\w+)$/.exec(value.name)?.[1] : undefined;
  return asked === undefined ? value : django?.get(asked);
}

function fromDjango(django: DjangoSettings | undefined, name: string): PyValue | undefined {
  const old = former[name];
  return django?.get(`CELERY_${name.toUpperCase()}`) ?? (old ? django?.get(old) : undefined);
}

/** `app.config_from_object("celeryconfig")`; Django's settings are read where they are in force. */
function configModule(app: Resolution, machine: Machine): ReadonlyMap<string, PyValue> | undefined {
  for (const fact of app.facts.of('python-call')) {
    if (!/\.config_from_object$/.test(fact.name)) continue;
    const value = fact.args[0]?.value;
    const path = value?.is === 'literal' ? String(value.value) : value?.is === 'name' ? value.name : '';
    if (path.startsWith('django.conf')) continue;
    const file = machine.fileOf(path.replace(':', '.'), fact.at.file);
    if (file !== undefined) return machine.names(file);
  }
  return undefined;
}

/** The scheme of a URL. */
export function schemeOf(value: PyValue | undefined): string | undefined {
  return /^([\w+]+):/.exec(textIn(value) ?? '')?.[1];
}

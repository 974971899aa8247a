import type { Fact } from '../../facts/fact.js';
import type { Machine } from '../python/frame.js';
import { machineOf } from '../python/machine.js';
import { entryIn, type PyValue } from '../python/values.js';
import type { Resolution } from '../technology.js';

/** A Flask app as its factory or module makes it. */
export interface FlaskApp {
  readonly machine: Machine;
  readonly made: Fact<'python-call'>;
  /** `app.config["X"]` once everything has run. */
  config(name: string): PyValue | undefined;
  keys(): Iterable<string>;
  /** What a dotted name was given (`app.wsgi_app`, `app.secret_key`). */
  given(name: string): PyValue | undefined;
}

/** Follows the factory, or the module, that makes the app; undefined where none is made. */
export function flaskApp(app: Resolution): FlaskApp | undefined {
  const machine = machineOf(app.facts, app.environment());
  const candidates = app.facts.of('python-call').filter((fact) => fact.as !== undefined && isFlask(fact, machine));
  const made =
    candidates.find((fact) => /create_app|make_app|factory/.test(fact.inside ?? '')) ??
    candidates.find((fact) => fact.inside === undefined) ??
    candidates[0];
  if (!made?.as) return undefined;
  const names = namesAround(made, machine);
  const config = names.get(`${made.as}.config`);
  return {
    machine,
    made,
    config: (name) => entryIn(config, name),
    keys: () => (config?.is === 'map' ? config.entries.keys() : []),
    given: (name) => names.get(`${made.as}.${name}`),
  };
}

function isFlask(fact: Fact<'python-call'>, machine: Machine): boolean {
  if (/^(flask\.)?(Flask|APIFlask)$|^(quart\.Quart|apiflask\.APIFlask|connexion\.(FlaskApp|App))$/.test(fact.name))
    return true;
  const name = fact.name.slice(fact.name.lastIndexOf('.') + 1);
  if (!/^[A-Z]/.test(name)) return false;
  const own = machine.names(fact.at.file)?.get(name);
  return own?.is === 'class' && own.definition.bases.some((base) => base.is === 'name' && base.name === 'Flask');
}

function namesAround(made: Fact<'python-call'>, machine: Machine): ReadonlyMap<string, PyValue> {
  const module = machine.names(made.at.file) ?? new Map<string, PyValue>();
  const factory = made.inside === undefined ? undefined : module.get(made.inside);
  return factory?.is === 'function' ? machine.call(factory, new Map()).names : module;
}

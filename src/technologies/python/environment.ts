import type { Expr } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { lookUp as find } from '../../resolve/environments.js';
import { said } from '../../resolve/evidence.js';
import { demandOf, evaluate } from '../../resolve/settings.js';
import type { Machine } from './frame.js';
import { type PyValue, shown } from './values.js';

/** `os.environ` however it was imported. */
export function isEnvironment(name: string): boolean {
  return name === 'os.environ' || name === 'environ';
}

/** A variable of the environment in force, else the fallback; without one the program does not start until it is given. */
export function readEnvironment(
  read: { readonly name: string; readonly at: Span },
  fallback: PyValue | undefined,
  machine: Pick<Machine, 'environment' | 'given'>,
): PyValue {
  const { name, at } = read;
  const own = fallback?.is === 'scalar' ? fallback.from : undefined;
  const from: Expr = { is: 'env', name, at, ...(own ? { fallback: own } : {}) };
  if (find(machine.environment, name)) {
    const found = evaluate({ is: 'env', name, at }, { environment: machine.environment });
    if (found.state === 'unknown') return { is: 'unknown', why: found.why, because: found.because, required: name };
    if (found.value !== undefined) return { is: 'scalar', value: found.value, because: found.because, from };
  }
  const given = machine.given.get(name);
  if (given) return given;
  const demand = demandOf(name, machine.environment);
  if (demand)
    return { is: 'unknown', ...demand, required: name, because: [...demand.because, said(at, `reads ${name}`)] };
  const missing = machine.environment.layers
    .slice(0, 1)
    .map((layer) => said(layer.at, `${layer.label} does not set ${name}`));
  if (!fallback)
    return {
      is: 'unknown',
      why: `${name} must be given by the environment`,
      because: [...missing, said(at, `reads ${name}, which is not set`)],
      required: name,
    };
  if (fallback.is !== 'scalar')
    return { ...fallback, because: [...missing, said(at, `${name} is not set`), ...fallback.because].slice(-8) };
  const words =
    fallback.value === null
      ? `reads ${name}, which is not set`
      : `falls back to ${shown(fallback.value)} when ${name} is not set`;
  const steps = fallback.from?.is === 'literal' || fallback.because.length === 0 ? [] : fallback.because;
  return { is: 'scalar', value: fallback.value, because: [...missing, ...steps, said(at, words)].slice(-8), from };
}

import { known, type Resolved, unknown } from '../../resolve/evidence.js';
import type { KeyValueConnection } from '../../resolve/parts/data.js';
import { byHand } from '../../resolve/repair.js';
import { unlessGiven } from '../lacking.js';
import type { Resolution } from '../technology.js';
import { requiredAt, variableWithDefault } from './bindings.js';
import type { Machine } from './frame.js';
import { type PyValue, placeIn, resolvedText } from './values.js';

/** A connection as its URL or host says it; undefined where nothing is configured. */
export function connectionOf(given: {
  readonly label: string;
  readonly technology: string;
  readonly value: PyValue | undefined;
  readonly purposes: KeyValueConnection['purposes'];
  readonly app: Resolution;
  readonly machine: Machine;
}): KeyValueConnection | undefined {
  const { label, technology, value, purposes } = given;
  const text = resolvedText(value);
  if (text.state === 'known' && text.value === undefined) return undefined;
  const url = text.state === 'known' ? (text.value ?? '') : '';
  const parts = /^([\w+]+):\/\/(?:[^@/]*@)?([^/?]*)(?:\/(\w+))?/.exec(url);
  const scheme = parts?.[1] ?? 'redis';
  if (/^(memory|filesystem|sqla|db|sqs|file|django)/.test(scheme)) return undefined;
  const host: Resolved<string> =
    text.state === 'unknown'
      ? unknown(text.why, text.because)
      : known(/socket|^unix/.test(url) ? `unix:${url}` : hostIn(parts?.[2] ?? url, scheme), text.because);
  return {
    label,
    technology,
    engine: /^(amqp|pyamqp)/.test(scheme)
      ? 'rabbitmq'
      : /memcache/.test(scheme) || /:11211/.test(url)
        ? 'memcached'
        : 'redis',
    host,
    database: text.state === 'unknown' ? unknown(text.why, text.because) : known(parts?.[3] || '0', text.because),
    placeholder: isPlaceholder(value, given.app),
    purposes,
    failover: known(/sentinel|cluster/.test(scheme), text.because),
    because: text.because,
    ...repairOf(given),
  };
}

/** `redis://` alone is the machine itself (redis-py 6, connection.py: the host is `localhost`; kombu 5.5, transport/pyamqp.py). */
function hostIn(authority: string, scheme: string): string {
  const host = authority.replace(/:\d+$/, '');
  return host === '' && /^(rediss?|valkeys?|amqps?|pyamqp)$/.test(scheme) ? 'localhost' : host;
}

/** The address must be given by the environment, without one to fall back to. */
function repairOf({ value, machine, label }: Parameters<typeof connectionOf>[0]): Pick<KeyValueConnection, 'repair'> {
  if (value?.is !== 'scalar' || !value.from) return {};
  const text = String(value.value);
  const isMemcached = /:11211|memcache/.test(text);
  const variable = isMemcached ? 'MEMCACHED_HOST' : /^amqp/.test(text) ? 'BROKER_URL' : 'REDIS_URL';
  const name = text.includes('://') ? variable : variable.replace('URL', 'HOST');
  const required = requiredAt(machine, placeIn(value), name);
  const given = variableWithDefault(machine, placeIn(value));
  if (given)
    return {
      repair: byHand(
        `Set ${given} on every server`,
        `Run it where every server reaches it, and give its address to every server as ${given}`,
      ),
    };
  if (!required) return {};
  const needs = ['Run it where every server reaches it, and give its address to every server.'];
  return {
    repair: {
      title: `Take the address of ${label} from the environment`,
      safety: 'unsafe',
      changes: required.changes,
      needs,
      ...unlessGiven(machine.environment, [required.variable]),
    },
  };
}

/** The address comes from an example or from a default in the code, which every installation replaces. */
export function isPlaceholder(value: PyValue | undefined, app: Resolution): boolean {
  const from = value?.is === 'scalar' ? value.from : undefined;
  if (from?.is !== 'env') return false;
  return !app
    .environment()
    .layers.some(
      ({ kind, entries }) =>
        (kind === 'deployment' || kind === 'production' || kind === 'given') && entries.has(from.name),
    );
}

/** One connection for each address and purpose. */
export function joinConnections(all: readonly KeyValueConnection[]): readonly KeyValueConnection[] {
  const seen = new Set<string>();
  return all.filter((each) => {
    const key = `${each.host.state === 'known' ? each.host.value : each.label}/${each.purposes.join()}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

import { type Expr, entryOf, literal, literalText } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Failover } from '../../resolve/parts/data-server.js';
import type { Repair } from '../../resolve/repair.js';
import { type ConfigFile, configFiles } from '../config-file.js';

const source = 'Patroni 3, docs/dynamic_configuration.rst';
const times = ['ttl', 'loop_wait', 'retry_timeout', 'synchronous_mode'];
const stores = ['etcd', 'etcd3', 'consul', 'zookeeper', 'raft', 'kubernetes'];

/** A file of Patroni has a scope and a REST interface. */
export function* patroniFacts(root: Expr): Iterable<Fact> {
  const scope = entryOf(root, 'scope');
  const rest = entryOf(root, 'restapi');
  if (!scope || !rest) return;
  const tell = (key: string, value: Expr | undefined): Fact[] =>
    value ? [{ kind: 'setting', technology: 'patroni', key, value, at: value.at }] : [];
  yield* tell('scope', scope);
  const dcs = entryOf(entryOf(root, 'bootstrap'), 'dcs');
  for (const key of times) yield* tell(key, entryOf(dcs, key));
  yield* tell('restapi.connect_address', entryOf(rest, 'connect_address'));
  yield* tell('postgresql.connect_address', entryOf(entryOf(root, 'postgresql'), 'connect_address'));
  for (const store of stores) {
    const given = entryOf(root, store);
    const hosts = entryOf(given, 'hosts') ?? entryOf(given, 'host');
    if (!hosts) continue;
    const list =
      hosts.is === 'list' ? hosts.items.map((item) => literalText(item) ?? '?') : (literalText(hosts) ?? '').split(',');
    const count = list.filter((host) => host.trim() !== '').length;
    yield {
      kind: 'setting',
      technology: 'patroni',
      key: 'hosts',
      value: literal(`${count} ${list.join(',')}`, hosts.at),
      at: hosts.at,
    };
  }
}

/** A cluster whose members all announce this machine is a demonstration on one computer: nothing is said of it. */
export function patroniFailovers(facts: Facts): readonly Failover[] {
  const byScope = new Map<string, ConfigFile[]>();
  for (const config of configFiles(facts, 'patroni')) {
    const scope = config.last('scope')?.text ?? '';
    byScope.set(scope, [...(byScope.get(scope) ?? []), config]);
  }
  return [...byScope].flatMap(([scope, configs]) => {
    const [first] = configs;
    if (!first || configs.every((config) => loopbackOf(config).length > 0)) return [];
    return [failoverOf(scope, first, configs)];
  });
}

function failoverOf(scope: string, first: ConfigFile, configs: readonly ConfigFile[]): Failover {
  return {
    label: `Patroni for ${scope}`,
    technology: 'patroni',
    engine: 'postgresql',
    voters: votersOf(first),
    loopback: configs.flatMap(loopbackOf),
    detection: timeOf(first, 'ttl', 30),
    contradiction: contradictionOf(first),
    synchronous: synchronousOf(first),
    repairs: {
      contradiction: longerTtl(first, configs),
      synchronous: inCluster(configs, ['synchronous_mode', 'true']),
    },
    at: first.first,
  };
}

function loopbackOf(config: ConfigFile): readonly Evidence[] {
  return [...config.all('restapi.connect_address'), ...config.all('postgresql.connect_address')]
    .filter(({ text }) => /^(127(\.\d+){3}|localhost|\[::1\]):/.test(text))
    .map(({ text, at }) => said(at, `announces ${text} to the other members`));
}

/** The members of the store that keeps the leader's key decide; one name may stand for several. */
function votersOf(config: ConfigFile): Resolved<number> {
  const hosts = config.last('hosts');
  if (!hosts) return unknown('the members of the store are not listed', [said(config.first, 'names no hosts')]);
  const [count = '0', list = ''] = hosts.text.split(' ');
  const step = said(hosts.at, `lists ${count} ${count === '1' ? 'member' : 'members'} of the store`);
  // a list that is filled in elsewhere (a template) is empty here
  if (count === '0' || /[?{$]/.test(list) || (count === '1' && !/^\d+(\.\d+){3}/.test(list)))
    return unknown('the name may stand for several members', [step]);
  return known(Number(count), [step]);
}

function timeOf(config: ConfigFile, key: string, fallback: number): Resolved<number> {
  const set = config.last(key);
  if (!set) return known(fallback, [{ at: { builtin: source }, says: `${key} is ${fallback}` }]);
  return /^\d+$/.test(set.text) ? known(Number(set.text), [set.because]) : unknown('it is computed', [set.because]);
}

function contradictionOf(config: ConfigFile): Resolved<string | undefined> {
  const ttl = timeOf(config, 'ttl', 30);
  const loop = timeOf(config, 'loop_wait', 10);
  const retry = timeOf(config, 'retry_timeout', 10);
  const because = [...retry.because, ...loop.because, ...ttl.because];
  if (ttl.state === 'unknown' || loop.state === 'unknown' || retry.state === 'unknown')
    return unknown('a time is computed', because);
  const least = loop.value + 2 * retry.value;
  if (least <= ttl.value) return known(undefined, because);
  return known(
    `loop_wait ${loop.value} + 2 x retry_timeout ${retry.value} = ${least} exceeds ttl ${ttl.value}`,
    because,
  );
}

function synchronousOf(config: ConfigFile): Resolved<boolean> {
  const set = config.last('synchronous_mode');
  if (set) return known(/^(true|on|quorum)$/.test(set.text), [set.because]);
  return known(false, [
    { at: { builtin: source }, says: 'synchronous_mode is off' },
    said(config.first, 'sets no synchronous_mode'),
  ]);
}

function longerTtl(first: ConfigFile, configs: readonly ConfigFile[]): Repair | undefined {
  const loop = timeOf(first, 'loop_wait', 10);
  const retry = timeOf(first, 'retry_timeout', 10);
  if (loop.state === 'unknown' || retry.state === 'unknown') return undefined;
  return inCluster(configs, ['ttl', String(loop.value + 2 * retry.value)]);
}

/** `bootstrap.dcs` is read once, when the cluster is made: one that runs is told by patronictl. */
function inCluster(configs: readonly ConfigFile[], [key, value]: readonly [string, string]): Repair {
  const waits = key === 'synchronous_mode' ? ['Every commit waits for a second node from then on: measure what that costs'] : [];
  return {
    title: `Set ${key} to ${value}`,
    safety: 'unsafe',
    changes: configs.map(({ file }) => ({ is: 'entry', file, path: ['bootstrap', 'dcs', key], value })),
    needs: [`Tell the cluster that runs: patronictl edit-config --set ${key}=${value}`, ...waits],
  };
} // biome-ignore format: one record

import type { Span } from '../../facts/span.js';
import { known, said } from '../../resolve/evidence.js';
import type { Service } from '../../resolve/parts/topology.js';
import { table } from '../../table.js';
import { knownImage } from '../docker/known-images.js';
import { entryAt, type Need } from './render/chart.js';
import type { Value } from './render/value.js';

/** What a chart of somebody else's runs, as its own values say it; only what decides whether it outlives a node. */
interface KnownChart {
  /** The image, for what it is and where it listens. */
  readonly image: string;
  /** The first major version whose values are as described. */
  readonly since: number;
  /** The value that says how it is laid out, its default, and the layout in which there is one node only. */
  readonly layout?: { readonly key: string; readonly usual: string; readonly single: string };
  /** The value that says how many there are beside the first, or in all, and its default. */
  readonly count?: { readonly path: readonly string[]; readonly usual: number; readonly beside: boolean };
  /** The switch of whatever makes another node the first one. */
  readonly promotes?: readonly string[];
  /** It always does. */
  readonly elects?: true;
  /** The switch of its volume; it is on when nothing is said. */
  readonly keeps: readonly string[];
}

const primary = { key: 'architecture', usual: 'standalone', single: 'standalone' };
const beside = (...path: readonly string[]) => ({ path, usual: 1, beside: true });

/** Charts of bitnami/charts, read at redis 20, postgresql 16, mysql 12, mariadb 20, mongodb 16, rabbitmq 15, values.yaml. */
const bitnami: Readonly<Record<string, KnownChart>> = table({
  redis: { image: 'redis', since: 14, layout: { key: 'architecture', usual: 'replication', single: 'standalone' }, count: { path: ['replica', 'replicaCount'], usual: 3, beside: true }, promotes: ['sentinel', 'enabled'], keeps: ['master', 'persistence', 'enabled'] },
  valkey: { image: 'valkey', since: 1, layout: { key: 'architecture', usual: 'replication', single: 'standalone' }, count: { path: ['replica', 'replicaCount'], usual: 3, beside: true }, promotes: ['sentinel', 'enabled'], keeps: ['primary', 'persistence', 'enabled'] },
  'redis-cluster': { image: 'redis', since: 1, count: { path: ['cluster', 'nodes'], usual: 6, beside: false }, elects: true, keeps: ['persistence', 'enabled'] },
  postgresql: { image: 'postgres', since: 11, layout: primary, count: beside('readReplicas', 'replicaCount'), keeps: ['primary', 'persistence', 'enabled'] },
  'postgresql-ha': { image: 'postgres', since: 9, count: { path: ['postgresql', 'replicaCount'], usual: 3, beside: false }, elects: true, keeps: ['persistence', 'enabled'] },
  mysql: { image: 'mysql', since: 8, layout: primary, count: beside('secondary', 'replicaCount'), keeps: ['primary', 'persistence', 'enabled'] },
  mariadb: { image: 'mariadb', since: 8, layout: primary, count: beside('secondary', 'replicaCount'), keeps: ['primary', 'persistence', 'enabled'] },
  'mariadb-galera': { image: 'mariadb', since: 5, count: { path: ['replicaCount'], usual: 3, beside: false }, elects: true, keeps: ['persistence', 'enabled'] },
  mongodb: { image: 'mongo', since: 8, layout: primary, count: { path: ['replicaCount'], usual: 2, beside: false }, elects: true, keeps: ['persistence', 'enabled'] },
  rabbitmq: { image: 'rabbitmq', since: 7, count: { path: ['replicaCount'], usual: 1, beside: false }, elects: true, keeps: ['persistence', 'enabled'] },
  memcached: { image: 'memcached', since: 5, count: { path: ['replicaCount'], usual: 1, beside: false }, keeps: [] },
}); // biome-ignore format: a chart a row

/** Charts that only have named templates for others: they run nothing (bitnami/common, Chart.yaml, `type: library`). */
const libraries = new Set(['common']);

const publisher = /bitnami/;

/** The chart runs nothing of its own. */
export function isLibrary({ name, repository }: Need): boolean {
  return publisher.test(repository) && libraries.has(name);
}

/** The service that a chart of somebody else's runs, with the values that are given to it; undefined for charts that are not known. */
export function serviceOfChart(need: Need, values: Value | undefined, release: string): Service | undefined {
  const chart = publisher.test(need.repository) ? bitnami[need.name] : undefined;
  const image = chart && knownImage(chart.image);
  const major = Number(/\d+/.exec(need.version)?.[0] ?? Number.NaN);
  if (!chart || !image || major < chart.since) return undefined;
  const own = (path: readonly string[]) => at(values, path);
  const layout = chart.layout && own([chart.layout.key]);
  const isSingle = chart.layout !== undefined && (textOf(layout) ?? chart.layout.usual) === chart.layout.single;
  const given = chart.count && own(chart.count.path);
  const count = given?.is === 'number' ? given.value : (chart.count?.usual ?? 1);
  const nodes = isSingle ? 1 : chart.count?.beside ? 1 + count : count;
  const promoter = chart.promotes && own(chart.promotes);
  const fails = !isSingle && nodes > 1 && (chart.elects === true || (promoter?.is === 'bool' && promoter.value));
  const place = (value: Value | undefined): Span => (value && value.is !== 'string' && value.at) || textPlace(value) || need.at;
  const decided = fails || chart.promotes ? place(promoter ?? layout ?? given) : place(layout ?? given);
  const kept = chart.keeps.length === 0 ? undefined : own(chart.keeps);
  return {
    name: `${release}-${need.alias ?? need.name}`,
    technology: 'helm',
    engine: image.engine,
    role: image.role,
    nodes: known(nodes, [said(isSingle ? place(layout) : place(given), nodes === 1 ? 'is one node' : `has ${nodes} nodes`)]),
    ...(chart.elects && chart.layout && !isSingle ? { asSet: true as const } : {}),
    failover: known(fails, [said(decided, fails ? 'another node takes over' : nodes > 1 ? 'nothing makes another node the first one' : 'is one node')]),
    persistent: known(chart.keeps.length > 0 && !(kept?.is === 'bool' && !kept.value), [said(place(kept), 'keeps its data as the chart says')]),
    ports: [],
    dataPorts: image.ports,
    volumes: [],
    at: decided,
  };
} // biome-ignore format: one record

function at(value: Value | undefined, path: readonly string[]): Value | undefined {
  let here = value;
  for (const step of path) here = entryAt(here, step);
  return here;
}

function textOf(value: Value | undefined): string | undefined {
  return value?.is === 'string' ? value.text : undefined;
}

function textPlace(value: Value | undefined): Span | undefined {
  return value?.is === 'string' ? value.pieces.find((piece) => piece.at)?.at : undefined;
}

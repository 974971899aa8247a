import { type Expr, entryOf } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Balancer, Process, PublishedPort, Service } from '../../resolve/parts/topology.js';
import type { Change, Repair } from '../../resolve/repair.js';
import { table } from '../../table.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';
import { placementOf } from './placements.js';

export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly body: Expr;
  readonly at: Span;
}

/** What is made, as processes, services and balancers. What a condition may leave out is left out. */
export function resourceParts(facts: Facts): AppParts {
  const documents = facts.of('document').filter(({ technology }) => technology === 'terraform');
  const variables = new Map(
    documents
      .filter(({ tree }) => shippedText(within(tree, 'type')) === 'variable')
      .map(({ tree }) => [roughText(within(tree, 'name')), within(tree, 'body', 'default')]),
  );
  const all = documents.flatMap(({ tree, at }): readonly Resource[] => {
    const body = filled(within(tree, 'body'), variables);
    const count = within(body, 'count');
    if (!body || (count && Number(shippedText(count)) !== 1) || within(body, 'for_each')) return [];
    return [{ type: roughText(within(tree, 'type')), name: roughText(within(tree, 'name')), body, at: within(tree, 'name')?.at ?? at }];
  }); // biome-ignore format: one record
  return {
    processes: all.flatMap((resource) => processOf(resource) ?? []),
    services: all.flatMap((resource) => serviceOf(resource) ?? openedBy(resource)),
    balancers: all.flatMap((resource) => balancerOf(resource) ?? []),
    placements: all.flatMap((resource) => placementOf(resource) ?? []),
  };
}

/** `var.x` by its default. */
function filled(expr: Expr | undefined, variables: ReadonlyMap<string, Expr | undefined>): Expr | undefined {
  if (expr?.is === 'map')
    return {
      ...expr,
      entries: expr.entries.map((entry) => ({ ...entry, value: filled(entry.value, variables) ?? entry.value })),
    };
  if (expr?.is !== 'opaque') return expr;
  const name = /^var\.([\w-]+)$/.exec(expr.source.trim())?.[1];
  return (name === undefined ? undefined : variables.get(name)) ?? expr;
}

const groups: Readonly<Record<string, string>> = table({
  aws_autoscaling_group: 'min_size',
  aws_ecs_service: 'desired_count',
  google_compute_region_instance_group_manager: 'target_size',
  google_compute_instance_group_manager: 'target_size',
  azurerm_linux_virtual_machine_scale_set: 'instances',
});

function processOf({ type, name, body, at }: Resource): Process | undefined {
  const key = groups[type];
  if (key === undefined) return undefined;
  const served = within(body, 'load_balancer') ?? within(body, 'target_group_arns') ?? within(body, 'load_balancers');
  return {
    name,
    technology: 'terraform',
    role: served ? 'web' : 'unknown',
    replicas: numberOf(entryOf(body, key), at, key),
    pinned: [],
    environment: [],
    volumes: [],
    ports: [],
    balanced: served !== undefined,
    reachOfFile: 'many-hosts',
    repairs: { replicas: secondServer(name, body, key) },
    at,
  };
}

function numberOf(expr: Expr | undefined, at: Span, key: string): Resolved<number> {
  const count = Number(shippedText(expr));
  if (!expr) return unknown(`${key} is not set`, [said(at, `sets no ${key}`)]);
  if (shippedText(expr) === undefined || Number.isNaN(count)) return unknown(`${key} is said elsewhere`, [said(expr.at, 'is no plain number')]);
  return known(count, [said(expr.at, `keeps ${count} running`)]);
} // biome-ignore format: three answers

interface Store {
  readonly role: Service['role'];
  readonly engine?: string;
  /** How the provider is told to keep a second one. */
  readonly failover: (body: Expr) => { readonly is: boolean; readonly at?: Span } | undefined;
  /** The attribute that does it, and the value as Terraform writes it. */
  readonly switch?: readonly [path: readonly string[], value: string];
}

const isTrue = (key: string) => (body: Expr) => answer(within(body, key), (text) => text === 'true');
const moreThanOne = (key: string) => (body: Expr) => answer(within(body, key), (text) => Number(text) > 1);
/** A block for each member of the cluster. */
const severalHosts = (body: Expr) => ({ is: entries(body).filter(({ key }) => key === 'host').length > 1 });
const stores: Readonly<Record<string, Store>> = table({
  aws_db_instance: { role: 'database', failover: isTrue('multi_az'), switch: [['multi_az'], 'true'] },
  aws_elasticache_replication_group: { role: 'cache', engine: 'redis', failover: isTrue('automatic_failover_enabled') },
  google_sql_database_instance: { role: 'database', failover: (body) => answer(within(body, 'settings', 'availability_type'), (text) => text === 'REGIONAL'), switch: [['settings', 'availability_type'], '"REGIONAL"'] },
  google_redis_instance: { role: 'cache', engine: 'redis', failover: (body) => answer(within(body, 'tier'), (text) => text === 'STANDARD_HA') },
  aws_mq_broker: { role: 'broker', failover: (body) => answer(within(body, 'deployment_mode'), (text) => text !== 'SINGLE_INSTANCE') },
  aws_elasticache_cluster: { role: 'cache', failover: (body) => answer(within(body, 'num_cache_nodes'), () => false) },
  azurerm_redis_cache: { role: 'cache', engine: 'redis', failover: (body) => answer(within(body, 'sku_name'), (text) => text !== 'Basic') },
  azurerm_postgresql_flexible_server: { role: 'database', engine: 'postgresql', failover: (body) => ({ is: within(body, 'high_availability') !== undefined }) },
  azurerm_mysql_flexible_server: { role: 'database', engine: 'mysql', failover: (body) => ({ is: within(body, 'high_availability') !== undefined }) },
  // render-oss/render 1, vultr/vultr 2, scaleway/scaleway 2, linode/linode 3, UpCloudLtd/upcloud 5, exoscale/exoscale 0.6, ovh/ovh 2: docs/resources
  render_postgres: { role: 'database', engine: 'postgresql', failover: isTrue('high_availability_enabled'), switch: [['high_availability_enabled'], 'true'] },
  scaleway_rdb_instance: { role: 'database', failover: isTrue('is_ha_cluster'), switch: [['is_ha_cluster'], 'true'] },
  linode_database_postgresql_v2: { role: 'database', engine: 'postgresql', failover: moreThanOne('cluster_size'), switch: [['cluster_size'], '3'] },
  linode_database_mysql_v2: { role: 'database', engine: 'mysql', failover: moreThanOne('cluster_size'), switch: [['cluster_size'], '3'] },
  azurerm_postgresql_server: { role: 'database', engine: 'postgresql', failover: () => ({ is: true }) },
  yandex_mdb_postgresql_cluster: { role: 'database', engine: 'postgresql', failover: severalHosts },
  yandex_mdb_mysql_cluster: { role: 'database', engine: 'mysql', failover: severalHosts },
  digitalocean_database_cluster: { role: 'database', failover: (body) => answer(within(body, 'node_count'), (text) => Number(text) > 1) },
}); // biome-ignore format: one table, a resource a row

/** Not set means not so; what is computed is not known. */
function answer(expr: Expr | undefined, test: (text: string) => boolean): { is: boolean; at?: Span } | undefined {
  if (!expr) return { is: false };
  const text = shippedText(expr);
  return text === undefined ? undefined : { is: test(text), at: expr.at };
}

const engines: readonly (readonly [RegExp, string, number])[] = [
  [/postgres/i, 'postgresql', 5432],
  [/mariadb/i, 'mariadb', 3306],
  [/mysql/i, 'mysql', 3306],
  [/redis|valkey/i, 'redis', 6379],
  [/sqlserver/i, 'mssql', 1433],
  [/rabbitmq/i, 'rabbitmq', 5671],
];

function serviceOf({ type, name, body, at }: Resource): Service | undefined {
  const store = stores[type];
  if (!store) return undefined;
  const named = store.engine ?? `${roughText(within(body, 'engine'))} ${roughText(within(body, 'database_version'))}`;
  const [, engine = 'database', port = 0] = engines.find(([pattern]) => pattern.test(named)) ?? [];
  const second = store.failover(body);
  const open = within(body, 'publicly_accessible') ?? within(body, 'public_network_access_enabled');
  const network = within(body, 'settings', 'ip_configuration', 'authorized_networks', 'value');
  const world = network && shippedText(network) === '0.0.0.0/0' ? network : undefined;
  const ports: PublishedPort[] = world ? [{ container: port, host: port, at: world.at }] : open && shippedText(open) === 'true' ? [{ container: port, host: port, at: open.at }] : [];
  return {
    name,
    technology: 'terraform',
    engine,
    role: store.role,
    managed: true,
    nodes: unknown('the provider counts them', []),
    failover: second ? known(second.is, [said(second.at ?? at, second.is ? 'keeps a second one ready' : 'keeps no second one ready')]) : unknown('it is computed', [said(at, 'is made here')]),
    persistent: known(true, [said(at, 'is kept by the provider')]),
    ports,
    dataPorts: [port],
    volumes: [],
    repairs: { failover: standby({ type, name, body }, store, second?.at) },
    at,
  };
} // biome-ignore format: one record

/** The attribute with another value, or behind the first one of its block. */
function standby({ type, name, body }: Pick<Resource, 'type' | 'name' | 'body'>, store: Store, at: Span | undefined): Repair | undefined {
  const [path = [], value = ''] = store.switch ?? [];
  const change = at ? replaced(at, value) : added(within(body, ...path.slice(0, -1)), `${path.at(-1)} = ${value}`);
  if (!store.switch || !change) return undefined;
  const needs = ['A standby costs as much as the database itself', 'Applying it may restart the database: choose the time (apply_immediately, maintenance window)'];
  const missing = type === 'google_sql_database_instance' ? backupsFor(body) : [];
  return {
    title: `Keep a standby of ${name} in another zone`,
    safety: 'unsafe',
    changes: [change],
    needs: [...(missing.length > 0 ? [`Write in settings of ${name}: backup_configuration { ${missing.join('  ')} }`] : []), ...needs],
    ...(missing.length > 0 ? { lacks: `Cloud SQL refuses REGIONAL without ${missing.map((line) => line.replace(/ = .*/s, '')).join(' and ')} of backup_configuration` } : {}),
  };
} // biome-ignore format: sentences

/** What a regional instance has to have (hashicorp/google 6, google_sql_database_instance: availability_type), as far as it is not there. */
function backupsFor(body: Expr): readonly string[] {
  const log = /mysql/i.test(roughText(within(body, 'database_version'))) ? 'binary_log_enabled' : 'point_in_time_recovery_enabled';
  return ['enabled', log].flatMap((key) => (shippedText(within(body, 'settings', 'backup_configuration', key)) === 'true' ? [] : [`${key} = true`]));
} // biome-ignore format: one condition

function replaced(at: Span, text: string): Change {
  return { is: 'replace', at, text };
}

function added(block: Expr | undefined, line: string): Change | undefined {
  const first = entries(block).find(({ keyAt, value }) => keyAt && value.is !== 'map');
  return first?.keyAt && { is: 'lines', at: first.keyAt, text: [line] };
}

/** Two servers at least, and room for them. */
function secondServer(name: string, body: Expr, key: string): Repair | undefined {
  const least = entryOf(body, key);
  const most = entryOf(body, 'max_size');
  if (!least || shippedText(least) === undefined) return undefined;
  const room = most && Number(shippedText(most)) < 2 ? [replaced(most.at, '2')] : [];
  const changes = [replaced(least.at, '2'), ...room];
  return { title: `Keep two servers of ${name} running`, safety: 'unsafe', lastly: true, changes, needs: [] };
}

/** A security group that opens a data port to the world. */
function openedBy({ type, name, body, at }: Resource): readonly Service[] {
  if (type !== 'aws_security_group') return [];
  return entries(body).flatMap(({ key, value }): readonly Service[] => {
    const port = Number(shippedText(within(value, 'from_port')));
    const world = items(within(value, 'cidr_blocks')).find((one) => shippedText(one) === '0.0.0.0/0');
    const engine = [...engines, [/mongo/, 'mongodb', 27017] as const].find(([, , number]) => number === port)?.[1];
    if (key !== 'ingress' || !world || engine === undefined) return [];
    const open = unknown('it is said elsewhere', [said(at, 'opens its port')]);
    return [{ name, technology: 'terraform', engine, role: 'database', managed: true, nodes: open, failover: open, persistent: open, ports: [{ container: port, host: port, at: world.at }], dataPorts: [port], volumes: [], at }];
  });
} // biome-ignore format: one record

function balancerOf({ type, name, body, at }: Resource): Balancer | undefined {
  if (type !== 'aws_lb_target_group') return undefined;
  const sticky = within(body, 'stickiness');
  const off = sticky && shippedText(within(sticky, 'enabled')) === 'false';
  const path = within(body, 'health_check', 'path');
  return {
    name,
    technology: 'terraform',
    backends: unknown('the group of servers decides', [said(at, 'is a target group')]),
    checks: known('active', [said(within(body, 'health_check')?.at ?? at, 'checks its targets')]),
    serves: 'app',
    ...(path && shippedText(path) ? { checkPath: roughText(path), checkAt: path.at } : {}),
    sticky: known(sticky !== undefined && !off, [said(sticky?.at ?? at, sticky && !off ? 'keeps a user on one server' : 'spreads requests')]),
    at,
  };
} // biome-ignore format: one record

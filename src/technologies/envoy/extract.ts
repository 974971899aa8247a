import type { Method, PoolMember } from '../../facts/balancing.js';
import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Said } from '../../facts/program.js';
import type { Span } from '../../facts/span.js';

/** The clusters of `static_resources` that list their endpoints. Discovery services fill the others. */
export function* envoyPools(root: Expr): Iterable<Fact> {
  const clusters = entryOf(entryOf(root, 'static_resources'), 'clusters');
  for (const cluster of itemsOf(clusters)) {
    const pool = poolOf(cluster);
    if (pool) yield pool;
  }
}

function poolOf(cluster: Expr): Fact<'pool'> | undefined {
  const name = literalText(entryOf(cluster, 'name'));
  const members = itemsOf(entryOf(entryOf(cluster, 'load_assignment'), 'endpoints'))
    .flatMap((group) => itemsOf(entryOf(group, 'lb_endpoints')))
    .flatMap(memberOf);
  if (!name || members.length === 0 || isSupport(cluster, name)) return undefined;
  const at = entryOf(cluster, 'name')?.at ?? cluster.at;
  // STRICT_DNS takes every address behind a name, LOGICAL_DNS one at a time.
  const type = literalText(entryOf(cluster, 'type'))?.toUpperCase();
  const named = members.find(({ address }) => /[a-z]/i.test(address));
  const policy = entryOf(cluster, 'lb_policy');
  const hashed = /^(RING_HASH|MAGLEV)$/.test(literalText(policy)?.toUpperCase() ?? '');
  return {
    kind: 'pool',
    technology: 'envoy',
    name,
    members,
    ...(type === 'STRICT_DNS' && named && members.length === 1
      ? { open: { value: type, at: named.at, says: 'takes every address behind the name' } }
      : {}),
    ...(policy && hashed
      ? { sticky: { value: `lb_policy ${literalText(policy)}`, at: policy.at, says: 'keeps a client on one server' } }
      : {}),
    method: methodOf(policy, at),
    checks: checksOf(cluster, at),
    inside: cluster.at,
    protocol: 'http',
    at,
  };
}

/** `ROUND_ROBIN` unless `lb_policy` says otherwise; its hashes keep most keys where they are (Envoy 1.31, cluster.proto). */
function methodOf(policy: Expr | undefined, pool: Span): Said<Method> {
  const word = literalText(policy)?.toUpperCase() ?? '';
  if (!policy)
    return { value: 'turns', at: pool, says: 'names no method: its endpoints take turns', builtin: 'Envoy 1' };
  const said = { at: policy.at, says: `chooses by ${word}` };
  if (word === 'RING_HASH' || word === 'MAGLEV') return { value: 'hash-kept', ...said };
  if (word === 'LEAST_REQUEST') return { value: 'least', ...said };
  return { value: word === 'ROUND_ROBIN' ? 'turns' : 'random', ...said };
}

function memberOf(item: Expr): readonly PoolMember[] {
  const socket = entryOf(entryOf(entryOf(item, 'endpoint'), 'address'), 'socket_address');
  const host = entryOf(socket, 'address');
  if (!host) return [];
  const port = literalText(entryOf(socket, 'port_value'));
  return [{ address: `${literalText(host) ?? '{}'}${port ? `:${port}` : ''}`, spare: false, at: host.at }];
}

/** Collectors and identity providers beside the app. */
function isSupport(cluster: Expr, name: string): boolean {
  return (
    /xds|ads|admin|tracing|zipkin|jaeger|otel|statsd|ratelimit|ext_?authz|jwks|metrics|access_?log/i.test(name) ||
    cluster.is !== 'map'
  );
}

function checksOf(cluster: Expr, at: Said<string>['at']): Said<'active' | 'passive' | 'none'> {
  const active = entryOf(cluster, 'health_checks');
  if (active) return { value: 'active', at: active.at, says: 'checks its servers' };
  const passive = entryOf(cluster, 'outlier_detection');
  if (passive) return { value: 'passive', at: passive.at, says: 'leaves a server that fails out for a while' };
  return { value: 'none', at, says: 'has neither health_checks nor outlier_detection' };
}

function itemsOf(expr: Expr | undefined): readonly Expr[] {
  return expr?.is === 'list' ? expr.items : [];
}

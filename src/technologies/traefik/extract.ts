import type { PoolMember } from '../../facts/balancing.js';
import { type Expr, type ExprEntry, entryOf, literalText } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Said } from '../../facts/program.js';

/** `http.services.*.loadBalancer` (and tcp) with a list of servers. Weighted and mirrored services point to these. */
export function* traefikPools(root: Expr): Iterable<Fact> {
  for (const protocol of ['http', 'tcp'] as const) {
    const services = entryOf(entryOf(root, protocol), 'services');
    if (services?.is !== 'map') continue;
    for (const entry of services.entries) {
      const pool = poolOf(entry, protocol);
      if (pool) yield pool;
    }
  }
}

function poolOf(entry: ExprEntry, protocol: 'http' | 'tcp'): Fact<'pool'> | undefined {
  const balancer = entryOf(entry.value, 'loadBalancer');
  const servers = entryOf(balancer, 'servers');
  if (!balancer || servers?.is !== 'list') return undefined;
  const at = entry.keyAt ?? balancer.at;
  const members = servers.items.map((item): PoolMember => {
    const url = entryOf(item, 'url') ?? entryOf(item, 'address');
    return { address: literalText(url)?.replace(/^\w+:\/\//, '') ?? '{}', spare: false, at: url?.at ?? item.at };
  });
  const sticky = entryOf(balancer, 'sticky');
  const path = entryOf(entryOf(balancer, 'healthCheck'), 'path');
  const check = entryOf(balancer, 'healthCheck');
  const checks: Said<'active' | 'none'> = check
    ? { value: 'active', at: check.at, says: 'checks its servers' }
    : {
        value: 'none',
        at: servers.at,
        says: 'has no healthCheck: Traefik keeps sending requests to a server that is down',
      };
  return {
    kind: 'pool',
    technology: 'traefik',
    name: entry.key,
    members,
    ...(sticky ? { sticky: { value: 'a cookie', at: sticky.at, says: 'keeps a client on one server' } } : {}),
    checks,
    inside: balancer.at,
    ...(path && literalText(path)
      ? { checkPath: { value: literalText(path) ?? '', at: path.at, says: 'asks for it' } }
      : {}),
    protocol,
    // Traefik upgrades connections and sets the X-Forwarded headers by itself.
    upgrades: { value: true, at, says: 'passes WebSocket connections on', builtin: 'Traefik 3' },
    forwards: { value: true, at, says: 'sets the X-Forwarded headers', builtin: 'Traefik 3' },
    at,
  };
}

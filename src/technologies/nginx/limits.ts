import type { Facts } from '../../facts/fact.js';
import { type Said, spanOf } from '../../facts/program.js';
import type { Directive } from '../../parse/directive.js';
import { known } from '../../resolve/evidence.js';
import type { ProxyTrust } from '../../resolve/parts/http.js';
import { byHand } from '../../resolve/repair.js';
import { isHere } from '../balancers.js';
import type { Scope } from './extract.js';
import { named } from './named.js';

const peer = /\$\{?(binary_)?remote_addr\b/;

/** The zone in which the requests of a location are counted by the address of whoever connects (ngx_http_limit_req_module, ngx_http_limit_conn_module). */
export function countedByPeer(scope: Scope): Said<'address'> | undefined {
  const around = [...scope.blocks.toReversed().map(({ block }) => block ?? []), scope.root];
  // where a trusted proxy says who the client is, that is the address
  if (around.some((block) => named(block, 'set_real_ip_from').length > 0)) return undefined;
  for (const kind of ['limit_req', 'limit_conn']) {
    // a block with one of its own inherits none
    const limits = around.map((block) => named(block, kind)).find((own) => own.length > 0) ?? [];
    const zones = new Set(limits.map(zoneOf));
    const found = around.flatMap((block) => named(block, `${kind}_zone`)).find((zone) => zones.has(zoneOf(zone)) && isPeer(zone.args[0]?.text ?? '', around));
    if (found) return { value: 'address', at: spanOf(scope.file, { start: found.start, end: found.args.at(-1)?.end ?? found.end }), says: 'counts by the address of whoever connects' };
  }
  return undefined;
} // biome-ignore format: conditions

/** `limit_req zone=one burst=5`, `limit_conn one 10`, `limit_req_zone $key zone=one:10m`. */
function zoneOf({ name, args }: Directive): string | undefined {
  const given = args.map(({ text }) => /^zone=([^:]+)/.exec(text)?.[1]).find((one) => one !== undefined);
  return given ?? (name.text === 'limit_conn' ? args[0]?.text : undefined);
}

/** The address itself, or a variable of a `map` that it is one of the values of. */
function isPeer(key: string, around: readonly (readonly Directive[])[]): boolean {
  if (peer.test(key)) return true;
  const maps = around.flatMap((block) => named(block, 'map')).filter(({ args }) => args[1]?.text === key);
  return maps.some(({ block }) => block?.some(({ args }) => peer.test(args.at(-1)?.text ?? '')));
}

/**
 * An nginx that hands its requests to the app on its own machine is a part of each copy: a balancer in front of several is the only one that connects
 * to it, and all users are counted as one.
 */
export function peerLimits(facts: Facts): readonly ProxyTrust[] {
  const pools = new Map(facts.of('pool').map((pool) => [pool.name, pool]));
  const limited = facts.of('proxied').find(({ technology, target, counts }) => {
    const members = pools.get(target)?.members.map(({ address }) => address) ?? [target];
    return technology === 'nginx' && counts !== undefined && members.every(isHere);
  });
  if (!limited?.counts) return [];
  const { at, says } = limited.counts;
  return [
    {
      technology: 'nginx',
      trusts: known('nobody', [{ at, says }]),
      matters: [],
      repair: byHand(
        'Count by the address that the balancer says',
        'In the server block: set_real_ip_from <network of the balancer>; real_ip_header X-Forwarded-For; real_ip_recursive on;',
        'Behind a balancer that only passes TLS on: listen ... proxy_protocol, and real_ip_header proxy_protocol',
      ),
    },
  ];
}

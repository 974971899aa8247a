import type { PoolMember, Proxied } from '../facts/balancing.js';
import type { Fact } from '../facts/fact.js';
import type { Said } from '../facts/program.js';
import type { Span } from '../facts/span.js';
import type { Balancer } from '../resolve/parts/topology.js';
import { answering } from '../resolve/probes.js';
import type { Change, Repair } from '../resolve/repair.js';

type PoolFact = Fact<'pool'>;
type Balancing = NonNullable<Balancer['repairs']>;

/** Repairs of a pool that ask its servers for their health: at the app's own path, where it has one. */
export function probesOf(pool: PoolFact): NonNullable<Balancer['probes']> {
  return (path) => ({
    checks: checksRepair(pool, path),
    portOnly: pool.technology === 'haproxy' ? httpCheck(pool, path) : undefined,
  });
}

/** A check of the app's path; without one Caddy and Envoy can at least count failed requests. */
function checksRepair(pool: PoolFact, path: string | undefined): Repair | undefined {
  const change = path === undefined ? passive(pool) : active(pool, path);
  if (!change) return undefined;
  return path === undefined
    ? { title: `Leave a server of ${pool.name} out for a while when it fails`, safety: 'safe', changes: [change], needs: [] }
    : { title: `Check the servers of ${pool.name} at ${path}`, safety: 'unsafe', changes: [change], needs: [answering(path)] };
} // biome-ignore format: one record per line

function active(pool: PoolFact, path: string): Change | undefined {
  if (pool.technology === 'caddy') return inCaddy(pool, [`health_uri ${path}`, 'health_interval 5s']);
  if (pool.technology === 'traefik') return inMap(pool, 'healthCheck', [`path: ${path}`, 'interval: 5s', 'timeout: 3s']);
  if (pool.technology !== 'envoy') return undefined;
  const check = ['- timeout: 3s', '  interval: 5s', '  unhealthy_threshold: 3', '  healthy_threshold: 2', '  http_health_check:', `    path: ${path}`];
  return inMap(pool, 'health_checks', check);
} // biome-ignore format: the lines of a block

function passive(pool: PoolFact): Change | undefined {
  if (pool.technology === 'caddy') return inCaddy(pool, ['fail_duration 10s']);
  return pool.technology === 'envoy'
    ? inMap(pool, 'outlier_detection', ['consecutive_5xx: 3', 'base_ejection_time: 10s'])
    : undefined;
}

function inCaddy({ inside, at }: PoolFact, text: readonly string[]): Change {
  return inside ? { is: 'lines', at: inside, where: 'before', text } : { is: 'block', at, text };
}

function inMap({ inside }: PoolFact, key: string, value: readonly string[]): Change | undefined {
  return inside && { is: 'entry', file: inside.file, below: inside, path: [key], value };
}

function httpCheck({ name, members }: PoolFact, path: string | undefined): Repair | undefined {
  const [first] = members;
  const title = `Let the check of ${name} ask for a path`;
  if (path === undefined || !first)
    return { title, safety: 'manual', changes: [], needs: ['give the app a path that answers 200 only when it can serve', `then add "option httpchk GET /that/path" to ${name}`] }; // biome-ignore format: one record
  return {
    title: `Let the check of ${name} ask ${path}`,
    safety: 'unsafe',
    changes: [{ is: 'lines', at: first.at, where: 'before', text: [`option httpchk GET ${path}`] }],
    needs: [answering(path)],
  };
}

/** Takes out what keeps users on one server. */
export function freeChoice({ technology, name, sticky, inside }: PoolFact): Repair | undefined {
  const change = sticky && freed(technology, sticky, inside);
  return change && {
    title: `Let ${name} choose among all servers`,
    safety: 'unsafe',
    lastly: true,
    changes: [change],
    needs: ['sessions, uploads and caches have to be where every server reaches them'],
  };
} // biome-ignore format: one record

function freed(technology: string, { value, at }: Said<string>, inside: Span | undefined): Change | undefined {
  switch (technology) {
    case 'nginx':
      return { is: 'replace', at, text: 'least_conn' };
    case 'haproxy':
      return value.startsWith('balance') ? { is: 'replace', at, text: 'balance leastconn' } : undefined;
    case 'caddy':
      return { is: 'replace', at, text: 'lb_policy least_conn' };
    case 'traefik':
      return inside && { is: 'without', file: inside.file, below: inside, path: ['sticky'] };
    case 'envoy':
      return { is: 'replace', at, text: 'LEAST_REQUEST' };
    default:
      return undefined;
  }
}

/** `check` behind a server of HAProxy, failures counted again by nginx; the other proxies say it elsewhere. */
export function memberRepair(technology: string, { address, unchecked }: PoolMember): Repair | undefined {
  if (!unchecked) return undefined;
  if (technology === 'haproxy') {
    const changes: Change[] = [{ is: 'insert', at: unchecked.at, where: 'after', text: ' check' }];
    return { title: `Check the server ${address}`, safety: 'safe', changes, needs: [] };
  }
  if (technology !== 'nginx' || !unchecked.option) return undefined;
  const changes: Change[] = [{ is: 'replace', at: unchecked.option, text: 'max_fails=3' }];
  return { title: `Leave ${address} out for a while when it fails`, safety: 'safe', changes, needs: [] };
}

/** What a location has to pass on, written where its headers stand: a block with a header of its own inherits none. */
export function passRepairs(main: Fact<'proxied'>): Pick<Balancing, 'upgrades' | 'forwardedHeaders'> {
  if (main.technology !== 'nginx' || main.via !== 'proxy') return {};
  const at = main.headersAt ?? main.at;
  return { upgrades: upgradeRepair(at), forwardedHeaders: headersRepair(at, main) };
}

function upgradeRepair(at: Span): Repair {
  const text = [
    'proxy_http_version 1.1;',
    'proxy_set_header Upgrade $http_upgrade;',
    'proxy_set_header Connection $http_connection;',
  ];
  return {
    title: 'Pass the upgrade of WebSockets on',
    safety: 'safe',
    changes: [{ is: 'lines', at, text }],
    needs: [],
  };
}

function headersRepair(at: Span, { forwards, headersAt }: Proxied): Repair {
  const scheme = 'proxy_set_header X-Forwarded-Proto $scheme;';
  const host = headersAt ? [] : ['proxy_set_header Host $host;'];
  const text = /X-Forwarded-Proto/.test(forwards.says)
    ? [scheme]
    : [...host, 'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;', scheme];
  const needs = ['behind another proxy that ends TLS, pass its X-Forwarded-Proto on instead of $scheme'];
  return {
    title: "Forward the client's address and scheme",
    safety: 'unsafe',
    changes: [{ is: 'lines', at, text }],
    needs,
  };
}

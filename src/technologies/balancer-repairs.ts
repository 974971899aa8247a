import type { Method, PoolMember, Proxied } from '../facts/balancing.js';
import type { Fact } from '../facts/fact.js';
import type { Said } from '../facts/program.js';
import type { Span } from '../facts/span.js';
import type { Balancer } from '../resolve/parts/topology.js';
import { answering } from '../resolve/probes.js';
import { byHand, type Change, type Repair } from '../resolve/repair.js';

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
    return byHand(
      title,
      'Give the app a path that answers 200 only when it can serve',
      `Then add "option httpchk GET /that/path" to ${name}`,
    );
  return {
    title: `Let the check of ${name} ask ${path}`,
    safety: 'unsafe',
    changes: [{ is: 'lines', at: first.at, where: 'before', text: [`option httpchk GET ${path}`] }],
    needs: [answering(path)],
  };
}

/** Keeps what the balancer in front says of the client. */
export function keptAsSent(what: string): Repair {
  return what === 'scheme'
    ? byHand('Pass the scheme on that the balancer says', 'In the http block: map $http_x_forwarded_proto $forwarded_scheme { default $http_x_forwarded_proto; "" $scheme; }', 'Then: proxy_set_header X-Forwarded-Proto $forwarded_scheme;', 'Let only the balancer reach this port: anybody else could say https as well') // biome-ignore format: one call
    : byHand('Pass the address on that the balancer says', 'In the server block: set_real_ip_from <network of the balancer>; real_ip_header X-Forwarded-For; real_ip_recursive on;', 'Then: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;'); // biome-ignore format: one call
}

/** What HAProxy has to pass on, written above its first server. */
export function forwardRepair({ technology, members }: PoolFact): Repair | undefined {
  const [first] = members;
  if (technology !== 'haproxy' || !first) return undefined;
  const text = ['option forwardfor', 'http-request set-header X-Forwarded-Proto https if { ssl_fc }'];
  return {
    title: "Forward the client's address and scheme",
    safety: 'unsafe',
    changes: [{ is: 'lines', at: first.at, where: 'before', text }],
    needs: ['Behind another proxy that ends TLS, pass its X-Forwarded-Proto on instead'],
  };
}

/** Patroni answers `/primary` with 200 on the primary alone (docs/rest_api.rst, 3.0); connections to one that was it are cut. */
export function roleRepair({ technology, name, members }: PoolFact, port: string | undefined): Repair | undefined {
  const [first] = members;
  if (technology !== 'haproxy' || !first) return undefined;
  const title = `Let ${name} send connections to the primary alone`;
  if (port === undefined || !members.every(({ address }) => /:(5432|5433|6432)$/.test(address)))
    return byHand(title, 'Let something on each node answer over HTTP whether it is the primary (Patroni does, at /primary)', `Then ask it in ${name}: "option httpchk GET /primary", and "check port <port of that answer>" behind each server`); // biome-ignore format: one call
  const lines = ['option httpchk GET /primary', 'http-check expect status 200', 'default-server inter 3s fall 3 rise 2 on-marked-down shutdown-sessions']; // biome-ignore format: three lines
  const servers = members.map(({ at, unchecked }): Change => ({ is: 'insert', at, where: 'after', text: `${unchecked ? ' check' : ''} port ${port}` })); // biome-ignore format: one change
  return {
    title,
    safety: 'unsafe',
    changes: [{ is: 'lines', at: first.at, where: 'before', text: lines }, ...servers],
    needs: [`Look that the proxy reaches port ${port} of every node, where Patroni answers`],
  };
}

/** A second server, of which only the operator knows the address. */
export function secondServer({ technology, name, members }: PoolFact): Repair | undefined {
  const here = members[0]?.address ?? '';
  const port = /:\d+$/.exec(here)?.[0] ?? '';
  const line =
    technology === 'haproxy'
      ? `: server <name> <address>${port} check`
      : technology === 'nginx'
        ? `: server <address>${port};`
        : '';
  return {
    ...byHand(
      `Give ${name} a second server`,
      `Start a copy on another machine, and name it beside ${here || 'the first'}${line}`,
    ),
    lastly: true,
  };
}

/** nginx looks names of an upstream up again since 1.27.3; before, a variable in `proxy_pass` did it. */
export function lookedUpAgain({ technology, name, members }: PoolFact): Repair | undefined {
  const named = members.find(({ once }) => once);
  if (technology !== 'nginx' || !named) return undefined;
  return byHand(`Look ${named.address} up again while nginx runs`, `With nginx 1.27.3 or later, in upstream ${name}:\nzone ${name} 64k;\nresolver 169.254.169.253 valid=10s;  # AWS; elsewhere the name server of the machine\nserver ${named.address} resolve;`); // biome-ignore format: a snippet
}

/** Takes out what keeps users on one server. */
export function freeChoice({ technology, name, sticky, inside }: PoolFact): Repair | undefined {
  const change = sticky && freed(technology, sticky, inside);
  return change && {
    title: `Let ${name} choose among all servers`,
    safety: 'unsafe',
    lastly: true,
    changes: [change],
    needs: ['Sessions, uploads and caches have to be where every server reaches them'],
  };
} // biome-ignore format: one record

/** Lets a hash keep its keys, or counts connections instead of taking turns. */
export function suitedMethod({ technology, name, method, members, inside }: PoolFact): Repair | undefined {
  const [first] = members;
  if (!method || !first || (method.value !== 'turns' && method.value !== 'hash-moved')) return undefined;
  const isHash = method.value === 'hash-moved';
  const title = isHash ? `Let the hash of ${name} keep its keys when a server comes or goes` : `Let ${name} choose the server with the fewest connections`; // biome-ignore format: one choice
  const change = suited(technology, method, first, inside);
  return change && { title, safety: isHash ? 'unsafe' : 'safe', changes: [change], needs: isHash ? ['Keys move once, when this is deployed'] : [] }; // biome-ignore format: one record
}

function suited(technology: string, { value, at, builtin }: Said<Method>, first: PoolMember, inside: Span | undefined): Change | undefined {
  const above = (text: string): Change => ({ is: 'lines', at: first.at, where: 'before', text: [text] });
  if (value === 'hash-moved') {
    if (technology === 'nginx') return { is: 'insert', at, where: 'after', text: ' consistent' };
    return technology === 'haproxy' ? above('hash-type consistent') : undefined;
  }
  if (technology === 'nginx') return above('least_conn;');
  if (technology === 'haproxy') return builtin ? above('balance leastconn') : { is: 'replace', at, text: 'balance leastconn' };
  if (technology === 'caddy') return { is: 'replace', at, text: 'lb_policy least_conn' };
  if (technology !== 'envoy') return undefined;
  return builtin ? inside && { is: 'entry', file: inside.file, below: inside, path: ['lb_policy'], value: ['LEAST_REQUEST'] } : { is: 'replace', at, text: 'LEAST_REQUEST' };
} // biome-ignore format: one line per proxy

function freed(technology: string, { value, at }: Said<string>, inside: Span | undefined): Change | undefined {
  switch (technology) {
    case 'nginx':
      return { is: 'replace', at, text: 'least_conn' };
    case 'haproxy':
      // What the servers say of their cookies is passed over once none is set.
      return value.startsWith('balance') ? { is: 'replace', at, text: 'balance leastconn' } : { is: 'remove', at };
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
  return { upgrades: upgradeRepair(at, main), forwardedHeaders: headersRepair(at, main) };
}

function upgradeRepair(at: Span, { headersAt, inherits }: Proxied): Repair {
  const alone = headersAt !== undefined || inherits?.whole === true;
  const text = [
    'proxy_http_version 1.1;',
    'proxy_set_header Upgrade $http_upgrade;',
    'proxy_set_header Connection $http_connection;',
  ];
  return {
    title: 'Pass the upgrade of WebSockets on',
    safety: alone ? 'safe' : 'unsafe',
    changes: [{ is: 'lines', at, text }],
    needs: alone ? [] : [notInherited],
  };
}

/** nginx, ngx_http_proxy_module: headers are inherited only where the level itself has none. */
const notInherited =
  'Look whether the file that takes this one in sets proxy_set_header: a location with a line of its own inherits none of them';

function headersRepair(at: Span, { forwards, headersAt, inherits, tls }: Proxied): Repair {
  const scheme = 'proxy_set_header X-Forwarded-Proto $scheme;';
  const host = headersAt ? [] : ['proxy_set_header Host $host;'];
  // where TLS ends before it, nginx hands on what it is sent as long as no line says otherwise
  const text = /X-Forwarded-Proto/.test(forwards.says)
    ? [scheme]
    : [...host, 'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;', ...(tls ? [scheme] : [])];
  const alone = headersAt !== undefined || inherits?.whole === true;
  const needs = [
    tls
      ? 'Behind another proxy that ends TLS, pass its X-Forwarded-Proto on instead'
      : 'Once TLS ends here, say the scheme as well: proxy_set_header X-Forwarded-Proto $scheme;',
    ...(alone ? [] : [notInherited]),
  ];
  return {
    title: tls ? "Forward the client's address and scheme" : "Forward the client's address",
    safety: 'unsafe',
    changes: [{ is: 'lines', at, text }],
    needs,
  };
}

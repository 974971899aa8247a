import type { Balancer } from 'ha-ready/rule';
import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'The balancer chooses servers in a way that does not suit what it balances',
  why: 'Taking turns counts connections, not how long they last: sockets pile up on the servers that have been up longest, and a small server is given as much as a big one. A plain hash sends most keys elsewhere when one server comes or goes.',
  remedy: {
    any: 'Choose the server with the fewest connections where connections last or servers differ; make a hash consistent.',
    nginx: '`least_conn;` in the upstream, or `hash $key consistent;`.',
    haproxy: '`balance leastconn`, or `hash-type consistent`.',
  },
  needs: ['balancers'],
  reads: ['broadcasters', 'processes'],
  *check({ balancers, broadcasters, processes }) {
    const sockets =
      broadcasters.some((one) => one.polling !== undefined || one.sockets === true) ||
      processes.some(({ role }) => role === 'websocket');
    for (const balancer of balancers) {
      const { name, technology, method, backends, repairs } = balancer;
      if (!method || (balancer.serves ?? 'app') !== 'app' || (backends.state === 'known' && backends.value < 2))
        continue;
      const lasting = sockets && carriesSockets(balancer, balancers);
      yield* judge(`how ${name} chooses among its servers`, method, (value, because) => {
        const all = { technology, repair: repairs?.method };
        if (value === 'hash-moved')
          return hazard(
            `when a server of ${name} comes or goes, its hash sends most keys to another server`,
            because,
            all,
          );
        if (value === 'turns' && lasting)
          return hazard(`the servers of ${name} take turns, and the sockets that the app serves last: they pile up on some of them`, because, all); // biome-ignore format: one call
        const uneven = value === 'turns' ? unevenOf(balancer) : undefined;
        if (uneven)
          return hazard(`the servers of ${name} take turns, although one works on ${uneven.most} requests at once and another on ${uneven.least}`, [...because, ...uneven.because], { ...all, severity: 'warning' }); // biome-ignore format: one call
        return safe(`${name} chooses its servers in a way that suits the app`, because, { technology });
      });
    }
  },
  examples: [
    {
      on: 'socketio-4',
      about: 'sockets last: turns pile them up, the fewest connections spread them',
      bad: { 'nginx.conf': nginx('«upstream app» {', '') },
      good: { 'nginx.conf': nginx('upstream app {', 'least_conn; ') },
    },
    {
      on: 'haproxy-2',
      about: 'a hash that moves most keys; requests without sockets may take turns',
      bad: { 'haproxy.cfg': haproxy('«balance uri»') },
      good: { 'haproxy.cfg': haproxy('balance uri\n  hash-type consistent') },
    },
    {
      on: 'nginx-1',
      about: 'a hash of the address of a page, consistent or not; requests may take turns',
      bad: {
        'nginx.conf':
          'http { upstream app { «hash $request_uri»; server 10.0.0.11; server 10.0.0.12; } server { location / { proxy_pass http://app; } } }',
      },
      good: {
        'nginx.conf':
          'http { upstream app { hash $request_uri consistent; server 10.0.0.11; server 10.0.0.12; } upstream api { server 10.0.0.11; server 10.0.0.12; } server { location / { proxy_pass http://app; } location /api { proxy_pass http://api; } } }',
      },
      fixed: {
        'nginx.conf':
          'http { upstream app { hash $request_uri consistent; server 10.0.0.11; server 10.0.0.12; } server { location / { proxy_pass http://app; } } }',
      },
    },
  ],
});

/** A proxy that lets every connection through tells only where it is the one way to the app. */
function carriesSockets({ upgrades }: Balancer, all: readonly Balancer[]): boolean {
  if (upgrades?.state !== 'known' || !upgrades.value) return false;
  const told = upgrades.because.some(({ at }) => !('builtin' in at));
  return told || all.filter((one) => (one.serves ?? 'app') === 'app').length === 1;
}

/** Sizes of which one is at least twice another. */
function unevenOf({ sizes = [] }: Balancer) {
  const told = sizes.flatMap((one) => (one.state === 'known' ? [one] : []));
  const [least] = [...told].sort((a, b) => a.value - b.value);
  const most = told.reduce((best, one) => (one.value > best.value ? one : best), told[0] ?? { value: 0 });
  if (!least || told.length < sizes.length || most.value < 2 * least.value) return undefined;
  return { least: least.value, most: most.value, because: told.flatMap(({ because }) => because) };
}

function nginx(open: string, method: string): string {
  return `http { ${open} ${method}server 10.0.0.11:3000; server 10.0.0.12:3000; } server { location / { proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; proxy_read_timeout 1h; } } }`;
}

function haproxy(balance: string): string {
  return `backend app\n  mode http\n  ${balance}\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\n`;
}

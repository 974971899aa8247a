import { type Balancer, hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The balancer knows one server only',
  why: 'There is nothing to fail over to: when that server is down, restarted or redeployed, nobody is served.',
  remedy: {
    any: 'Once nothing is kept on one server alone (data files, jobs, documents open in memory), list at least two servers on different machines, or let the balancer discover the copies.',
    nginx:
      'Name every server in an `upstream` block (`upstream app { server 10.0.0.11:8000; server 10.0.0.12:8000; }`) and send requests there (`proxy_pass http://app;`).',
  },
  needs: ['balancers'],
  *check({ balancers }) {
    const told = new Set<string>();
    const many = edgesForMany(balancers);
    for (const { name, technology, at, backends, serves, sticky, repairs } of balancers) {
      if (serves !== undefined && serves !== 'app') continue;
      // the same server under several addresses is one thing to repair
      const key = `${name} in ${at.file}`;
      if (told.has(key)) continue;
      told.add(key);
      // a proxy for many products: each is one server by its nature or not, which its owner knows; all of them are one remark
      const group = isOneOfMany({ backends, sticky }) ? many.get(edgeOf({ technology, at })) : undefined;
      if (group) {
        if (told.has(group.key)) continue;
        told.add(group.key);
        const because = group.members
          .flatMap((one) => one.backends.because.slice(-1))
          .slice(0, 40)
          .toReversed();
        yield hazard(
          `${group.members.length} products stand behind this proxy with one server each: nobody is served while that one is down`,
          because,
          { technology, severity: 'note' },
        );
        continue;
      }
      yield* judge(`how many servers stand behind ${name}`, backends, (count, because) =>
        count > 1
          ? safe(`${count} servers stand behind ${name}`, because, { technology })
          : hazard(
              count === 1
                ? `one server stands behind ${name}: nobody is served while it is down`
                : `no server stands behind ${name}`,
              because,
              { technology, repair: repairs?.backends },
            ),
      );
    }
  },
  examples: [
    {
      on: 'nginx-1',
      about: 'a pool of one, and one host without a pool',
      bad: {
        'nginx.conf':
          'http { upstream app { «server 10.0.0.11:8000»; server 10.0.0.12:8000 down; } server { location / { proxy_pass http://app; } location /api { «proxy_pass http://10.0.0.13:3000/»; } } }',
      },
      good: {
        'nginx.conf':
          'http { upstream app { server 10.0.0.11:8000; server 10.0.0.12:8000; } server { location / { proxy_pass http://app; } } }',
      },
    },
    {
      on: 'nginx-1',
      about: "an app server's own virtual host is no balancer: FastCGI, sockets and localhost",
      good: {
        'nginx.conf':
          'http { upstream php { server unix:/run/php-fpm.sock; } server { location ~ \\.php$ { fastcgi_pass php; } location /a { fastcgi_pass app:9000; } location / { proxy_pass http://127.0.0.1:3000; } location /maps { proxy_pass https://tiles.example.com; } } }',
      },
    },
    {
      on: 'nginx-1',
      about: 'a service name of Compose stands for as many copies as the service has',
      bad: {
        'nginx.conf': 'http { upstream app { «server web:8000»; } server { location / { proxy_pass http://app; } } }',
        'compose.yaml': 'services:\n  web:\n    image: shop\n  proxy:\n    image: nginx\n    ports: ["80:80"]\n',
      },
      good: {
        'nginx.conf': 'http { server { location / { proxy_pass http://web:8000; } } }',
        'compose.yaml':
          'services:\n  web:\n    image: shop\n    deploy:\n      replicas: 3\n  proxy:\n    image: nginx\n    ports: ["80:80"]\n',
      },
      unclear: { 'nginx.conf': 'http { server { location / { proxy_pass http://web:8000; } } }' },
    },
    {
      on: 'nginx-1',
      about: 'of several files the image takes the one that the argument of its build names',
      bad: {
        'nginx.conf': null,
        Dockerfile: 'FROM nginx:1.29\nARG STAGE=test\nCOPY proxy/nginx_${STAGE}.conf /etc/nginx/nginx.conf\n',
        'compose.yaml':
          'services:\n  web:\n    image: shop\n  proxy:\n    build: { context: ., args: { STAGE: live } }\n    ports: ["80:80"]\n',
        'proxy/nginx_live.conf': 'http { server { location / { «proxy_pass http://web:8000»; } } }',
        'proxy/nginx_test.conf': 'http { server { location / { proxy_pass http://10.0.0.7:8000; } } }',
      },
      good: {
        'nginx.conf': null,
        Dockerfile: 'FROM nginx:1.29\nARG STAGE=live\nCOPY proxy/nginx_${STAGE}.conf /etc/nginx/nginx.conf\n',
        'proxy/nginx_live.conf':
          'http { upstream app { server 10.0.0.11:8000; server 10.0.0.12:8000; } server { location / { proxy_pass http://app; } } }',
        'proxy/nginx_test.conf': 'http { server { location / { proxy_pass http://10.0.0.7:8000; } } }',
      },
    },
    {
      on: 'nginx-1',
      about: 'a template fills the pool in',
      unclear: {
        'nginx.conf': null,
        'nginx.conf.j2':
          'http { upstream app { {% for host in hosts %} server {{ host }}:8000; {% endfor %} } server { location / { proxy_pass http://app; } } }',
      },
    },
    {
      on: 'traefik-3',
      bad: {
        'dynamic.yml':
          'http:\n  services:\n    app:\n      loadBalancer:\n        servers:\n          - url: «http://10.0.0.11:8000»\n',
      },
      good: {
        'other.yml': 'http:\n  services:\n    both:\n      weighted:\n        services:\n          - name: app\n',
      },
    },

    {
      on: 'traefik-3',
      about: 'a proxy for many products is told of once; one that keeps its users on a server is meant to have several',
      bad: { 'rules/one.yml': products(['wiki', 'chat', 'mail', 'shop', 'maps'], 0) },
      good: {},
    },
    {
      on: 'haproxy-2',
      about: 'one server in the backend; a spare counts; a template is filled in while it runs',
      bad: { 'haproxy.cfg': 'backend app\n  mode http\n  «server app1 10.0.0.11:8000 check»\n' },
      good: {
        'haproxy.cfg':
          'backend app\n  mode http\n  server app1 10.0.0.11:8000 check\n  server app2 10.0.0.12:8000 check backup\n',
      },
      unclear: {
        'haproxy.cfg':
          'backend app\n  mode http\n  server-template app 1-5 _app._tcp.service.consul resolvers dns check\n',
      },
    },
    {
      on: 'haproxy-2',
      about: 'two members on this machine are a demonstration, one database is for the database rules',
      good: {
        'haproxy.cfg':
          'listen demo\n  mode tcp\n  server a 127.0.0.1:5432 check\n  server b 127.0.0.1:5433 check\nlisten db\n  mode tcp\n  server db1 10.0.0.31:5432 check\n',
      },
    },
    {
      on: 'caddy-2',
      bad: { Caddyfile: 'shop.example {\n\treverse_proxy «10.0.0.11:8000»\n}\n' },
      good: {
        Caddyfile:
          'shop.example {\n\treverse_proxy localhost:3000\n\troot * /srv\n\tphp_fastcgi unix//run/php.sock\n}\n',
      },
      unclear: { Caddyfile: 'shop.example {\n\treverse_proxy {$UPSTREAMS}\n}\n' },
    },
    {
      on: 'caddy-2',
      about: 'several addresses that go to one server are told once',
      bad: {
        Caddyfile:
          'shop.example {\n\treverse_proxy /api/* «10.0.0.11:8000»\n\treverse_proxy /files/* 10.0.0.11:8000\n\treverse_proxy /* «10.0.0.12:8000»\n}\n',
      },
    },
    {
      on: 'apache-2',
      bad: { 'balancer.conf': '<Proxy balancer://app>\n  «BalancerMember http://10.0.0.11:8000»\n</Proxy>\n' },
      good: {},
    },

    {
      on: 'envoy-1',
      about: 'one endpoint; a name under STRICT_DNS stands for all its addresses',
      bad: {
        'envoy.yaml':
          'static_resources:\n  clusters:\n    - name: shop\n      load_assignment:\n        endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: «10.0.0.11», port_value: 80}}}}]}]\n',
      },
      good: {},
      unclear: {
        'envoy.yaml':
          'static_resources:\n  clusters:\n    - name: shop\n      type: STRICT_DNS\n      load_assignment:\n        endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: shop.internal, port_value: 80}}}}]}]\n',
      },
    },
  ],
});

interface Edge {
  readonly key: string;
  readonly members: readonly Balancer[];
}

function edgeOf({ technology, at }: Pick<Balancer, 'technology' | 'at'>): string {
  return `${technology} in ${at.file.includes('/') ? at.file.slice(0, at.file.lastIndexOf('/')) : '.'}`;
}

/** Folders of one proxy whose files name more than four products, each with one server of its own and nothing that is meant for several. */
function edgesForMany(balancers: readonly Balancer[]): ReadonlyMap<string, Edge> {
  const edges = new Map<string, Balancer[]>();
  const seen = new Set<string>();
  for (const one of balancers) {
    const server = `${edgeOf(one)} ${one.name}`;
    if (seen.has(server) || (one.serves ?? 'app') !== 'app' || !isOneOfMany(one)) continue;
    seen.add(server);
    edges.set(edgeOf(one), [...(edges.get(edgeOf(one)) ?? []), one]);
  }
  return new Map(
    [...edges].filter(([, members]) => members.length > 4).map(([key, members]) => [key, { key, members }]),
  );
}

function isOneOfMany({ backends, sticky }: Pick<Balancer, 'backends' | 'sticky'>): boolean {
  const isMeantForSeveral = sticky.state === 'known' && sticky.value;
  return backends.state === 'known' && backends.value === 1 && !isMeantForSeveral;
}

/** Services of Traefik with one server each; the one that is told of is marked. */
function products(names: readonly string[], marked: number): string {
  const services = names.map((name, index) => {
    const url = `http://10.0.0.1${index}:8000`;
    return `    ${name}:\n      loadBalancer:\n        servers:\n          - url: ${index === marked ? `«${url}»` : url}\n`;
  });
  const sticky =
    '    docs:\n      loadBalancer:\n        sticky: {cookie: {}}\n        servers:\n          - url: «http://10.0.0.30:8000»\n';
  return `http:\n  services:\n${services.join('')}${sticky}`;
}

import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'A dead server stays in the pool',
  why: 'The balancer never notices that a server is down and keeps sending it its share: with two servers every second request fails until somebody intervenes.',
  remedy: {
    any: 'Let the balancer check its servers every few seconds, best on a path that answers only when the app can serve.',
    haproxy: 'Add `option httpchk GET /up` and `default-server check inter 2s fall 3 rise 2` to the backend.',
    caddy: 'Set `health_uri /up` and `health_interval 5s` in `reverse_proxy`.',
    traefik: 'Add a `healthCheck` with `path: /up` and `interval: 5s` to the `loadBalancer`.',
    nginx:
      'Remove `max_fails=0`; the default (`max_fails=1 fail_timeout=10s`) leaves a failing server out for a while.',
  },
  needs: ['balancers'],
  *check({ balancers }) {
    for (const { name, technology, backends, checks, unchecked, repairs } of balancers) {
      if (backends.state === 'known' && backends.value < 2) continue;
      const bare = unchecked ?? [];
      if (bare.length > 0) {
        for (const step of bare)
          yield hazard(`${name} keeps sending requests to this server when it is down`, [step], {
            technology,
            repair: step.repair,
          });
        continue;
      }
      yield* judge(`whether ${name} takes dead servers out`, checks, (kind, because) => {
        if (kind !== 'none') return safe(`${name} takes a dead server out by ${kind} checks`, because, { technology });
        return backends.state === 'known'
          ? hazard(`nothing takes a dead server out of ${name}: its share of the requests fails`, because, {
              technology,
              repair: repairs?.checks,
            })
          : undefined;
      });
    }
  },
  examples: [
    {
      on: 'nginx-1',
      about: 'max_fails=0 on one server and on all; the default counts failures',
      bad: {
        'nginx.conf':
          'http { upstream app { server 10.0.0.11:80; «server 10.0.0.12:80 max_fails=0»; } server { location / { proxy_pass http://app; } } }',
      },
      good: {
        'nginx.conf':
          'http { upstream app { server 10.0.0.11:80; server 10.0.0.12:80 max_fails=3; } upstream one { server 10.0.0.13:80 max_fails=0; } server { location / { proxy_pass http://app; } location /o { proxy_pass http://one; } } }',
      },
    },
    {
      on: 'traefik-3',
      about: 'without healthCheck Traefik keeps every server of the list',
      bad: {
        'dynamic.yml':
          'http:\n  services:\n    app:\n      loadBalancer:\n        servers: «[{url: "http://10.0.0.11"}, {url: "http://10.0.0.12"}]»\n',
      },
      good: {
        'dynamic.toml':
          '[http.services.api.loadBalancer.healthCheck]\npath = "/up"\n[[http.services.api.loadBalancer.servers]]\nurl = "http://10.0.0.21"\n[[http.services.api.loadBalancer.servers]]\nurl = "http://10.0.0.22"\n',
      },
    },

    {
      on: 'haproxy-2',
      about: 'a server without check counts as up for ever',
      bad: {
        'haproxy.cfg':
          'backend app\n  mode http\n  option httpchk GET /up\n  server app1 10.0.0.11:8000 check\n  «server app2 10.0.0.12:8000»\n',
      },
      good: {
        'haproxy.cfg':
          'backend app\n  mode http\n  default-server check\n  server app1 10.0.0.11:8000\n  server app2 10.0.0.12:8000\n',
      },
    },
    {
      on: 'caddy-2',
      about: 'neither kind of check is on by default',
      bad: { Caddyfile: 'shop.example {\n\t«reverse_proxy 10.0.0.11:8000 10.0.0.12:8000»\n}\n' },
      good: {
        Caddyfile: 'shop.example {\n\treverse_proxy 10.0.0.11:8000 10.0.0.12:8000 {\n\t\tfail_duration 10s\n\t}\n}\n',
      },
    },
    {
      on: 'apache-2',
      about: 'a failed member is retried after a minute',
      good: {
        'balancer.conf':
          '<Proxy balancer://app>\n  BalancerMember http://10.0.0.11\n  BalancerMember http://10.0.0.12\n</Proxy>\n',
      },
    },

    {
      on: 'envoy-1',
      about: 'Envoy checks nothing unless it is told to',
      bad: { 'envoy.yaml': envoy('name: «shop»') },
      good: { 'envoy.yaml': envoy('name: shop\n      outlier_detection: { consecutive_5xx: 3 }') },
    },
  ],
});

function envoy(head: string): string {
  const endpoint = (host: string) =>
    `              - endpoint: { address: { socket_address: { address: ${host}, port_value: 80 } } }\n`;
  return `static_resources:\n  clusters:\n    - ${head}\n      type: STATIC\n      load_assignment:\n        endpoints:\n          - lb_endpoints:\n${endpoint('10.0.0.11')}${endpoint('10.0.0.12')}`;
}

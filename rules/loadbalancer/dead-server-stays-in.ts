import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'A dead server stays in the pool',
  why: 'The balancer never notices that a server is down and keeps sending it its share: with two servers every second request fails until somebody intervenes.',
  remedy: {
    any: 'Let the balancer check its servers every few seconds, best on a path that answers only when the app can serve.',
    nginx:
      'Remove `max_fails=0`; the default (`max_fails=1 fail_timeout=10s`) leaves a failing server out for a while.',
  },
  needs: ['balancers'],
  *check({ balancers }) {
    for (const { name, technology, backends, checks, unchecked, repair } of balancers) {
      if (backends.state === 'known' && backends.value < 2) continue;
      const bare = unchecked ?? [];
      if (bare.length > 0) {
        for (const step of bare)
          yield hazard(`${name} keeps sending requests to this server when it is down`, [step], { technology, repair });
        continue;
      }
      yield* judge(`whether ${name} takes dead servers out`, checks, (kind, because) => {
        if (kind !== 'none') return safe(`${name} takes a dead server out by ${kind} checks`, because, { technology });
        return backends.state === 'known'
          ? hazard(`nothing takes a dead server out of ${name}: its share of the requests fails`, because, {
              technology,
              repair,
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
  ],
});

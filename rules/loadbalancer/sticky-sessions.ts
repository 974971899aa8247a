import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The balancer keeps each user on one server',
  why: 'Sticky sessions hide state that lives on one server instead of sharing it: when that server goes, its users lose their sessions, and the load no longer spreads.',
  remedy: {
    any: 'Keep sessions, uploads and caches where every server reaches them, then let the balancer choose freely (round robin, least connections).',
  },
  needs: ['balancers'],
  reads: ['broadcasters'],
  *check({ balancers, broadcasters }) {
    const polling = broadcasters.some((one) => one.polling === true);
    for (const { name, technology, backends, sticky, stickyBy, serves, repairs } of balancers) {
      if (serves !== undefined && serves !== 'app') continue;
      if (backends.state === 'known' && backends.value < 2) continue;
      yield* judge(`whether ${name} is sticky`, sticky, (is, because) => {
        if (!is) return safe(`${name} sends each request to any server`, because, { technology });
        const by = stickyBy ? ` by ${stickyBy}` : '';
        return polling
          ? hazard(
              `${name} keeps each user on one server${by}: HTTP polling of the socket needs it, sessions should not`,
              because,
              { technology, severity: 'note' },
            )
          : hazard(
              `${name} keeps each user on one server${by}: a crutch that hides state of one server, and drops its users with it`,
              because,
              { technology, repair: repairs?.sticky },
            );
      });
    }
  },
  examples: [
    {
      on: 'nginx-1',
      about: 'by address or by cookie; a hash of the URL is for caches',
      bad: {
        'nginx.conf':
          'http { upstream app { «ip_hash»; server 10.0.0.11; server 10.0.0.12; } upstream api { «hash $cookie_sid consistent»; server 10.0.0.11; server 10.0.0.12; } server { location / { proxy_pass http://app; } location /api { proxy_pass http://api; } } }',
      },
      good: {
        'nginx.conf':
          'http { upstream app { hash $request_uri consistent; server 10.0.0.11; server 10.0.0.12; } upstream one { ip_hash; server 10.0.0.13; } server { location / { proxy_pass http://app; } location /o { proxy_pass http://one; } } }',
      },
    },
    {
      on: 'traefik-3',
      bad: {
        'dynamic.yml':
          'http:\n  services:\n    app:\n      loadBalancer:\n        sticky: «{cookie: {}}»\n        servers: [{url: "http://10.0.0.11"}, {url: "http://10.0.0.12"}]\n',
      },
      good: {},
    },

    {
      on: 'haproxy-2',
      about: 'by address, and by a cookie that HAProxy inserts; a cookie that is only looked at is not sticky',
      bad: {
        'haproxy.cfg':
          'backend app\n  mode http\n  «balance source»\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\nbackend api\n  mode http\n  «cookie SRV insert indirect nocache»\n  server a 10.0.0.11:80 check cookie a\n  server b 10.0.0.12:80 check cookie b\n',
      },
      good: {},
    },
    {
      on: 'caddy-2',
      bad: {
        Caddyfile:
          'shop.example {\n\treverse_proxy 10.0.0.11:80 10.0.0.12:80 {\n\t\t«lb_policy ip_hash»\n\t\tfail_duration 5s\n\t}\n}\n',
      },
      good: {},
    },
    {
      on: 'apache-2',
      bad: {
        'balancer.conf':
          '<Proxy balancer://app>\n  BalancerMember http://10.0.0.11\n  BalancerMember http://10.0.0.12\n  ProxySet «stickysession=ROUTEID»\n</Proxy>\n',
      },
      good: {},
    },

    {
      on: 'traefik-3',
      about: 'a label of the service asks for a sticky cookie',
      bad: {
        'compose.yaml':
          'services:\n  web:\n    image: shop\n    deploy:\n      replicas: 2\n    labels:\n      - «traefik.http.services.web.loadbalancer.sticky.cookie=true»\n',
      },
      good: {
        'compose.yaml':
          'services:\n  web:\n    image: shop\n    deploy:\n      replicas: 2\n    labels:\n      traefik.http.services.web.loadbalancer.server.port: "80"\n',
      },
    },
  ],
});

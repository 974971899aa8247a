import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'The proxy does not say who is asking',
  why: 'Behind it every request seems to come from the proxy itself, and over plain HTTP: rate limits hit everybody at once, addresses in logs are useless, redirects and cookies lose HTTPS.',
  remedy: {
    any: "Set `X-Forwarded-For` and `X-Forwarded-Proto` at the proxy, and let the app trust that proxy's address.",
    haproxy: 'Add `option forwardfor` and `http-request set-header X-Forwarded-Proto https if { ssl_fc }`.',
    nginx:
      'In the location: `proxy_set_header Host $host;`, `proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;`, and where this server ends TLS `proxy_set_header X-Forwarded-Proto $scheme;`.',
  },
  needs: ['balancers'],
  *check({ balancers }) {
    for (const { name, technology, forwardedHeaders, serves, repairs } of balancers) {
      if (!forwardedHeaders || (serves ?? 'app') !== 'app') continue;
      yield* judge(`whether ${name} is told who is asking`, forwardedHeaders, (is, because) =>
        is
          ? safe(`${name} is told who is asking`, because, { technology })
          : hazard(`${name} is not told the address or scheme of the client`, because, {
              technology,
              repair: repairs?.forwardedHeaders,
            }),
      );
    }
  },
  examples: [
    {
      on: 'nginx-1',
      about: 'a location with a header of its own inherits none; TLS that ends here needs the scheme',
      bad: {
        'nginx.conf':
          'http { proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; upstream app { server 10.0.0.11; server 10.0.0.12; } server { location / { proxy_set_header Host $host; «proxy_pass http://app»; } } }',
        'conf.d/api.conf':
          'upstream api { server 10.0.0.21; server 10.0.0.22; } server { listen 443 ssl; proxy_set_header X-Real-IP $remote_addr; location / { «proxy_pass http://api»; } }',
      },
      good: {
        'nginx.conf':
          'http { proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; upstream app { server 10.0.0.11; server 10.0.0.12; } server { listen 80; location / { proxy_pass http://app; } location /static { proxy_set_header Host x; proxy_pass http://app; } } }',
        'conf.d/api.conf':
          'upstream api { server 10.0.0.21; server 10.0.0.22; } server { listen 443 ssl; location / { include proxy_params; proxy_pass http://api; } }',
      },
      unclear: {
        'nginx.conf':
          'http { upstream app { server 10.0.0.11; server 10.0.0.12; } server { location / { include snippets/proxy.conf; proxy_pass http://app; } } }',
      },
    },

    {
      on: 'haproxy-2',
      about: 'set by hand in the frontend is as good as the option',
      bad: {
        'haproxy.cfg':
          '«backend app»\n  mode http\n  option httpchk\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\n',
      },
      good: {
        'haproxy.cfg':
          'frontend web\n  mode http\n  http-request set-header X-Forwarded-For %[src]\n  default_backend app\nbackend app\n  mode http\n  option httpchk\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\n',
      },
    },
    { on: 'caddy-2', about: 'Caddy sets the headers by itself', good: {} },
  ],
});

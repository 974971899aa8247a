import { hazard, rule, safe } from 'ha-ready/rule';

const stack =
  'services:\n  proxy:\n    image: nginx:1.27\n    restart: always\n    ports: ["80:80"]\n    volumes: ["./nginx.conf:/etc/nginx/conf.d/default.conf:ro"]\n  web:\n    build: .\n    restart: always\n    expose: ["8000"]\n';

export default rule({
  severity: 'warning',
  title: "The app's own proxy overwrites what the balancer says of the client",
  why: 'A balancer that ends TLS speaks plain HTTP to the proxy beside the app: the proxy then says http and its own peer, so redirects loop, secure cookies are not set, and all users share one address.',
  remedy: {
    any: 'Pass on the scheme and the address that the balancer sends, and let only the balancer reach the proxy.',
    nginx:
      'A `map` of `$http_x_forwarded_proto` with `$scheme` as the fallback, `$proxy_add_x_forwarded_for`, and `set_real_ip_from` for the network of the balancer.',
  },
  needs: ['balancers'],
  *check({ balancers }) {
    for (const { name, technology, serves, backends, overwrites, forwardedHeaders } of balancers) {
      // With several servers behind it this proxy is the balancer, and has nobody in front of it.
      if ((serves ?? 'app') !== 'app' || (backends.state === 'known' && backends.value > 1)) continue;
      if (overwrites) {
        const { repair, ...step } = overwrites;
        yield hazard(`a balancer that ends TLS is not heard behind the proxy of ${name}`, [step], {
          technology,
          repair,
        });
      } else if (forwardedHeaders?.state === 'known' && forwardedHeaders.value)
        yield safe(`the proxy of ${name} passes on what a balancer says`, forwardedHeaders.because, { technology });
    }
  },
  examples: [
    {
      on: 'compose-2',
      about: 'its own scheme over that of the balancer; TLS that ends here; what was sent is kept',
      bad: {
        'compose.yaml': stack,
        'nginx.conf': site('listen 80;', '«proxy_set_header X-Forwarded-Proto $scheme»;'),
      },
      good: {
        'compose.yaml': stack,
        'nginx.conf': site('listen 443 ssl;', 'proxy_set_header X-Forwarded-Proto $scheme;'),
      },
    },
    {
      on: 'compose-2',
      about: 'the scheme is passed on as it was sent',
      bad: {
        'compose.yaml': stack,
        'nginx.conf': `server { listen 8080; location / { proxy_set_header Host $host; «proxy_set_header X-Forwarded-For $remote_addr»; proxy_pass http://web:8000; } }`,
      },
      good: {
        'compose.yaml': stack,
        'nginx.conf': site('listen 80;', 'proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;'),
      },
    },
    {
      on: 'compose-2',
      about: 'the port of https without the word for it',
      bad: {
        'compose.yaml': stack,
        'nginx.conf': site('listen 8000 default_server;', '«proxy_set_header X-Forwarded-Proto $scheme»;'),
      },
      good: {
        'compose.yaml': stack,
        'nginx.conf': site(
          'listen 443 default_server; ssl_certificate /etc/shop.pem;',
          'proxy_set_header X-Forwarded-Proto $scheme;',
        ),
      },
    },
    {
      on: 'nginx-1',
      about: 'a proxy in front of two servers is the balancer',
      bad: {
        'nginx.conf': site('listen 80;', '«proxy_set_header X-Forwarded-Proto $scheme»;').replace(
          'web:8000',
          '10.0.0.11:8000',
        ),
      },
      good: {
        'nginx.conf': `upstream app { server 10.0.0.11; server 10.0.0.12; } ${site('listen 80;', 'proxy_set_header X-Forwarded-Proto $scheme;').replace('web:8000', 'app')}`,
      },
    },
  ],
});

function site(listen: string, scheme: string): string {
  return `server { ${listen} location / { proxy_set_header Host $host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; ${scheme} proxy_pass http://web:8000; } }`;
}

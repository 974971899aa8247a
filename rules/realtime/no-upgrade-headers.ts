import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The proxy does not let WebSocket connections through',
  why: 'The handshake reaches the app as a plain request: sockets never open behind the balancer, or fall back to polling, which needs sticky sessions.',
  remedy: {
    any: 'Pass the `Upgrade` and `Connection` headers on where sockets are served.',
    nginx:
      'In the location that serves sockets: `proxy_http_version 1.1;`, `proxy_set_header Upgrade $http_upgrade;`, `proxy_set_header Connection "upgrade";` and a long `proxy_read_timeout`.',
  },
  needs: ['balancers'],
  reads: ['broadcasters', 'processes'],
  *check({ balancers, broadcasters, processes }) {
    const sockets =
      broadcasters.some(({ polling, sockets: own }) => polling !== undefined || own === true) ||
      processes.some(({ role }) => role === 'websocket');
    if (!sockets) return;
    const judged = balancers.filter(({ serves, upgrades }) => (serves ?? 'app') === 'app' && upgrades);
    // One location that lets sockets through is enough; which of several should have done so is not known, so one is shown.
    for (const proxy of new Set(judged.map(({ technology }) => technology))) {
      const own = judged.filter(({ technology }) => technology === proxy);
      const shown = own.find(({ upgrades }) => upgrades?.state === 'known' && upgrades.value) ?? own[0];
      if (!shown) continue;
      const { name, technology, upgrades, repairs } = shown;
      if (!upgrades) continue;
      yield* judge(`whether ${name} passes WebSocket connections on`, upgrades, (is, because) =>
        is
          ? safe(`${name} passes WebSocket connections on`, because, { technology })
          : hazard(`the app serves sockets, and ${name} does not pass their upgrade on`, because, {
              technology,
              repair: repairs?.upgrades,
            }),
      );
    }
  },
  examples: [
    {
      on: 'nginx-1',
      about: 'the app runs a WebSocket server; without sockets the headers do not matter',
      bad: {
        'nginx.conf':
          'http { upstream app { server 10.0.0.11; server 10.0.0.12; } server { location / { «proxy_pass http://app»; } } }',
        'supervisord.conf': '[program:reverb]\ncommand=php artisan reverb:start\nautorestart=true\n',
      },
      good: {
        'nginx.conf':
          'http { upstream app { server 10.0.0.11; server 10.0.0.12; } server { location / { proxy_pass http://app; } location /app { proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; proxy_pass http://app; } } }',
        'supervisord.conf': '[program:reverb]\ncommand=php artisan reverb:start\nautorestart=true\n',
      },
      unclear: {
        'nginx.conf':
          'http { upstream app { server 10.0.0.11; server 10.0.0.12; } server { location / { include snippets/ws.conf; proxy_pass http://app; } } }',
        'supervisord.conf': '[program:reverb]\ncommand=php artisan reverb:start\nautorestart=true\n',
      },
    },
    { on: 'nginx-1', about: 'no sockets anywhere', good: {} },
  ],
});

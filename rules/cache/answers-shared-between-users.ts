import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'The proxy keeps answers of the app for everybody',
  why: 'An answer that was made for one user is shown to the next, and after a change every proxy keeps its own old copy until it expires.',
  remedy: {
    any: 'Keep static files only at the edge; let requests with a session or an Authorization header past the cache.',
    nginx: 'Add `proxy_cache_bypass $cookie_session $http_authorization;` and the same for `proxy_no_cache`.',
  },
  needs: ['edgeCaches'],
  *check({ edgeCaches }) {
    for (const { label, technology, holds, tellsUsersApart, repair, at } of edgeCaches) {
      if (holds === 'files') {
        yield safe(`${label} are files, the same for everybody`, [{ at, says: 'keeps them' }], { technology });
        continue;
      }
      yield* judge(`whether the cache of ${label} tells users apart`, tellsUsersApart, (is, because) =>
        is
          ? safe(`${label} are kept, and requests of users go past the cache`, because, { technology })
          : hazard(`${label} are kept at the proxy for everybody who asks, logged in or not`, because, {
              technology,
              repair,
            }),
      );
    }
  },
  examples: [
    {
      on: 'nginx-1',
      about: 'an API at the edge; static files; requests with a session go past it; a path that was singled out',
      bad: {
        'nginx.conf':
          'http { upstream app { server 10.0.0.11; server 10.0.0.12; } server { location /api/ { «proxy_cache api»; proxy_cache_valid 200 1m; proxy_pass http://app; } } }',
      },
      good: {
        'nginx.conf':
          'http { upstream app { server 10.0.0.11; server 10.0.0.12; } server { location /static/ { proxy_cache files; proxy_pass http://app; } location /api/ { proxy_cache marked; proxy_pass http://app; } location / { proxy_cache pages; proxy_cache_bypass $cookie_session; proxy_pass http://app; } location /rates { proxy_cache rates; proxy_pass http://app; } location /live { proxy_cache off; proxy_pass http://app; } } }',
      },
      unclear: {
        'nginx.conf':
          'http { proxy_cache all; proxy_cache_valid 1m; upstream app { server 10.0.0.11; server 10.0.0.12; } server { location / { proxy_pass http://app; } } }',
      },
    },
  ],
});

import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: "The balancer's forwarded headers are ignored",
  why: 'Behind the balancer every user has its address and plain http: limits and logs see one client, links and redirects point to http, secure cookies are not set.',
  remedy: {
    any: 'Trust the address range of the balancer, and only that.',
    wordpress: "Set `$_SERVER['HTTPS'] = 'on'` in wp-config.php when a known proxy sends `X-Forwarded-Proto: https`.",
    symfony: 'Set `framework.trusted_proxies` to the address range of the balancer, or to `private_ranges`.',
    nextcloud:
      'Set `trusted_proxies` in config.php (TRUSTED_PROXIES in the official image) to the address range of the balancer.',
    django:
      "Set `SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')` where the balancer always sets that header itself.",
  },
  needs: ['proxyTrusts'],
  *check({ proxyTrusts }) {
    for (const { technology, repair, trusts, matters } of proxyTrusts) {
      yield* judge('which proxies are trusted', trusts, (who, because) => {
        if (who === 'nobody')
          return hazard(
            'no proxy is trusted: behind a balancer the client address and the https scheme are lost',
            [...matters, ...because],
            { technology, repair },
          );
        return who === 'bounded'
          ? safe('forwarded headers are believed from known proxies only', because, { technology, repair })
          : undefined;
      });
    }
  },
  examples: [],
});

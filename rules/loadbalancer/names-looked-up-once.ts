import { hazard, rule } from 'ha-ready/rule';

/** Names whose addresses change by design: managed balancers, service discovery. */
const moving =
  /\.(elb|rds|cache)\.[\w-]*\.?amazonaws\.com|\.elb\.amazonaws\.com|\.azure\.com|\.cloudapp\.|\.service\.consul/;

export default rule({
  severity: 'warning',
  title: 'The address behind a name is looked up once',
  why: 'The proxy keeps the address that it found at its start; after a failover or a scaling step it sends requests to machines that are gone.',
  remedy: {
    any: 'Let the proxy look names up again while it runs.',
    nginx:
      'Name a `resolver`, and add `zone` and `resolve` to the upstream (1.27.3 and later), or use a variable in `proxy_pass`.',
  },
  needs: ['balancers'],
  *check({ balancers }) {
    for (const { technology, fixedNames, repairs } of balancers) {
      for (const { value, at } of fixedNames ?? [])
        if (moving.test(value))
          yield hazard(
            `${value} stands for addresses that change, and is looked up at the start only`,
            [{ at, says: 'names it' }],
            { technology, repair: repairs?.fixedNames },
          );
    }
  },
  examples: [
    {
      on: 'nginx-1',
      about: 'the name of a managed balancer; looked up again with resolve or a variable',
      bad: {
        'nginx.conf':
          'http { upstream app { «server internal-shop.eu-west-1.elb.amazonaws.com:80»; server 10.0.0.12; } server { location / { proxy_pass http://app; } } }',
      },
      good: {
        'nginx.conf':
          'http { resolver 10.0.0.2; upstream app { zone app 64k; server internal-shop.eu-west-1.elb.amazonaws.com:80 resolve; server 10.0.0.12; } server { location / { proxy_pass http://app; } } }',
      },
    },
  ],
});

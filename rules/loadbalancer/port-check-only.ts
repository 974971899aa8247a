import { hazard, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'The balancer only looks whether the port opens',
  why: 'A copy that accepts connections but cannot reach its database answers every request with an error, and stays in the pool.',
  remedy: {
    any: 'Let the check ask for a path that answers 200 only when the app can serve.',
    haproxy: 'Add `option httpchk GET /up` to the backend.',
  },
  needs: ['balancers'],
  *check({ balancers }) {
    for (const { name, technology, backends, checks, portOnly, serves, checkPath, at, repairs } of balancers) {
      if (serves !== 'app' || checks.state === 'unknown' || checks.value !== 'active') continue;
      if (backends.state === 'known' && backends.value < 2) continue;
      const extra = { technology, repair: repairs?.portOnly };
      if (portOnly)
        yield hazard(`${name} checks the port of its servers, not the app behind it`, checks.because, extra);
      else if (checkPath) yield safe(`${name} asks ${checkPath} of its servers`, [{ at, says: 'checks them' }], extra);
    }
  },
  examples: [
    {
      on: 'haproxy-2',
      bad: {
        'haproxy.cfg': 'backend app\n  mode http\n  «server a 10.0.0.11:80 check»\n  server b 10.0.0.12:80 check\n',
      },
      good: {},
    },
  ],
});

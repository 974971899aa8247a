import { hazard, rule, safe } from 'ha-ready/rule';

const healthy = /(health|healthz|livez?|readyz?|up|ping|status|alive|heartbeat)[/\w.-]*$/i;

export default rule({
  severity: 'error',
  title: 'The balancer asks for a health path that the app does not have',
  why: 'Every check is answered with 404: the balancer takes all servers out, or was told to accept that answer and notices nothing.',
  remedy: {
    any: "Let the check ask for the path of the app's own health endpoint.",
  },
  needs: ['balancers'],
  reads: ['healthChecks'],
  *check({ balancers, healthChecks }) {
    const routes = healthChecks.flatMap(({ via, path, at }) => (via === 'route' && path ? [{ path, at }] : []));
    if (routes.length === 0) return;
    for (const { name, technology, serves, checkPath, checkAt } of balancers) {
      // Only a path that speaks of health is compared: a check of the front page is a choice.
      if (serves !== 'app' || !checkPath || !checkAt || !healthy.test(checkPath)) continue;
      const asked = plain(checkPath);
      const match = routes.find(({ path }) => asked.endsWith(plain(path)) || plain(path).endsWith(asked));
      const evidence = routes.map(({ path, at }) => ({ at, says: `answers at ${path}` }));
      if (match) yield safe(`${name} asks ${checkPath}, which the app answers`, evidence, { technology });
      else
        yield hazard(
          `${name} asks ${checkPath}, and the app answers health checks at ${routes.map(({ path }) => path).join(', ')}`,
          [...evidence, { at: checkAt, says: `asks for ${checkPath}` }],
          { technology },
        );
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'the app answers at /up',
      bad: {
        'haproxy.cfg':
          'backend app\n  mode http\n  option httpchk GET «/healthz»\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\n',
      },
      good: {
        'haproxy.cfg':
          'backend app\n  mode http\n  option httpchk GET /up\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\nbackend pages\n  mode http\n  option httpchk GET /\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\n',
      },
    },
  ],
});

/** Without the query and a slash at the end. */
function plain(path: string): string {
  return path.replace(/\?.*$/, '').replace(/\/$/, '').toLowerCase();
}

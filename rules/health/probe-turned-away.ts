import { type Evidence, hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'A health check asks for a path that turns it away',
  why: 'Whoever checks has no login: the answer is a redirect or a refusal, and all copies count as sick, or the sick ones as well.',
  remedy: {
    any: 'Answer the health check outside of the login, of redirects and of limits, or let it ask for another path.',
  },
  needs: ['healthChecks'],
  reads: ['balancers', 'processes'],
  *check({ balancers, healthChecks, processes }) {
    const closed = healthChecks.filter(({ via, obstacles }) => via === 'route' && obstacles.length > 0);
    const asked = [
      ...balancers.flatMap(({ name, technology, checkPath, checkAt }) =>
        checkPath && checkAt ? [{ name, technology, path: checkPath, at: checkAt }] : [],
      ),
      ...processes.flatMap(({ name, technology, probePaths }) =>
        (probePaths ?? []).map(({ path, at }) => ({ name, technology, path, at })),
      ),
    ];
    for (const { name, technology, path, at } of asked) {
      const route = closed.find((one) => one.path !== undefined && plain(one.path) === plain(path));
      const open = healthChecks.some(
        (one) => one.obstacles.length === 0 && one.path !== undefined && plain(one.path) === plain(path),
      );
      if (!route || open) continue;
      const evidence: readonly Evidence[] = [...route.obstacles, { at, says: `asks for ${path}` }];
      yield hazard(
        `the check of ${name} asks ${path}: ${route.obstacles.map(({ says }) => says).join(', ')}`,
        evidence,
        { at, technology },
      );
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'a route behind the login',
      bad: {
        'routes/web.php':
          "<?php\nuse Illuminate\\Support\\Facades\\Route;\nRoute::get('/health', fn () => 'ok')->middleware('auth');\n",
        'haproxy.cfg':
          'backend app\n  mode http\n  option httpchk GET «/health»\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\n',
      },
      good: {
        'routes/web.php': "<?php\nuse Illuminate\\Support\\Facades\\Route;\nRoute::get('/health', fn () => 'ok');\n",
        'haproxy.cfg':
          'backend app\n  mode http\n  option httpchk GET /health\n  server a 10.0.0.11:80 check\n  server b 10.0.0.12:80 check\n',
      },
    },
  ],
});

function plain(path: string): string {
  return path.replace(/\?.*/s, '').replace(/^\/|\/$/g, '');
}

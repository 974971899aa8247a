import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The app does not follow a failover of Redis',
  why: 'Sentinel promotes another node, and the app keeps talking to the address of the old primary: writes fail, or go to a node that is about to be emptied.',
  remedy: {
    any: 'Let the client ask Sentinel for the primary, or put a proxy that checks for the primary in between.',
  },
  needs: ['failovers'],
  reads: ['keyValueConnections', 'balancers'],
  *check({ failovers, keyValueConnections, balancers }) {
    const watched = failovers.find(({ engine }) => engine === 'redis');
    if (!watched || balancers.some(({ serves }) => serves === 'cache')) return;
    for (const { label, technology, engine, failover, placeholder, because } of keyValueConnections) {
      if (engine !== 'redis' || placeholder) continue;
      yield* judge(`whether ${label} asks for the primary`, failover, (follows, steps) =>
        follows
          ? safe(`${label} asks for the primary`, steps, { technology })
          : hazard(
              `${label} has a fixed address although ${watched.label} moves the primary`,
              [{ at: watched.at, says: 'moves the primary' }, ...because, ...steps],
              { technology },
            ),
      );
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'a fixed host beside Sentinel; a proxy that follows the primary',
      bad: {
        '.env.production': 'SESSION_DRIVER=redis\nREDIS_HOST=10.0.0.21\n',
        'sentinel.conf': 'sentinel monitor shop 10.0.0.21 6379 2\n',
      },
      good: { '.env.production': 'SESSION_DRIVER=redis\nREDIS_HOST=10.0.0.21\n' },
    },
  ],
});

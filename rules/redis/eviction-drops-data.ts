import { hazard, judge, rule, safe } from 'ha-ready/rule';

const mustSurvive: readonly string[] = ['sessions', 'queue', 'locks', 'data'];

const sessions = 'SESSION_DRIVER=redis\nREDIS_HOST=10.0.0.21\n';

export default rule({
  severity: 'error',
  title: 'A full Redis throws sessions or jobs away',
  why: 'When the memory limit is reached Redis deletes keys by its policy: users are logged out, jobs and locks vanish without an error.',
  remedy: {
    any: 'Set `maxmemory-policy noeviction` where sessions, jobs and locks live, and give the cache an instance of its own with an eviction policy.',
  },
  needs: ['dataServers'],
  reads: ['keyValueConnections'],
  *check({ dataServers, keyValueConnections }) {
    const redis = dataServers.filter(({ eviction }) => eviction);
    const kept = new Set<string>();
    for (const { engine, purposes } of keyValueConnections)
      if (engine === 'redis') for (const purpose of purposes) if (mustSurvive.includes(purpose)) kept.add(purpose);
    if (kept.size === 0) return;
    // With several instances the one that evicts is taken for the cache, as long as another one does not.
    const elsewhere = redis.some(({ eviction }) => eviction?.state === 'known' && eviction.value === 'noeviction');
    for (const { label, technology, eviction, repairs } of redis) {
      if (!eviction) continue;
      yield* judge(`what ${label} throws away`, eviction, (policy, because) => {
        if (policy === 'noeviction') return safe(`${label} throws nothing away`, because, { technology });
        if (elsewhere) return undefined;
        const lost = policy.startsWith('volatile')
          ? [...kept].filter((one) => one !== 'queue' && one !== 'data')
          : [...kept];
        if (lost.length === 0) return undefined;
        return hazard(
          `${label} evicts by ${policy} when its memory is full: ${lost.join(', ')} that live in it are lost`,
          because,
          { technology, repair: repairs?.eviction },
        );
      });
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'sessions in a Redis that evicts any key; a second instance that does not is where they live',
      bad: { '.env.production': sessions, 'redis.conf': 'maxmemory 256mb\n«maxmemory-policy allkeys-lru»\n' },
      good: {
        '.env.production': sessions,
        'redis-cache.conf': 'maxmemory 256mb\nmaxmemory-policy allkeys-lru\n',
        'redis-queue.conf': 'maxmemory 256mb\nmaxmemory-policy noeviction\n',
      },
    },
    {
      on: 'redis-7',
      about: 'no app of this repository keeps anything in it',
      good: { 'redis.conf': 'maxmemory 256mb\nmaxmemory-policy allkeys-lru\n' },
    },
  ],
});

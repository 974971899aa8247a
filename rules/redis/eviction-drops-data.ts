import { hazard, judge, rule, safe } from 'ha-ready/rule';

const mustSurvive: readonly string[] = ['sessions', 'queue', 'locks', 'data'];

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
    for (const { label, technology, eviction, repair } of redis) {
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
          { technology, repair },
        );
      });
    }
  },
  examples: [],
});

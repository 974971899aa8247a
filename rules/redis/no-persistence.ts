import { hazard, judge, rule, safe } from 'ha-ready/rule';

const mustSurvive: readonly string[] = ['sessions', 'queue', 'data'];

const sessions = 'SESSION_DRIVER=redis\nREDIS_HOST=10.0.0.21\n';

export default rule({
  severity: 'warning',
  title: 'A restart of Redis empties it',
  why: 'Nothing is written to disk: after a restart everybody is logged out, and jobs that waited are gone.',
  remedy: {
    any: 'Set `appendonly yes` where sessions and jobs live; a replica alone does not help against a restart of all nodes.',
  },
  needs: ['dataServers'],
  reads: ['keyValueConnections'],
  *check({ dataServers, keyValueConnections }) {
    const purposes = keyValueConnections.filter(({ engine }) => engine === 'redis').flatMap((one) => one.purposes);
    const kept = [...new Set(purposes)].filter((purpose) => mustSurvive.includes(purpose));
    const servers = dataServers.filter(({ persistence }) => persistence);
    const durable = servers.some(({ persistence }) => persistence?.state === 'known' && persistence.value !== 'none');
    for (const { label, technology, persistence, repairs } of servers) {
      if (!persistence) continue;
      yield* judge(`what ${label} writes to disk`, persistence, (kind, because) => {
        if (kind !== 'none') return safe(`${label} keeps its data over a restart`, because, { technology });
        if (kept.length === 0 || durable) return undefined;
        return hazard(`${label} writes nothing to disk: a restart loses ${kept.join(' and ')}`, because, {
          technology,
          repair: repairs?.persistence,
        });
      });
    }
  },
  examples: [
    {
      on: 'laravel-11',
      bad: { '.env.production': sessions, 'redis.conf': 'appendonly no\n«save ""»\n' },
      good: { '.env.production': sessions, 'redis.conf': 'appendonly yes\nsave ""\n' },
    },
    {
      on: 'laravel-11',
      about: 'snapshots are on unless they are switched off',
      good: { '.env.production': sessions, 'redis.conf': 'port 6379\n' },
    },
    { on: 'redis-7', about: 'a cache may start empty', good: { 'redis.conf': 'save ""\n' } },
  ],
});

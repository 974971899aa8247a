import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'Dead connections are used after a failover',
  why: 'Connections that are kept open point at the primary that was lost: after another node took over, each process of each server fails on them before it opens new ones.',
  remedy: {
    any: 'Check a kept connection before it is used.',
    django: "Put `'CONN_HEALTH_CHECKS': True` beside CONN_MAX_AGE.",
    flask: "Set `SQLALCHEMY_ENGINE_OPTIONS = {'pool_pre_ping': True}`.",
  },
  needs: ['databases'],
  reads: ['failovers', 'services'],
  *check({ databases, failovers, services }) {
    // a database that nobody replaces takes the app down with it: what the pool does then is the smaller worry
    const replaced =
      failovers.some(({ engine }) => /postgres|mysql|maria/.test(engine)) ||
      services.some(({ role, failover }) => role === 'database' && failover.state === 'known' && failover.value);
    if (!replaced) return;
    for (const { label, technology, reconnects, repairs } of databases) {
      if (!reconnects) continue;
      yield* judge(`whether connections to ${label} are checked`, reconnects, (checked, because) =>
        checked
          ? safe(`${label}: connections are checked before they are used`, because, { technology })
          : hazard(`${label}: connections are kept open and not checked before they are used`, because, {
              technology,
              repair: repairs?.reconnects,
            }),
      );
    }
  },
  examples: [],
});

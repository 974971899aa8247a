import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'All copies may land on one machine',
  why: 'Copies that share a machine fail together with it.',
  remedy: {
    any: 'Spread them by host name or zone (`topologySpreadConstraints`, or pod anti-affinity).',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, role, replicas, spread } of processes) {
      if (!spread || role !== 'web' || replicas.state === 'unknown' || replicas.value < 2) continue;
      yield* judge(`whether the copies of ${name} are spread`, spread, (is, because) =>
        is
          ? safe(`the copies of ${name} are spread over machines`, because, { technology })
          : hazard(
              `nothing spreads the ${replicas.value} copies of ${name} over machines: one machine that fails may take them all`,
              because,
              { technology },
            ),
      );
    }
  },
  examples: [],
});

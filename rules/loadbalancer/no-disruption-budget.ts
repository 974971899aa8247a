import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'Maintenance of the cluster may stop all copies at once',
  why: 'Nodes that are drained together evict every copy on them; without a budget nothing keeps one of them running.',
  remedy: {
    any: 'Add a PodDisruptionBudget that keeps at least one copy available (`maxUnavailable: 1`).',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, role, replicas, disruptionBudget } of processes) {
      if (!disruptionBudget || role !== 'web' || replicas.state === 'unknown' || replicas.value < 2) continue;
      yield* judge(`whether a disruption budget covers ${name}`, disruptionBudget, (has, because) =>
        has
          ? safe(`a disruption budget keeps ${name} available`, because, { technology })
          : hazard(
              `no disruption budget covers the ${replicas.value} copies of ${name}: draining nodes may stop them all`,
              because,
              { technology },
            ),
      );
    }
  },
  examples: [],
});

import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Only one copy runs',
  why: 'Whenever that copy is restarted, moved or sick, nobody is served.',
  remedy: {
    any: 'Run at least two copies, and let the autoscaler never go below two.',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, role, replicas, pinned, reachOfFile, balanced, at } of processes) {
      if (!(role === 'web' || role === 'websocket') || !balanced || reachOfFile === undefined) continue;
      if (reachOfFile === 'one-host' && pinned.length > 0) continue;
      yield* judge(`how many copies of ${name} run`, replicas, (count, because) => {
        if (count > 1) return safe(`${count} copies of ${name} run`, because, { technology });
        const severity = reachOfFile === 'one-host' ? 'note' : 'warning';
        return hazard(
          `${name} runs as ${count === 1 ? 'a single copy' : `${count} copies`}: there is none to take over`,
          because.length > 0 ? because : [{ at, says: 'asks for one copy' }],
          { technology, severity },
        );
      });
    }
  },
  examples: [],
});

import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'Background jobs wait where only one server sees them',
  why: 'Jobs in the memory or in a local file of one server are lost when it stops, and no worker on another server can take them over.',
  remedy: {
    any: 'Put jobs on a shared queue (Redis, the shared database, SQS) that workers on any server read.',
  },
  needs: ['queues'],
  *check({ queues }) {
    for (const queue of queues) {
      if (queue.runs === 'in-request') continue;
      yield* judgeStore(queue, ({ technology, reach }, because) =>
        hazard(
          `${queue.label} keeps jobs in '${technology}' of one ${reach}: they are lost with it and no other server can take them`,
          because,
          {
            technology: queue.technology,
            ...(queue.runs === 'in-process' ? { severity: queue.stakes === 'speed' ? 'note' : 'warning' } : {}),
          },
        ),
      );
    }
  },
  examples: [],
});

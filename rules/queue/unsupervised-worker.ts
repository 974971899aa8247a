import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Nothing restarts a queue worker that ends',
  why: 'Workers end by design (time and memory limits, restarts after a deploy) and by accident; without supervision the queue then stands still.',
  remedy: {
    any: 'Run workers under supervisor, systemd, or an orchestrator with a restart policy.',
  },
  covers: ['supervision/not-restarted'],
  needs: ['queueWorkers'],
  *check({ queueWorkers }) {
    for (const { label, technology, repair, supervised, at } of queueWorkers) {
      yield* judge(`whether ${label} is restarted`, supervised, (is, because) =>
        is
          ? safe(`${label} is restarted when it ends`, because, { at, technology, repair })
          : hazard(`nothing restarts ${label} when it ends: the queue stands still from then on`, because, {
              at,
              technology,
              repair,
            }),
      );
    }
  },
  examples: [],
});

import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Requests in flight are cut when a copy is stopped',
  why: 'Every deploy and every scale-down stops a copy; one that does not finish its work first drops requests, jobs and connections.',
  remedy: {
    any: 'Let the stop signal reach the server process, stop accepting, finish what runs, then exit within the grace period.',
    express: 'Handle SIGTERM: `server.close()`, close the connections, then `process.exit(0)`.',
    nest: 'Call `app.enableShutdownHooks()` before `listen`.',
  },
  needs: ['gracefulStops'],
  *check({ gracefulStops }) {
    for (const { label, technology, repair, graceful, at } of gracefulStops) {
      yield* judge(`how ${label} stops`, graceful, (is, because) =>
        is
          ? safe(`${label} finishes its work when it is stopped`, because, { at, technology, repair })
          : hazard(`${label} does not stop gracefully: work in flight is cut at every deploy`, because, {
              at,
              technology,
            }),
      );
    }
  },
  examples: [],
});

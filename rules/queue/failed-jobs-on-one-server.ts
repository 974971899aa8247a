import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Failed jobs are recorded on one server only',
  why: 'A job that failed on another server is nowhere to be seen or retried.',
  remedy: {
    any: 'Record failed jobs in the shared database.',
  },
  needs: ['failedJobStores'],
  *check({ failedJobStores }) {
    for (const store of failedJobStores) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} are recorded in '${technology}' of one ${reach}: those of the other server cannot be seen or retried`,
          because,
          { technology: store.technology },
        ),
      );
    }
  },
  examples: [],
});

import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The cache is kept on one server',
  why: 'Each copy caches, expires and clears for itself: a value changed or deleted on one server lives on in the other, and whatever is handed over through the cache is lost.',
  remedy: {
    any: 'Keep the cache in Redis or Memcached that every server reaches.',
  },
  needs: ['caches'],
  *check({ caches }) {
    for (const store of caches) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} is kept in '${technology}' on one ${reach}: what one server stores or clears, the other does not see`,
          because,
          { technology: store.technology, ...(store.stakes === 'speed' ? { severity: 'warning' } : {}) },
        ),
      );
    }
  },
  examples: [],
});

import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Rate limits are counted on each server',
  why: 'With N servers a client gets N times the limit, and every restart forgets the count: protection against guessing passwords is that much weaker.',
  remedy: {
    any: 'Count in a store that every server reaches (Redis, the shared cache).',
  },
  needs: ['rateLimiters'],
  *check({ rateLimiters }) {
    for (const store of rateLimiters) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} is counted in '${technology}' of one ${reach}: two servers allow twice as much`,
          because,
          { technology: store.technology },
        ),
      );
    }
  },
  examples: [],
});

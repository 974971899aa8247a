import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'Files that users need later are kept on one server',
  why: 'A file stored by one copy is not found by the others: broken images and downloads, lost documents, half of the time.',
  remedy: {
    any: 'Keep them in object storage (S3 and the like) or on a mount that every server shares.',
  },
  needs: ['fileStores'],
  *check({ fileStores }) {
    for (const store of fileStores) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(
          `${store.label} are kept on ${technology} of one ${reach}: the other server answers 404 for them`,
          because,
          { technology: store.technology, ...(store.content === 'temporary' ? { severity: 'warning' } : {}) },
        ),
      );
    }
  },
  examples: [],
});

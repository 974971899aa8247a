import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Two servers overwrite what the other has just written',
  why: 'Both read the same value, both change their copy, both write it back: the first change is gone. The more servers, the more often.',
  remedy: {
    any: 'Let the store do the change in one step (`INCR`, `HINCRBY`, `RPUSH` of Redis, `SET n = n - ?` of SQL: `increment()` in Laravel, `F()` in Django; a script), notice others (`WATCH` with `MULTI`, a version of the row), or hold a lock that all servers share (`lockForUpdate()`, `select_for_update()`, `with_lock`).',
  },
  needs: ['lostUpdates'],
  *check({ lostUpdates }) {
    for (const { label, technology, at, because, confidence } of lostUpdates)
      yield hazard(
        `${label} is read, changed in code and written back: what another server wrote meanwhile is lost`,
        because,
        {
          at,
          technology,
          ...(confidence ? { confidence } : {}),
        },
      );
  },
  examples: [],
});

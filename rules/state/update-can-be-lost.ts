import { hazard, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Two servers overwrite what the other has just written',
  why: 'Both read the same value, both change their copy, both write it back: the first change is gone. The more servers, the more often.',
  remedy: {
    any: 'Let the store do the change in one step (`INCR`, `HINCRBY`, `RPUSH` of Redis, `SET n = n - ?` of SQL: `increment()` in Laravel, `F()` in Django; a script), notice others (`WATCH` with `MULTI`, a version of the row), or hold a lock that all servers share (`lockForUpdate()`, `select_for_update()`, `with_lock`).',
    python:
      "Let the store do the change in one step (`INCR`, `HINCRBY`, `RPUSH` of Redis; `Model.objects.filter(pk=...).update(n=F('n') + 1)` of Django, `update(...).values(n=Model.n + 1)` of SQLAlchemy), or hold a lock that all servers share: a row that is asked for with `select_for_update()` or `with_for_update()` within the transaction that changes it. Django's `save()` writes all fields as they were read: F() for one of them leaves the others to be lost, unless `update_fields` names it.",
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

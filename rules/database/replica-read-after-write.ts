import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'A request does not see what it has just written',
  why: 'Reads go to replicas, which are some milliseconds behind the primary, more under load: a record that was just saved is missing, or old, when the same request reads it again.',
  remedy: {
    any: 'Send the reads of a request to the primary once it has written.',
    laravel: "Put `'sticky' => true` beside `'read'` and `'write'` in the connection.",
  },
  needs: ['databases'],
  *check({ databases }) {
    for (const { label, technology, split } of databases) {
      if (!split) continue;
      const extra = { technology, repair: split.repair };
      yield* judge(`where ${label} is read after a write`, split.afterWrite, (from, because) =>
        from === 'primary'
          ? safe(`${label}: a request that has written reads from the primary`, because, extra)
          : hazard(`${label}: reads go to a replica, also right after a write of the same request`, because, extra),
      );
    }
  },
  examples: [],
});

import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'A lock holds on one server only',
  why: 'The lock exists to let one do the work; the other server has its own and does it at the same time.',
  remedy: {
    any: 'Where servers must not do the work at the same time, take the lock in a store that every server reaches (Redis, a database advisory lock).',
    symfony:
      'Set LOCK_DSN to Redis or a database (`redis://`, `postgresql+advisory://`) instead of `flock` or `semaphore`.',
    php: 'Take the lock in the database (`GET_LOCK`, `pg_advisory_lock`) or in Redis.',
  },
  needs: ['locks'],
  *check({ locks }) {
    for (const store of locks) {
      yield* judgeStore(store, ({ technology, reach }, because) =>
        hazard(`${store.label} is held in '${technology}' of one ${reach}: the other server does not see it`, because, {
          technology: store.technology,
          // that servers must not do it at the same time is what a lock is mostly for, and is not proved: it may be meant for this machine
          confidence: store.confidence === 'low' ? 'low' : 'medium',
        }),
      );
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'a lock on a local file around rows that all servers change; around a local file it does its work',
      bad: {
        'app/Services/Numbers.php':
          "<?php\n\nnamespace App\\Services;\n\nuse Illuminate\\Support\\Facades\\Cache;\nuse Illuminate\\Support\\Facades\\DB;\n\nclass Numbers\n{\n    public function next(): void\n    {\n        $handle = fopen('/var/lock/numbers', 'c');\n        «flock($handle, LOCK_EX)»;\n        DB::table('numbers')->increment('value');\n    }\n}\n",
      },
      good: {
        'app/Services/Numbers.php':
          "<?php\n\nnamespace App\\Services;\n\nuse Illuminate\\Support\\Facades\\Cache;\nuse Illuminate\\Support\\Facades\\DB;\n\nclass Numbers\n{\n    public function next(): void\n    {\n        Cache::lock('numbers', 10)->block(5, fn () => DB::table('numbers')->increment('value'));\n    }\n}\n",
      },
    },
  ],
});

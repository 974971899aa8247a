import { hazard, judgeStore, rule } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'State that other servers need is kept in memory',
  why: 'What one request leaves in memory, the next request finds only when it reaches the same process; a restart loses it.',
  remedy: {
    any: 'Keep what other servers need of it in a store that all of them reach. What cannot leave the process (timers, watchers, open connections) belongs into one process of its own, or every server has to hear of each change.',
    php: 'Keep counters and marks in Redis (`INCR`, `SET NX`).',
  },
  needs: ['memoryStates'],
  *check({ memoryStates }) {
    for (const store of memoryStates) {
      yield* judgeStore(store, ({ reach }, because) => {
        const message = store.copy
          ? `${store.label} is loaded again only by the ${reach} that changes it: the other server goes on with the old one`
          : `${store.label} lives in the memory of one ${reach}: the other server does not have it`;
        return hazard(message, because, {
          technology: store.technology,
          ...(store.stakes === 'speed' ? { severity: 'note' } : {}),
        });
      });
    }
  },
  examples: [
    {
      on: 'laravel-11',
      about: 'the Octane store is the memory of one server',
      bad: {
        'app/Services/Numbers.php':
          "<?php\n\nnamespace App\\Services;\n\nuse Illuminate\\Support\\Facades\\Cache;\nuse Illuminate\\Support\\Facades\\DB;\n\nclass Numbers\n{\n    public function next(): void\n    {\n        «Cache::store('octane')->put('online', 1)»;\n    }\n}\n",
      },
      good: {
        'app/Services/Numbers.php':
          "<?php\n\nnamespace App\\Services;\n\nuse Illuminate\\Support\\Facades\\Cache;\nuse Illuminate\\Support\\Facades\\DB;\n\nclass Numbers\n{\n    public function next(): void\n    {\n        Cache::store('redis')->put('online', 1);\n    }\n}\n",
      },
    },
  ],
});

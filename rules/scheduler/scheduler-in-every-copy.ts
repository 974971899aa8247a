import { hazard, isShared, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'Every copy of the app brings its own scheduler',
  why: 'Each scheduler fires every task, so with two servers each task is done twice.',
  remedy: {
    any: 'Run the scheduler as one process of its own, or let the schedulers elect one through a store that all servers share.',
  },
  needs: ['schedulerProcesses'],
  *check({ schedulerProcesses }) {
    for (const scheduler of schedulerProcesses) {
      if (!scheduler.firesUnguarded) continue;
      const extra = { at: scheduler.at, technology: scheduler.technology, repair: scheduler.repair };
      const elected = scheduler.guards.find(
        ({ kind, backend }) => kind === 'once' && backend.state === 'known' && isShared(backend.value),
      );
      if (elected) {
        yield safe(
          `${scheduler.label} runs on one server at a time by ${elected.label}`,
          elected.backend.because,
          extra,
        );
        continue;
      }
      yield* judge(`whether every server runs ${scheduler.label}`, scheduler.onEachServer, (each, because) =>
        each
          ? hazard(
              `${scheduler.label} is started with every copy of the app: each task is done once per server`,
              because,
              extra,
            )
          : safe(`${scheduler.label} runs in one place`, because, extra),
      );
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'rufus-scheduler in the web process',
      bad: {
        'config/initializers/scheduler.rb': '«Rufus::Scheduler.new».every("1h") { Digest.send_all }\n',
      },
      good: {
        'config/initializers/other.rb': 'X = 1\n',
      },
    },
  ],
});

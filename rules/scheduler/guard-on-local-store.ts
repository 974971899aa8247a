import { hazard, isShared, judge, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The guard of a scheduled task guards one server only',
  why: 'The task asks for a lock so that it runs once, but the lock lives where the other server cannot see it: both get it, and both run.',
  remedy: {
    any: 'Keep the lock in a store that every server reaches (Redis, Memcached, the shared database).',
  },
  needs: ['scheduledTasks'],
  *check({ scheduledTasks }) {
    for (const task of scheduledTasks) {
      if (task.effect === 'everywhere' || (task.single.state === 'known' && task.single.value)) continue;
      for (const guard of task.guards) {
        if (guard.kind !== 'once') continue;
        const extra = { at: task.at, technology: task.technology, repair: task.repair };
        yield* judge(`where the lock of ${guard.label} lives`, guard.backend, (backend, because) => {
          if (isShared(backend) || backend.dependsOn) return undefined;
          const message = `${guard.label} of ${task.label} keeps its lock in '${backend.technology}' on one ${backend.reach}: both servers get it and both run the task`;
          return hazard(message, [...task.because, ...because], extra);
        });
      }
    }
  },
  examples: [],
});

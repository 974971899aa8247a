import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'A deployment migrates the database once for each server',
  why: 'The servers change the schema at the same moment: one fails on what the other has just made, or both run the same data migration.',
  remedy: {
    any: 'Run migrations on one server, before the others get the new code, or under a lock of the database.',
    ansible:
      'With Ansible add `run_once: true` to the task, where all hosts of the play share one database; where each is an installation of its own, each has to migrate.',
  },
  needs: ['deploySteps'],
  *check({ deploySteps }) {
    for (const { label, technology, step, everyServer, at, repair } of deploySteps) {
      if (step !== 'migrate') continue;
      yield* judge(`on how many servers ${label} runs`, everyServer, (every, because) =>
        every
          ? hazard(`${label} runs on every server of the deployment, at the same time`, because, {
              at,
              technology,
              repair,
            })
          : safe(`${label} runs on one server`, because, { technology }),
      );
    }
  },
  examples: [],
});

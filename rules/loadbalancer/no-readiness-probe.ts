import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'Copies get requests before they are ready',
  why: 'A copy is sent users from the moment its process exists until it is killed: errors at every start, every deploy and every overload.',
  remedy: {
    any: 'Add a readiness probe that answers only when the copy can serve.',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, role, readiness, balanced } of processes) {
      if (!readiness || !balanced || role === 'job') continue;
      yield* judge(`whether ${name} says when it is ready`, readiness, (is, because) =>
        is
          ? safe(`${name} says when it is ready`, because, { technology })
          : hazard(`${name} has no readiness probe: users are sent to copies that cannot serve yet`, because, {
              technology,
            }),
      );
    }
  },
  examples: [],
});

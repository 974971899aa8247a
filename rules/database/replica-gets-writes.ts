import { hazard, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The proxy cannot tell the primary from a replica',
  why: 'It sends connections to every node whose port opens: half of the writes reach a replica and fail, and after a failover the old primary keeps its connections.',
  remedy: {
    any: 'Check the role over HTTP (Patroni answers `/primary` on port 8008) and cut the connections of a node that lost it.',
  },
  needs: ['balancers'],
  *check({ balancers }) {
    for (const { name, technology, serves, backends, checks, portOnly, checkPath, readOnly } of balancers) {
      if (serves !== 'database' || readOnly || backends.state === 'unknown' || backends.value < 2) continue;
      if (checks.state === 'unknown') continue;
      if (checks.value === 'active' && !portOnly)
        yield safe(`${name} asks its nodes for their role${checkPath ? ` (${checkPath})` : ''}`, checks.because, {
          technology,
        });
      else
        yield hazard(
          `${name} sends connections to ${backends.value} database nodes without asking which one is the primary`,
          checks.because,
          { technology },
        );
    }
  },
  examples: [],
});

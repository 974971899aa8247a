import { hazard, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The proxy cannot tell the primary from a replica',
  why: 'It sends connections to every node whose port opens: half of the writes reach a replica and fail, and after a failover the old primary keeps its connections.',
  remedy: {
    any: 'Check the role over HTTP (Patroni answers `/primary` on port 8008) and cut the connections of a node that lost it.',
    haproxy:
      'With Patroni: `option httpchk GET /primary`, `http-check expect status 200`, `default-server inter 3s fall 3 rise 2 on-marked-down shutdown-sessions`, and `check port 8008` on every server.',
  },
  needs: ['balancers'],
  *check({ balancers }) {
    for (const {
      name,
      technology,
      serves,
      backends,
      checks,
      portOnly,
      checkPath,
      readOnly,
      spares = 0,
      repairs,
    } of balancers) {
      if (serves !== 'database' || readOnly || backends.state === 'unknown' || backends.value - spares < 2) continue;
      if (checks.state === 'unknown') continue;
      if (checks.value === 'active' && !portOnly)
        yield safe(`${name} asks its nodes for their role${checkPath ? ` (${checkPath})` : ''}`, checks.because, {
          technology,
        });
      else
        yield hazard(
          `${name} sends connections to ${backends.value} database nodes without asking which one is the primary`,
          checks.because,
          { technology, repair: repairs?.role },
        );
    }
  },
  examples: [
    {
      on: 'haproxy-2',
      about: 'an open port does not tell the primary; asking for the role does; replicas may be any; a spare waits',
      bad: {
        'haproxy.cfg':
          'listen db\n  mode tcp\n  «server db1 10.0.0.31:5432 check»\n  server db2 10.0.0.32:5432 check\n',
      },
      good: {
        'haproxy.cfg':
          'listen replicas\n  mode tcp\n  server db1 10.0.0.31:5432 check\n  server db2 10.0.0.32:5432 check\nlisten pg\n  mode tcp\n  server db1 10.0.0.31:5432 check\n  server db2 10.0.0.32:5432 check backup\n',
      },
    },
    { on: 'haproxy-2', about: 'asks for /primary', good: {} },
  ],
});

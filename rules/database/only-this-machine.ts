import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'A database answers its own machine only',
  why: 'A second app server cannot reach it: it would need a database of its own, and the two would drift apart.',
  remedy: {
    any: 'Let it listen on the private network as well, with a login, and admit the app servers only.',
  },
  needs: ['dataServers'],
  reads: ['poolers', 'balancers'],
  *check({ dataServers, poolers, balancers }) {
    const isFronted = poolers.length > 0 || balancers.some(({ serves }) => serves === 'database');
    for (const { label, technology, role, listens } of dataServers) {
      if (role !== 'database' || !listens) continue;
      yield* judge(`who reaches ${label}`, listens, (who, because) => {
        if (who === 'network') return safe(`other machines reach ${label}`, because, { technology });
        if (isFronted) return undefined;
        const message = `${label} answers programs of its own machine only: a second app server cannot use it`;
        return hazard(message, because, { technology });
      });
    }
  },
  examples: [
    {
      on: 'postgres-16',
      about: 'behind a pooler of the same machine it need not be reached',
      bad: { 'postgresql.conf': "«listen_addresses = 'localhost'»\n" },
      good: {
        'postgresql.conf': "listen_addresses = 'localhost'\n",
        'pgbouncer.ini': '[databases]\n* = host=127.0.0.1\n[pgbouncer]\nlisten_addr = *\n',
      },
    },
    {
      on: 'mysql-8',
      bad: { 'my.cnf': '[mysqld]\n«bind-address = 127.0.0.1»\n' },
      good: { 'my.cnf': '[client]\nhost = 127.0.0.1\n[mysqld]\nbind-address = *\n' },
    },
  ],
});

import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'A data store answers its own machine only',
  why: 'A second app server cannot reach it: it would need a store of its own, and the two would drift apart.',
  remedy: {
    any: 'Let it listen on the private network as well, with a login, and admit the app servers only.',
  },
  needs: ['dataServers'],
  reads: ['poolers', 'balancers'],
  *check({ dataServers, poolers, balancers }) {
    for (const { label, technology, role, listens } of dataServers) {
      if (!listens) continue;
      const fronted = role === 'database' && (poolers.length > 0 || balancers.some(({ serves }) => serves === role));
      yield* judge(`who reaches ${label}`, listens, (who, because) => {
        if (who === 'network') return safe(`other machines reach ${label}`, because, { technology });
        if (fronted) return undefined;
        return hazard(`${label} answers programs of its own machine only: a second app server cannot use it`, because, {
          technology,
        });
      });
    }
  },
  examples: [
    {
      on: 'redis-7',
      bad: { 'redis.conf': '«bind 127.0.0.1 -::1»\n' },
      good: { 'redis.conf': 'bind 127.0.0.1 10.0.0.21\nrequirepass change-me\n' },
    },
    {
      on: 'redis-7',
      about: 'protected mode, which the images of Redis switch off',
      bad: { 'redis.conf': '«maxmemory 0»\n' },
      good: {
        'redis.conf': 'maxmemory 0\n',
        'compose.yaml': `services:
  web:
    image: registry.example.com/shop:1
    restart: always
  redis:
    image: redis:7
    restart: always
    command: redis-server /usr/local/etc/redis/redis.conf
    volumes:
      - ./redis.conf:/usr/local/etc/redis/redis.conf
      - redis:/data
volumes:
  redis: {}
`,
      },
    },
    {
      on: 'redis-7',
      about: 'a mounted file that the command does not name is not read',
      bad: {
        'conf/redis.conf': '«bind 127.0.0.1»\n',
        'compose.yaml': `services:
  web:
    image: registry.example.com/shop:1
    restart: always
  redis:
    image: redis:7
    command: ["redis-server", "/etc/redis.conf"]
    volumes: ["./conf/redis.conf:/etc/redis.conf:ro", "redis:/data"]
`,
      },
      good: {
        'conf/redis.conf': 'bind 127.0.0.1\n',
        'compose.yaml': `services:
  web:
    image: registry.example.com/shop:1
    restart: always
  redis:
    image: redis:7
    command: ["redis-server", "--appendonly", "yes"]
    volumes: ["./conf/redis.conf:/etc/redis.conf:ro", "redis:/data"]
`,
      },
    },
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

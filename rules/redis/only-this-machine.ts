import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'warning',
  title: 'A Redis or broker answers its own machine only',
  why: 'A second app server cannot reach it: sessions, locks and jobs that it keeps for one server are not there for the other.',
  remedy: {
    any: 'Let it listen on the private network as well, with a login, and admit the app servers only.',
  },
  needs: ['dataServers'],
  *check({ dataServers }) {
    for (const { label, technology, role, listens } of dataServers) {
      if (role === 'database' || !listens) continue;
      yield* judge(`who reaches ${label}`, listens, (who, because) =>
        who === 'network'
          ? safe(`other machines reach ${label}`, because, { technology })
          : hazard(`${label} answers programs of its own machine only: a second app server cannot use it`, because, {
              technology,
            }),
      );
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
  ],
});

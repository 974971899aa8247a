import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'A data store lets everybody in who reaches it',
  why: 'To serve several app servers it must listen on the network; without a login, whoever reaches that network reads and deletes everything.',
  remedy: {
    any: 'Ask for a login, and let a firewall admit the app servers only.',
  },
  needs: ['dataServers'],
  *check({ dataServers }) {
    for (const { label, technology, listens, login, repairs } of dataServers) {
      if (!listens || !login || listens.state === 'unknown' || listens.value === 'machine') continue;
      yield* judge(`whether ${label} asks for a login`, login, (asks, because) =>
        asks
          ? safe(`${label} asks for a login`, because, { technology })
          : hazard(`${label} listens on the network and asks nobody for a password`, [...listens.because, ...because], {
              technology,
              repair: repairs?.login,
            }),
      );
    }
  },
  examples: [
    {
      on: 'redis-7',
      about: 'protected mode switched off, no password',
      bad: { 'redis.conf': 'bind 0.0.0.0\n«protected-mode no»\n' },
      good: { 'redis.conf': 'bind 0.0.0.0\nprotected-mode no\nrequirepass change-me\n' },
    },
    {
      on: 'mongodb-7',
      bad: { 'mongod.conf': 'net:\n  bindIpAll: «true»\nstorage:\n  dbPath: /data\n' },
      good: { 'mongod.conf': 'net:\n  bindIp: 0.0.0.0\nsecurity:\n  authorization: enabled\n' },
    },
    {
      on: 'postgres-16',
      bad: { 'pg_hba.conf': 'local all all trust\n«host all all 0.0.0.0/0 trust»\n' },
      good: {
        'pg_hba.conf': 'local all all trust\nhost all all 10.0.0.0/8 scram-sha-256\nhost all all 127.0.0.1/32 trust\n',
      },
    },
  ],
});

import { hazard, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The primary is announced by an address of the machine itself',
  why: 'Whoever asks where the primary is gets 127.0.0.1: apps and watchers on other machines connect to themselves, and a failover promotes nobody they can reach.',
  remedy: {
    any: 'Name the primary by an address that all servers reach (and set `announce-ip` behind NAT).',
  },
  needs: ['failovers'],
  *check({ failovers }) {
    for (const { label, technology, engine, loopback, repairs, at } of failovers) {
      if (engine !== 'redis') continue;
      for (const step of loopback)
        yield hazard(`${label} tells other machines to look for it on themselves`, [step], {
          technology,
          repair: repairs?.loopback,
        });
      if (loopback.length === 0)
        yield safe(`${label} names addresses that others reach`, [{ at, says: 'names the primary' }], { technology });
    }
  },
  examples: [
    {
      on: 'redis-7',
      bad: { 'sentinel-1.conf': 'port 26379\n«sentinel monitor shop 127.0.0.1 6379 2»\n' },
      good: {},
    },
  ],
});

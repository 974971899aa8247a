import type { EffectRow } from '../../program/catalogue.js';

const redis = 'phpredis 6, README.md';

/** Stores of values that all servers share. */
export const storeEffects: readonly EffectRow[] = [
  { on: '{Redis,Predis/Client}', is: 'connect', options: { options: 0 }, source: redis },
  {
    on: '{Redis,Predis/Client}().{set,setex,setnx,del,incr,decr,hset,hSet,hdel,hDel,lpush,lPush,rpush,rPush,zadd,zAdd,sadd,sAdd,publish}',
    is: 'shared',
    what: 'rows',
    source: redis,
  },
  { on: '{Redis,Predis/Client}().get', is: 'look', key: 0, source: redis },
  { on: '{Redis,Predis/Client}().set', is: 'keep', key: 0, data: 1, source: redis },
  { on: '{Redis,Predis/Client}().setex', is: 'keep', key: 0, data: 2, source: redis },
  {
    on: '{Redis,Predis/Client}().{set,setnx}',
    is: 'lock',
    key: 0,
    reach: 'shared',
    when: { arg: 2, matches: '^([nN][xX]|EX|PX)' },
    source: redis,
  },
  { on: 'Memcached', is: 'connect', source: 'PHP manual (doc-en), reference/memcached' },
  {
    on: 'Memcached().{set,add,replace,delete,increment,decrement}',
    is: 'cache',
    key: 0,
    reach: 'shared',
    source: 'PHP manual (doc-en), reference/memcached',
  },
];

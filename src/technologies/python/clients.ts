import type { Fact } from '../../facts/fact.js';
import { known, said } from '../../resolve/evidence.js';
import type { KeyValueConnection } from '../../resolve/parts/data.js';
import type { Queue } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import type { Resolution } from '../technology.js';
import { byHand } from './by-hand.js';
import { connectionOf, joinConnections } from './connections.js';
import type { Machine } from './frame.js';
import { argumentIn, type PyValue } from './values.js';

const client =
  /^(redis|aioredis|valkey)(\.asyncio|\.client)?\.(Redis|StrictRedis|Valkey|from_url|create_redis_pool|Redis\.from_url|StrictRedis\.from_url)$/;

/** Clients of Redis that code makes by itself: without an address they look on this machine (redis/client.py). */
export function redisClients(app: Resolution, machine: Machine): readonly KeyValueConnection[] {
  const found: KeyValueConnection[] = [];
  for (const fact of app.facts.of('python-call')) {
    if (!client.test(fact.name) || byHand.test(fact.at.file)) continue;
    const value = addressOf(fact, machine);
    const connection =
      value && connectionOf({ machine, label: 'Redis', technology: 'python', value, purposes: ['data'], app });
    if (connection) found.push(connection);
  }
  return joinConnections(found);
}

function addressOf(fact: Fact<'python-call'>, machine: Machine): PyValue | undefined {
  const isUrl = /from_url$/.test(fact.name);
  if (fact.args.length === 0 && !isUrl)
    return { is: 'scalar', value: 'localhost', because: [said(fact.at, 'names no host: it is localhost')] };
  return argumentIn(machine.argumentsOf(fact), 0, isUrl ? 'url' : 'host');
}

/** Queues of small task libraries, by the class that is made (huey, dramatiq). */
const queueKinds: readonly (readonly [RegExp, string, Backend])[] = [
  [/^huey(\.\w+)*\.(Cy)?SqliteHuey$/, 'huey', { technology: 'sqlite', reach: 'server' }],
  [/^huey(\.\w+)*\.FileHuey$/, 'huey', { technology: 'files', reach: 'server' }],
  [/^huey(\.\w+)*\.MemoryHuey$/, 'huey', { technology: 'memory', reach: 'process' }],
  [/^huey(\.\w+)*\.PostgresHuey$/, 'huey', { technology: 'postgres', reach: 'shared' }],
  [/^huey(\.\w+)*\.(Priority)?Redis(Expire)?Huey$/, 'huey', { technology: 'redis', reach: 'shared' }],
  [/^dramatiq\.brokers\.stub\.StubBroker$/, 'dramatiq', { technology: 'memory', reach: 'process' }],
  [
    /^dramatiq\.brokers\.(redis\.RedisBroker|rabbitmq\.RabbitmqBroker)$/,
    'dramatiq',
    { technology: 'its broker', reach: 'shared' },
  ],
  [/^rq\.Queue$/, 'RQ', { technology: 'redis', reach: 'shared' }],
];

export function smallQueues(app: Resolution): readonly Queue[] {
  const found: Queue[] = [];
  for (const fact of app.facts.of('python-call')) {
    const kind = queueKinds.find(([pattern]) => pattern.test(fact.name));
    if (!kind) continue;
    const backend = known(kind[2], [said(fact.at, `keeps jobs in ${kind[2].technology}`)]);
    found.push({ label: kind[1], technology: 'python', runs: 'broker', backend, uses: [] });
  }
  return found.slice(0, 3);
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { audit } from '../../src/audit.js';
import { mapText } from '../../src/report/map.js';

async function mapOf(app: string): Promise<readonly string[]> {
  return mapText(await audit(`fixtures/apps/${app}`), 80).split('\n');
}

function below(lines: readonly string[], head: string): readonly string[] {
  const from = lines.indexOf(head) + 1;
  const to = lines.indexOf('', from);
  return lines.slice(from, to < 0 ? undefined : to);
}

describe('the map of a shop: nginx before two copies of Laravel, workers, a scheduler, Redis and PostgreSQL', () => {
  test('draws what runs, in front first', async () => {
    assert.deepEqual(below(await mapOf('compose-shop'), 'What runs'), [
      '  balancer   shop       nginx       2 backends, passive checks',
      '  web        web        compose     2 copies',
      '  worker     worker     compose     1 copy',
      '  scheduler  scheduler  compose     1 copy',
      '  proxy      proxy      proxy       1 node',
      '  cache      redis      redis       1 node, no failover',
      '  database   db         postgresql  1 node, no failover',
    ]);
  });

  test('says where each state is kept and which line decided it', async () => {
    const rows = below(await mapOf('compose-shop'), 'What is kept, and who can reach it');
    const cells = rows.slice(1).map((row) => row.trim().split(/\s{2,}/));
    assert.deepEqual(
      cells.map(([what, ...rest]) => [what, rest.at(-1)]),
      [
        ['sessions', 'compose.yaml:11'],
        ['the cache', 'compose.yaml:12'],
        ['the database', 'compose.yaml:9'],
        ['maintenance mode', 'compose.yaml:28'],
      ],
    );
    assert.ok(rows.filter((row) => row.includes('!  server')).every((row) => row.includes('maintenance mode')));
  });
});

describe('the map of servers without an orchestrator', () => {
  test('holds the poolers, watchers and stores that only their own files tell of', async () => {
    assert.deepEqual(below(await mapOf('ha-stack-good'), 'What runs').slice(-5), [
      '  pooler     pgbouncer.ini      pgbouncer',
      '  failover   Patroni for shop   patroni     3 nodes',
      '  failover   Sentinel for shop  sentinel    3 nodes',
      '  cache      redis-cache.conf   redis       keeps nothing',
      '  cache      redis.conf         redis',
    ]);
  });

  for (const app of ['ha-stack-good', 'ha-stack-bad', 'compose-shop'])
    test(`fits into 80 columns: ${app}`, async () => {
      for (const line of await mapOf(app)) assert.ok(line.length <= 80, line);
    });
});

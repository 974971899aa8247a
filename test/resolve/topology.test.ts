import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { known } from '../../src/resolve/evidence.js';
import type { Process } from '../../src/resolve/parts/topology.js';
import { runs } from '../../src/resolve/topology.js';

const process: Process = {
  name: 'web',
  technology: 'compose',
  role: 'web',
  replicas: known(1, []),
  pinned: [],
  environment: [],
  volumes: [],
  ports: [],
  at: { file: 'compose.yaml', start: 0, end: 0 },
};

describe('a process belongs to the app', () => {
  const place = { root: 'apps/api', others: ['.', 'apps/site', 'src/cart/src'] };
  const cases: readonly (readonly [string, Partial<Process>, boolean])[] = [
    ['whose folder holds its Dockerfile', { folders: ['apps/api/docker', '.'] }, true],
    ['and not to the one beside', { folders: ['apps/site', '.'] }, false],
    ['whose folder is built, where the Dockerfile lies elsewhere', { folders: ['.', 'apps/api'] }, true],
    [
      'that it starts, where a Dockerfile of the root builds all',
      { folders: ['.'], starts: ['.', 'apps/api/dist'] },
      true,
    ],
    ['that it starts, not to the one beside', { folders: ['.'], starts: ['apps/site'] }, false],
    ['that is named like its image', { image: 'registry.example.com:5000/team/api:1.2' }, true],
    ['that is named, not to another', { image: 'cart' }, false],
    ['that it names itself', { app: 'apps/api', folders: ['apps/site'] }, true],
    ['whichever it is, when nothing tells', { image: 'something' }, true],
  ];
  for (const [name, said, wanted] of cases)
    test(name, () => {
      assert.equal(runs({ ...process, ...said }, place), wanted);
    });

  test('when there is one app only', () => {
    assert.ok(runs({ ...process, folders: ['elsewhere'] }, { root: '.', others: [] }));
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { known, unknown } from '../../src/resolve/evidence.js';
import { mountOf } from '../../src/resolve/mounts.js';
import type { Mount, Process } from '../../src/resolve/parts/topology.js';
import { defaultProfile } from '../../src/resolve/profile.js';

const at = { file: 'compose.yaml', start: 0, end: 0 };

function mount(path: string, reach: 'shared' | 'server' | 'unknown'): Mount {
  return { path, reach: reach === 'unknown' ? unknown('who knows', []) : known(reach, []), readOnly: false, at };
}

function processWith(volumes: readonly Mount[]): Process {
  return {
    name: 'web',
    technology: 'compose',
    role: 'web',
    replicas: known(1, []),
    pinned: [],
    environment: [],
    volumes,
    ports: [],
    at,
  };
}

const cases: readonly (readonly [says: string, volumes: readonly Mount[], shared: boolean | undefined])[] = [
  ['no mount says nothing', [], undefined],
  ['a shared mount of the folder', [mount('/var/www/html/uploads', 'shared')], true],
  ['a slash at the end does not matter', [mount('/var/www/html/uploads/', 'shared')], true],
  ['a volume of one server', [mount('/app/uploads', 'server')], false],
  ['a shared mount wins over a local one', [mount('/app/uploads', 'server'), mount('/srv/uploads', 'shared')], true],
  ['a mount of the whole app', [mount('/var/www/html', 'shared')], true],
  ['a mount of another folder', [mount('/app/other', 'shared')], undefined],
  ['a folder whose name only ends alike', [mount('/app/old-uploads', 'shared')], undefined],
  ['a mount of unknown reach', [mount('/app/uploads', 'unknown')], undefined],
];

describe('what the deployment says of a folder', () => {
  for (const [says, volumes, shared] of cases)
    test(`${says}: ${String(shared)}`, () => {
      const given = { processes: [processWith(volumes)], profile: defaultProfile };
      assert.equal(mountOf(given, 'uploads', ['/var/www/html'])?.shared, shared);
    });

  test('a shared path of the profile covers what lies below it', () => {
    const given = { processes: [], profile: { ...defaultProfile, sharedPaths: ['storage'] } };
    assert.equal(mountOf(given, 'storage/app')?.shared, true);
    assert.equal(mountOf(given, 'storage2')?.shared, undefined);
  });
});

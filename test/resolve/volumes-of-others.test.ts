import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { App } from '../../src/resolve/app.js';
import { known } from '../../src/resolve/evidence.js';
import type { LocalWrite } from '../../src/resolve/parts/store.js';
import { withoutVolumesOfOthers } from '../../src/resolve/told-volumes.js';

const because = [{ at: { file: 'compose.yml', start: 40, end: 60 }, says: 'keeps it' }];
const backend = known({ technology: 'a volume', reach: 'server' as const }, because);
const volume: LocalWrite = {
  label: 'what the app keeps in volumes',
  technology: 'compose',
  content: 'other',
  path: '/opt/app/api/data',
  backend,
  uses: [],
};
const logos = { label: 'uploaded files', technology: 'node', content: 'upload' as const, backend, uses: [] };

const app = (path: string, parts: App['parts']): App =>
  ({ path, stack: [], parts, unread: [], unseen: [] }) as unknown as App;
const volumesOf = (apps: readonly App[]) => apps.map(({ parts }) => parts.localWrites?.length ?? 0);

test('a volume of a container of two apps is told with the files that one of them is seen to keep there', () => {
  const web = app('web', { localWrites: [volume] });
  const api = app('api', { fileStores: [{ ...logos, path: './data/logos/*' }] });
  assert.deepEqual(volumesOf(withoutVolumesOfOthers([web, api])), [0, 0]);
  const elsewhere = app('api', { fileStores: [{ ...logos, path: './pictures/*' }] });
  assert.deepEqual(volumesOf(withoutVolumesOfOthers([web, elsewhere])), [1, 0]);
});

test('two apps that know no more than the volume both tell it', () => {
  const apps = ['web', 'api'].map((path) => app(path, { localWrites: [volume] }));
  assert.deepEqual(volumesOf(withoutVolumesOfOthers(apps)), [1, 1]);
});

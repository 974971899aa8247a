import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditFiles } from '../../src/audit.js';
import { roleOf } from '../../src/discover/role.js';
import { sourceOf } from '../../src/read/read.js';

const job = `job "shop" {
  group "web" {
    count = 1
    task "web" {
      driver = "docker"
      config { image = "ghcr.io/acme/shop:1" }
    }
  }
}
`;

test('a workload in a format that is not read keeps the report from being complete, and from 100', async () => {
  const refs = [{ path: 'shop.nomad.hcl', size: job.length, role: roleOf('shop.nomad.hcl') }];
  const report = await auditFiles({ refs, read: (ref) => sourceOf(Buffer.from(job), ref) });
  assert.deepEqual(
    report.errors.map(({ path, line, message }) => [path, line, message]),
    [['shop.nomad.hcl', 1, 'starts processes in a format that is not read: what it starts was not judged']],
  );
  assert.equal(report.score.complete, false);
  assert.ok(report.score.value < 90);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AuditOptions, auditFiles } from '../../src/audit.js';
import { roleOf } from '../../src/discover/role.js';
import { eolOf } from '../../src/read/source.js';
import { reporter } from '../../src/report/index.js';
import type { AppReport, Report } from '../../src/report/report.js';
import { waySentence } from '../../src/report/ways.js';

const files = new Map([
  ['README.md', '# Shop\n\n    docker compose -f ops/compose.yaml up -d\n'],
  ['compose.yaml', 'services:\n  web:\n    build: { context: ., target: dev }\n    container_name: shop\n'],
  ['ops/compose.yaml', 'services:\n  web:\n    image: shop:1\n    container_name: shop\n    ports: ["80:80"]\n'],
  ['regtest/compose.yaml', 'services:\n  node:\n    image: chain:1\n    container_name: chain\n'],
]);

async function audited(options: AuditOptions = {}): Promise<Report> {
  const refs = [...files].map(([path, text]) => ({ path, size: text.length, role: roleOf(path) }));
  const read = (ref: (typeof refs)[number]) => {
    const text = files.get(ref.path) ?? '';
    return { path: ref.path, role: ref.role, text, hash: ref.path, bom: false, eol: eolOf(text), lossless: true };
  };
  return auditFiles({ refs, read }, options);
}

const pinned = ({ findings }: Report) =>
  findings.filter(({ ruleId }) => ruleId === 'loadbalancer/pinned-to-one-host').map(({ location }) => location.path);

describe('the way of production', () => {
  test('is said with its reason, and the others with theirs', async () => {
    const report = await audited();
    const [app] = report.apps;
    assert.ok(app);
    const sentence = waySentence(app) ?? '';
    assert.match(sentence, /^judged: ops\/compose\.yaml \(README\.md starts it\); not judged: /);
    assert.match(sentence, /compose\.yaml \(starts web as for a developer\)/);
    assert.match(sentence, /regtest\/compose\.yaml \(lies in a folder for tests and trials\)/);
    assert.deepEqual(pinned(report), ['ops/compose.yaml']);
  });

  test('stands in text, markdown, html and json', async () => {
    const report = await audited();
    for (const [format, words] of [
      ['text', /judged: ops\/compose\.yaml/],
      ['markdown', /judged: ops\/compose\.yaml/],
      ['html', /<code>ops\/compose\.yaml<\/code><\/td><td>judged<\/td><td>README\.md starts it/],
      ['json', /"path": "ops\/compose\.yaml",\s+"technology": "compose",\s+"why": "README\.md starts it"/],
    ] as const) {
      const print = await reporter(format);
      assert.match(print?.(report, { color: false, width: 200, verbose: false, quiet: false }) ?? '', words, format);
    }
  });

  test('is what the user names, also a file that looks as if it were for developers', async () => {
    const report = await audited({ deployment: 'compose.yaml' });
    assert.deepEqual(pinned(report), ['compose.yaml']);
    assert.match(waySentence(report.apps[0] as AppReport) ?? '', /^judged: compose\.yaml \(is named by --deployment\)/);
    const [named, dotted] = [await audited({ deployment: 'ops' }), await audited({ deployment: './ops/' })];
    assert.deepEqual(dotted.apps, named.apps, 'however the folder is written');
  });
});

import '../sample-rule.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { github } from '../../src/report/github.js';
import type { ReportOptions } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import { sarif } from '../../src/report/sarif.js';
import { auditedApp, plainOptions, reportWith } from './reports.js';

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
interface PhysicalLocation {
  readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
  readonly region: Region;
  readonly contextRegion?: { readonly snippet: { readonly text: string } };
}
interface Located {
  readonly physicalLocation: PhysicalLocation;
  readonly message: { readonly text: string };
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Located[];
  readonly relatedLocations?: readonly (Located & { readonly id: number })[];
  readonly codeFlows?: readonly {
    readonly threadFlows: readonly { readonly locations: readonly { readonly location: Located }[] }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: string; readonly justification?: string }[];
}
interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly help: { readonly markdown: string } }[] } };
  readonly invocations: readonly { readonly executionSuccessful: boolean; readonly toolConfigurationNotifications?: readonly { readonly message: { readonly text: string }; readonly locations?: readonly Located[] }[]; readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string }; readonly locations?: readonly Located[] }[] }[];
  readonly results: readonly Result[];
} // biome-ignore format: only the fields that the tests look at

const schema = JSON.parse(readFileSync('fixtures/sarif-schema/sarif-2.1.0.json', 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
const validate = ajv.compile(schema);

/** The only run of the document, once the official schema has accepted it. */
function runOf(report: Report, options: Partial<ReportOptions> = {}): Run {
  const text = sarif(report, { ...plainOptions, ...options });
  assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors, null, 1));
  return only(JSON.parse(text).runs);
}

function only<T>(items: readonly T[] | undefined): T {
  assert.equal(items?.length, 1);
  return (items as readonly T[])[0] as T;
}

describe('the sarif format', () => {
  test('gives an audited app as a document that the official schema accepts', async () => {
    const run = runOf(await auditedApp());
    const result = run.results.find(({ ruleId }) => ruleId === 'sessions/per-server-store');
    assert.equal(result?.level, 'error');
    assert.deepEqual(result?.locations[0]?.physicalLocation.artifactLocation, { uri: '.env.example', uriBaseId: '%SRCROOT%' }); // biome-ignore format: one line
    assert.deepEqual(result?.locations[0]?.physicalLocation.region, { startLine: 2, startColumn: 1, endLine: 2, endColumn: 20, snippet: { text: 'SESSION_DRIVER=file' } }); // biome-ignore format: one line
    assert.match(result?.partialFingerprints.primaryLocationLineHash ?? '', /^[0-9a-f]+:1$/);
    assert.equal(run.tool.driver.rules[result?.ruleIndex ?? -1]?.id, 'sessions/per-server-store');
  });

  test('says results: [] where nothing was found', () => {
    assert.deepEqual(runOf(reportWith()).results, []);
  });

  const paths: readonly (readonly [path: string, repository: string | undefined, uri: string])[] = [
    ['config/a b.php', undefined, 'config/a%20b.php'],
    ['config/session.php', 'apps/shop', 'apps/shop/config/session.php'],
    ['100%#?.env', undefined, '100%25%23%3F.env'],
    ['ünï.env', undefined, '%C3%BCn%C3%AF.env'],
    ['a:b/[c].yaml', undefined, 'a%3Ab/%5Bc%5D.yaml'],
    ['lone\ud800.env', undefined, 'lone%EF%BF%BD.env'],
  ];
  for (const [path, repository, uri] of paths) {
    test(`names ${JSON.stringify(path)} ${repository ? `in ${repository} ` : ''}as ${uri}`, () => {
      const report = reportWith({ location: { path, line: 1, column: 1, endLine: 1, endColumn: 2 }, evidence: [] });
      const run = runOf(report, repository ? { repository } : {});
      assert.equal(only(run.results).locations[0]?.physicalLocation.artifactLocation.uri, uri);
    });
  }

  test('tells the chain of reasons as a code flow and as related places, the builtin steps with the next place', () => {
    const at = { path: 'config/session.php', line: 4, column: 17, endLine: 4, endColumn: 48 };
    const report = reportWith({
      evidence: [
        { builtin: 'laravel/framework 11.9', message: 'the default is database' },
        { location: { ...at, path: '.env' }, message: 'SESSION_DRIVER is file' },
        { location: at, message: 'reads SESSION_DRIVER' },
      ],
    });
    const result = only(runOf(report).results);
    const flow = only(only(result.codeFlows).threadFlows).locations.map(({ location }) => location);
    assert.deepEqual(flow.map(({ message }) => message.text), ['(laravel/framework 11.9) The default is database. SESSION_DRIVER is file.', 'Reads SESSION_DRIVER.']); // biome-ignore format: one line
    assert.deepEqual(flow.map(({ physicalLocation }) => physicalLocation.artifactLocation.uri), ['.env', 'config/session.php']); // biome-ignore format: one line
    assert.deepEqual(
      result.relatedLocations?.map(({ id }) => id),
      [1, 2],
    );
  });

  test('explains every rule with markdown: what happens, what to do, how to accept it', () => {
    const { markdown } = only(runOf(reportWith({})).tool.driver.rules).help;
    for (const words of ['The next request may reach another copy.', 'Keep sessions in Redis.', '**laravel:**', 'ha-ready-ignore sessions/per-server-store -- ']) // biome-ignore format: one line
      assert.ok(markdown.includes(words), words);
  });

  test('leaves suppressed and baselined findings out, because code scanning would open alerts for them', () => {
    const report = reportWith({}, { status: 'suppressed', reason: 'one worker' }, { status: 'baselined' });
    assert.equal(runOf(report).results.length, 1);
    const all = runOf(report, { showAccepted: true }).results;
    assert.deepEqual(all.map(({ suppressions }) => suppressions?.map(({ kind }) => kind)), [[], ['inSource'], ['external']]); // biome-ignore format: one line
    assert.equal(all[1]?.suppressions?.[0]?.justification, 'one worker');
  });

  test('reports files that could not be read as notifications of a run that succeeded', () => {
    const report = { ...reportWith(), errors: [{ path: 'conf/a.php', line: 3, message: 'unexpected end' }] };
    const invocation = only(runOf(report).invocations);
    assert.equal(invocation.executionSuccessful, true);
    const notification = only(invocation.toolExecutionNotifications);
    assert.equal(notification.message.text, "'conf/a.php' could not be read whole: unexpected end.");
    assert.equal(notification.locations?.[0]?.physicalLocation.region.startLine, 3);
  });

  test('reports suppressions that do nothing', () => {
    const location = { path: 'a b.php', line: 7, column: 3, endLine: 7, endColumn: 18 };
    const report = {
      ...reportWith(),
      hints: [{ kind: 'unused' as const, location, message: 'the comment accepts nothing' }],
    };
    const notification = only(only(runOf(report).invocations).toolConfigurationNotifications);
    assert.equal(notification.message.text, 'The comment accepts nothing.');
    assert.equal(notification.locations?.[0]?.physicalLocation.region.startLine, 7);
    assert.match(github(report, plainOptions), /^a b\.php:7: The comment accepts nothing\.$/m);
  });

  test('keeps the worst 5,000 results and says how many it left out', () => {
    const notes = Array.from({ length: 5001 }, () => ({ severity: 'note' as const }));
    const run = runOf(reportWith(...notes, { severity: 'error' }));
    assert.equal(run.results.length, 5000);
    assert.equal(run.results[0]?.level, 'error');
    assert.match(
      run.invocations[0]?.toolExecutionNotifications[0]?.message.text ?? '',
      /^2 of 5002 results were left out/,
    );
  });
});

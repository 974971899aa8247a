import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { chartsIn } from '../../../src/technologies/helm/render/chart.js';
import { install } from '../../../src/technologies/helm/render/release.js';
import { type RenderedRelease, renderRelease } from '../../../src/technologies/helm/render/render.js';
import { fixtureCharts } from './charts.js';
import { generatedHelpers, generatedValues, generatorOf } from './generator.js';

type Files = Readonly<Record<string, string>>;

interface Rendered {
  readonly files: Readonly<Record<string, string>>;
  readonly error?: string;
}

const folder = mkdtempSync(join(tmpdir(), 'ha-ready-oracle-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The program that renders with text/template and Sprig, where Go and the libraries of Debian are there to build it. */
function oracle(): ((charts: readonly Files[]) => readonly Rendered[]) | undefined {
  const source = 'test/oracle/helm/main.go';
  const libraries = '/usr/share/gocode';
  if (!existsSync(source) || !existsSync(`${libraries}/src/github.com/Masterminds/sprig`)) return undefined;
  const program = join(folder, 'oracle');
  const built = spawnSync('go', ['build', '-o', program, source], {
    env: { ...process.env, GO111MODULE: 'off', GOPATH: libraries, GOFLAGS: '', GOCACHE: join(folder, 'cache') },
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (built.status !== 0) return undefined;
  return (charts) => {
    const ran = spawnSync(program, { input: JSON.stringify(charts), encoding: 'utf8', maxBuffer: 2 ** 28 });
    return JSON.parse(ran.stdout) as readonly Rendered[];
  };
}

function render(files: Files): RenderedRelease {
  const facts = Object.entries(files).map(([file, text]) => ({
    kind: 'chart-file' as const,
    text,
    at: { file, start: 0, end: text.length },
  }));
  const charts = chartsIn(facts);
  const chart = charts.get('.');
  assert.ok(chart);
  return renderRelease(install(chart, charts));
}

function leavesOpen({ files, refusals }: RenderedRelease): boolean {
  return refusals.length > 0 || files.some(({ text }) => text.pieces.some((piece) => piece.hole));
}

const go = oracle();

describe('what charts print is what Go prints', () => {
  if (!go) {
    test('skipped: Go or the Sprig library is not here', () => {});
    return;
  }
  const wanted = go(fixtureCharts.map(({ files }) => files));
  for (const [index, { name, files }] of fixtureCharts.entries())
    test(name, () => {
      const theirs = wanted[index];
      assert.equal(theirs?.error, undefined);
      const ours = Object.fromEntries(render(files).files.map((file) => [file.name, file.text.text]));
      assert.deepEqual(ours, theirs?.files);
    });
});

describe('templates that are made at random print what Go prints', () => {
  if (!go) {
    test('skipped: Go or the Sprig library is not here', () => {});
    return;
  }
  for (const seed of [1, 20, 300, 4000])
    test(`seed ${seed}`, () => {
      const generator = generatorOf(seed);
      const charts = Array.from({ length: 600 }, () => ({
        'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.2.3\n',
        'values.yaml': generatedValues,
        'templates/_helpers.tpl': generatedHelpers,
        'templates/a.yaml': generator.template(),
      }));
      const wanted = go(charts);
      let compared = 0;
      for (const [index, files] of charts.entries()) {
        const theirs = wanted[index];
        const ours = render(files);
        // Where Go gives up, nothing may be claimed.
        if (theirs?.error !== undefined) continue;
        assert.equal(ours.files[0]?.text.text, theirs?.files['shop/templates/a.yaml'], files['templates/a.yaml']);
        assert.equal(leavesOpen(ours), false, files['templates/a.yaml']);
        compared++;
      }
      assert.ok(compared > 550, `${compared} templates could be compared`);
    });
});

import type { Expr } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import { type Chart, chartsIn } from './render/chart.js';
import { type Documents, documentsOf } from './render/documents.js';
import type { Refusal } from './render/machine.js';
import { type Installed, install, switchedOn } from './render/release.js';
import { type RenderedFile, renderRelease } from './render/render.js';
import type { Dict, Place, Value } from './render/value.js';

/** What a chart of the repository would create. */
export interface ChartManifests {
  /** The chart's folder. */
  readonly chart: string;
  /** As the chart is shipped. */
  readonly shipped: readonly Expr[];
  /** What a switch that is off would make of it, one switch at a time. */
  readonly once: readonly SwitchedOn[];
  /** What could not be made out. */
  readonly unseen: readonly Refusal[];
}

export interface SwitchedOn {
  /** The switch, in a file of values. */
  readonly at: Place;
  /** All manifests then. */
  readonly manifests: readonly Expr[];
  /** Those of the files that the switch speaks in. */
  readonly changed: readonly Expr[];
}

/** Switches of one chart that are tried, and how many in each other. */
const mostSwitches = 40;
const deepest = 2;

const known = new WeakMap<Facts, readonly ChartManifests[]>();

/** Every chart that no other chart of the repository brings along, rendered. Asked several times for the same facts. */
export function chartManifests(facts: Facts): readonly ChartManifests[] {
  const made = known.get(facts) ?? manifestsOf(facts);
  known.set(facts, made);
  return made;
}

function manifestsOf(facts: Facts): readonly ChartManifests[] {
  const charts = chartsIn(facts.of('chart-file'));
  return rootsOf(charts).map((chart) => rendered(chart, charts));
}

function rootsOf(charts: ReadonlyMap<string, Chart>): readonly Chart[] {
  const used = new Set([...charts.values()].flatMap(({ needs }) => needs.flatMap(({ folder }) => folder ?? [])));
  return [...charts.values()].filter(
    ({ folder, isLibrary }) => !isLibrary && !used.has(folder) && !isBelow(folder, charts),
  );
}

/** `shop/charts/redis` */
function isBelow(folder: string, charts: ReadonlyMap<string, Chart>): boolean {
  const above = /^(?:(.*)\/)?charts\/[^/]+$/.exec(folder);
  return above !== null && charts.has(above[1] ?? '.');
}

function rendered(chart: Chart, charts: ReadonlyMap<string, Chart>): ChartManifests {
  const release = install(chart, charts);
  const { files, refusals } = renderRelease(release);
  const documents = new Map(files.map((file) => [file.name, documentsOf(file)]));
  return {
    chart: chart.folder,
    shipped: [...documents.values()].flatMap(({ trees }) => trees),
    once: onceOn(release, files, documents),
    unseen: [
      ...brokenIn(release),
      ...missingIn(release),
      ...refusals,
      ...[...documents.values()].flatMap(({ unseen }) => unseen),
    ],
  };
}

interface Switch {
  readonly at: Place;
  /** Files that ask for it. */
  readonly names: Set<string>;
  /** Switches that have to be on before anybody asks for it. */
  readonly behind: readonly Place[];
}

/** One switch after another turned on; one that only then is asked for (`and .a.enabled .a.files.enabled`) together with those before it. */
function onceOn(
  release: Installed,
  files: readonly RenderedFile[],
  documents: ReadonlyMap<string, Documents>,
): readonly SwitchedOn[] {
  const found = switchesOf(files, []);
  const seen = new Set(found.map(({ at }) => keyOf(at)));
  const once: SwitchedOn[] = [];
  for (const { at, names, behind } of found) {
    if (once.length >= mostSwitches) break;
    const masters = found.filter((other) => other.at !== at && stands(release.values, other.at, at));
    const on = [...behind, ...masters.map((other) => other.at), at];
    const asking = new Set([...names, ...masters.flatMap((other) => [...other.names])]);
    const again = renderRelease(on.reduce(switchedOn, release), asking);
    const changed = again.files.flatMap((file) => documentsOf(file).trees);
    const others = [...documents].flatMap(([name, { trees }]) => (asking.has(name) ? [] : trees));
    once.push({ at, changed, manifests: [...changed, ...others] });
    if (behind.length >= deepest) continue;
    for (const next of switchesOf(again.files, on)) {
      if (seen.has(keyOf(next.at))) continue;
      seen.add(keyOf(next.at));
      found.push({ ...next, names: new Set([...asking, ...next.names]) });
    }
  }
  return once;
}

/** Whether a switch stands over another one: `files.enabled` over `files.data.enabled`. */
function stands(values: Dict, over: Place, under: Place): boolean {
  const above = pathOf(values, over)?.slice(0, -1);
  const below = pathOf(values, under)?.slice(0, -1);
  if (!above || !below || above.length === 0 || above.length >= below.length) return false;
  return above.every((step, index) => step === below[index]);
}

function pathOf(value: Value, at: Place): readonly string[] | undefined {
  if (value.is !== 'dict') return value.is === 'bool' && value.at && keyOf(value.at) === keyOf(at) ? [] : undefined;
  for (const [key, entry] of value.entries) {
    const below = pathOf(entry.value, at);
    if (below) return [key, ...below];
  }
  return undefined;
}

function keyOf({ file, start }: Place): string {
  return `${file}:${start}`;
}

function switchesOf(files: readonly RenderedFile[], behind: readonly Place[]): Switch[] {
  const found = new Map<string, Switch>();
  for (const { name, switches } of files)
    for (const at of switches) {
      const one = found.get(keyOf(at)) ?? { at, names: new Set<string>(), behind };
      one.names.add(name);
      found.set(keyOf(at), one);
    }
  return [...found.values()];
}

function brokenIn({ chart, parts }: Installed): readonly Refusal[] {
  return [...chart.broken, ...parts.flatMap(brokenIn)];
}

/** Charts that are brought along from elsewhere: what they run is not seen. */
function missingIn({ missing, parts }: Installed): readonly Refusal[] {
  const own = missing.map(({ name, repository, at }) => ({
    at,
    says: `the chart ${name}${repository ? ` of ${repository}` : ''} is not in the repository: what it runs was not judged`,
  }));
  return [...own, ...parts.flatMap(missingIn)];
}

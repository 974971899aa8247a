import type { Expr } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import { onceFor } from '../../once.js';
import type { Service } from '../../resolve/parts/topology.js';
import { isLibrary, serviceOfChart } from './known-charts.js';
import { type Chart, chartsIn, entryAt, type Need } from './render/chart.js';
import { documentsOf } from './render/documents.js';
import type { Refusal } from './render/machine.js';
import { counted, type Installed, install } from './render/release.js';
import { renderRelease } from './render/render.js';
import type { Place } from './render/value.js';
import { type RenewedKey, renewedKeys } from './renewed.js';
import { keyOf, probeSlots } from './slots.js';
import { onceOn, type SwitchedOn } from './switches.js';

/** What a chart of the repository would create. */
export interface ChartManifests {
  /** The chart's folder. */
  readonly chart: string;
  /** As the chart is shipped. */
  readonly shipped: readonly Expr[];
  /** What a switch that is off would make of it, one switch at a time. */
  readonly once: readonly SwitchedOn[];
  /** What charts of somebody else's run that it brings along. */
  readonly services: readonly Service[];
  /** The keys of Secrets that each upgrade makes anew. */
  readonly renewed: readonly RenewedKey[];
  /** What could not be made out. */
  readonly unseen: readonly Refusal[];
  /** What the chart says when a number of its values is another one, and it refuses to be installed with it. */
  refuses(at: Place, count: number): string | undefined;
  /** The place of its values that is kept for the readiness probe of a workload, and empty. */
  slot(workload: Expr): Place | undefined;
}

/** Every chart that no other chart of the repository brings along, rendered. Asked several times for the same facts. */
export const chartManifests = onceFor((facts: Facts): readonly ChartManifests[] => {
  const charts = chartsIn(facts.of('chart-file'));
  return rootsOf(charts).map((chart) => rendered(chart, charts));
});

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
  const { files, refusals, fails } = renderRelease(release);
  const documents = new Map(files.map((file) => [file.name, documentsOf(file)]));
  let slots: ReadonlyMap<string, Place> | undefined;
  return {
    chart: chart.folder,
    shipped: [...documents.values()].flatMap(({ trees }) => trees),
    once: onceOn({ release, files, documents }),
    services: servicesOf(release, release.name),
    renewed: renewedKeys({ release, files, documents }),
    unseen: [
      ...brokenIn(release),
      ...missingIn(release),
      ...refusals,
      ...[...documents.values()].flatMap(({ unseen }) => unseen),
    ],
    refuses: (at, count) =>
      canRefuse(release)
        ? renderRelease(counted(release, at, count)).fails.find((says) => !fails.includes(says))
        : undefined,
    slot: (workload) => {
      slots ??= probeSlots(release);
      return slots.get(keyOf(workload));
    },
  };
}

function canRefuse({ chart, parts }: Installed): boolean {
  return [...chart.files.values()].some(({ text }) => /\bfail\b/.test(text)) || parts.some(canRefuse);
}

function brokenIn({ chart, parts }: Installed): readonly Refusal[] {
  return [...chart.broken, ...parts.flatMap(brokenIn)];
}

/** Charts that are brought along from elsewhere: what they run is not seen, unless it is known what they are. */
function missingIn(release: Installed): readonly Refusal[] {
  const own = release.missing
    .filter((need) => !isLibrary(need) && !serviceOf(need, release, release.name))
    .map(({ name, repository, at }) => ({
      at,
      says: `the chart ${name}${repository ? ` of ${repository}` : ''} is not in the repository: what it runs was not judged`,
    }));
  return [...own, ...release.parts.flatMap(missingIn)];
}

function servicesOf(installed: Installed, release: string): readonly Service[] {
  const own = installed.missing.flatMap((need) => serviceOf(need, installed, release) ?? []);
  return [...own, ...installed.parts.flatMap((part) => servicesOf(part, release))];
}

function serviceOf(need: Need, { values }: Installed, release: string): Service | undefined {
  return serviceOfChart(need, entryAt(values, need.alias ?? need.name), release);
}

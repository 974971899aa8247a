import type { AppReport } from '../report/report.js';
import type { App } from '../resolve/app.js';
import type { Process } from '../resolve/parts/topology.js';

/** Which way of starting the app was taken for that of production, which were not, and why. */
export function deploymentOf({ parts: { ways = [], processes = [] } }: App): Pick<AppReport, 'deployment'> {
  const told = new Set(ways.map(({ technology }) => technology));
  const judged = [
    ...ways.filter((way) => way.judged).map(({ label, technology, why }) => ({ path: label, technology, why })),
    ...startedBy(processes.filter(({ technology }) => !told.has(technology))),
  ];
  const notJudged = ways.filter((way) => !way.judged).map(({ label, technology, why }) => ({ path: label, technology, why })); // biome-ignore format: one line
  return judged.length + notJudged.length === 0 ? {} : { deployment: { judged, notJudged } };
}

type Judged = NonNullable<AppReport['deployment']>['judged'][number];

/** What other deployment files start, one entry for each technology. */
function startedBy(processes: readonly Process[]): readonly Judged[] {
  const files = new Map<string, Set<string>>();
  for (const { technology, at } of processes) files.set(technology, (files.get(technology) ?? new Set()).add(at.file));
  return [...files].map(([technology, paths]) => {
    const [first = '', ...others] = paths;
    const path = others.length === 0 ? first : `${first} and ${others.length} more`;
    return { path, technology, why: 'starts the app' };
  });
}

import type { Discovered } from './discover/discover.js';
import { compare, type Sight } from './judge/triage.js';
import type { FileProblem, SkippedFiles } from './report/report.js';
import type { App } from './resolve/app.js';

/** What the deployment hides, once for all apps that share it. */
export function unseenIn(apps: readonly App[], sight: Sight): readonly FileProblem[] {
  const found = new Map<string, FileProblem>();
  for (const { at, says } of apps.flatMap(({ parts }) => parts.unseen ?? []))
    found.set(`${at.file}:${at.start} ${says}`, { path: at.file, line: sight.place(at).line, message: says });
  return [...found.values()];
}

/** What could not be looked at may hold anything: the report is incomplete. */
export function unopened({
  skipped = [],
  problems = [],
}: Partial<Pick<Discovered, 'skipped' | 'problems'>>): readonly FileProblem[] {
  const closed = skipped.filter(({ reason }) => reason === 'unreadable');
  return [
    ...problems,
    ...closed.map(({ path, count }) => ({ path, message: `${count ? `${count} files of it` : 'it'} cannot be read` })),
  ];
}

export function countByReason(skipped: Discovered['skipped']): readonly SkippedFiles[] {
  const reasons = [...new Set(skipped.map(({ reason }) => reason))].sort(compare);
  return reasons.map((reason) => {
    const own = skipped.filter((one) => one.reason === reason);
    return {
      reason,
      count: own.reduce((sum, { count }) => sum + (count ?? 1), 0),
      examples: own.slice(0, 5).map(({ path }) => path),
    };
  });
}

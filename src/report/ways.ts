import type { AppReport, WayReport } from './report.js';

const shown = 3;

/** Which way of starting the app was judged and which were not, as one sentence; undefined where no file starts it. */
export function waySentence({ deployment }: AppReport): string | undefined {
  if (!deployment) return undefined;
  const { judged, notJudged } = deployment;
  const first = judged.length > 0 ? `judged: ${listOf(judged)}` : 'no way of starting it was judged';
  return notJudged.length > 0 ? `${first}; not judged: ${listOf(notJudged)}` : first;
}

/** The first few with their reasons; a reason that several have stands once. */
function listOf(ways: readonly WayReport[]): string {
  const byReason = new Map<string, string[]>();
  for (const { path, why } of ways) byReason.set(why, [...(byReason.get(why) ?? []), path]);
  const groups = [...byReason].slice(0, shown).map(([why, paths]) => `${pathsOf(paths)} (${why})`);
  const named = [...byReason].slice(0, shown).reduce((sum, [, paths]) => sum + paths.length, 0);
  return groups.join(', ') + (named < ways.length ? ` and ${ways.length - named} more` : '');
}

function pathsOf(paths: readonly string[]): string {
  return paths.length > shown ? `${paths.slice(0, 2).join(', ')} and ${paths.length - 2} more` : paths.join(', ');
}

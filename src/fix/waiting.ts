import type { Finding, FindingFix, Place, Unclear } from '../report/report.js';
import { rank } from './plan.js';
import { restsOn } from './steps.js';

/** Topics of what a further copy does not have, overwrites or does again. */
const parted: readonly string[] = ['sessions', 'secrets', 'uploads', 'local-writes', 'state', 'cache', 'queue', 'scheduler', 'realtime']; // biome-ignore format: one list

/** Topics of what several copies share, or should: how well it stands is another matter, that each copy has its own is an error. */
const shared: readonly string[] = ['database', 'redis', 'deploy', 'proxy'];

/** Of topics that are about more than that. */
const parting: readonly string[] = ['deploy/migration-on-every-start', 'deploy/work-at-start', 'deploy/shared-state-reset', 'loadbalancer/volume-of-one-node']; // biome-ignore format: one list

/** What settles a question that is one no more once another finding is repaired (judge/unclear.ts). */
const followsFromOthers = 'the repair of what it rests on';

/** So many open questions are named. */
const mostAsked = 3;

/**
 * What lets users reach a further copy waits for all that two copies of the same app would lose, overwrite or do twice: these are its first
 * needs, in the order in which they are best done, and as long as one stands nothing is edited. What nobody could tell is to be found out first.
 */
export function withWaiting(findings: readonly Finding[], unclear: readonly Unclear[]): readonly Finding[] {
  const open = unclear.filter(({ topic, settle }) => (parted.includes(topic) || topic === 'database') && settle !== followsFromOthers); // biome-ignore format: one condition
  return findings.map((finding) => {
    const { fix } = finding;
    if (!fix?.lastly) return finding;
    const before = findings.filter((other) => goesBefore(other, finding));
    const questions = open.filter(({ app }) => concerns(app, finding.app));
    return before.length + questions.length === 0 ? finding : { ...finding, fix: waiting(fix, before, questions) };
  });
}

function goesBefore(other: Finding, { app, ruleId, location }: Finding): boolean {
  // where the stack is started in several ways, the volumes of one are no matter of the others
  if (other.topic === 'loadbalancer' && folderOf(other.location) !== folderOf(location)) return false;
  if (other.ruleId === ruleId || other.status === 'suppressed' || other.severity === 'note') return false;
  const counts =
    (other.severity === 'error' && shared.includes(other.topic)) ||
    parted.includes(other.topic) ||
    parting.includes(other.ruleId);
  return counts && concerns(other.app, app);
}

/** Of the same app, or of one that stands below what is started here. */
function concerns(app: string, started: string): boolean {
  return app === started || started === '.' || app.startsWith(`${started}/`);
}

function waiting(fix: FindingFix, before: readonly Finding[], questions: readonly Unclear[]): FindingFix {
  const rules = [...new Set(before.toSorted(inOrder).map(({ ruleId }) => ruleId))];
  const first = rules.map((ruleId) => {
    const own = before.filter((finding) => finding.ruleId === ruleId);
    const more = own.length > 1 ? ` and ${own.length - 1} more` : '';
    return own
      .slice(0, 1).map(({ title, location }) => `First repair ${ruleId}: ${title} (${shown(location)}${more})`).join('');
  });
  const asked = questions.slice(0, mostAsked).map(({ message, location }) => `Find out first: ${message}${location ? ` (${shown(location)})` : ''}`); // biome-ignore format: one call
  const left = questions.length - asked.length;
  const cannot =
    rules[0] === undefined
      ? `it waits until it is known whether two copies can run: ${questions[0]?.message}`
      : `it waits until nothing is left that two copies would lose, overwrite or do twice (${rules.join(', ')})`;
  return {
    ...fix,
    safety: 'manual',
    edits: [],
    needs: [...first, ...asked, ...(left > 0 ? [`Find out first what else the report cannot tell (${left} more)`] : []), ...fix.needs],
    ...(fix.cannot === undefined && fix.edits.length > 0 ? { cannot } : {}),
  };
} // biome-ignore format: one record

function inOrder(a: Finding, b: Finding): number {
  return rank[a.severity] - rank[b.severity] || restsOn(a.ruleId) - restsOn(b.ruleId) || (a.ruleId < b.ruleId ? -1 : 1);
}

function folderOf({ path }: Place): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function shown({ path, line }: Place): string {
  return `${path}:${line}`;
}

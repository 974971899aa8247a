import type { Finding, FindingFix, Place, Unclear } from '../report/report.js';
import { table } from '../table.js';
import type { Started } from './beside.js';
import { rank } from './plan.js';
import { restsOn } from './steps.js';

/** Topics of what a further copy does not have, overwrites or does again. */
const parted: readonly string[] = ['sessions', 'secrets', 'uploads', 'local-writes', 'state', 'cache', 'queue', 'scheduler', 'realtime']; // biome-ignore format: one list

/** Topics of what several copies share, or should: how well it stands is another matter, that each copy has its own is an error. */
const shared: readonly string[] = ['database', 'redis', 'deploy', 'proxy'];

/** Of topics that are about more than that. */
const parting: readonly string[] = ['deploy/migration-on-every-start', 'deploy/work-at-start', 'deploy/shared-state-reset', 'loadbalancer/volume-of-one-node']; // biome-ignore format: one list

/** Noted only where nobody gives the address, without which each further copy has a store of its own. */
const ofEach: readonly string[] = ['redis/on-this-machine', 'database/on-this-machine'];

/**
 * What a repair rests on: a time to stop is only waited for as long as nothing hears the signal, and a file of a database is damaged by a second
 * writer over the network (sqlite.org/useovernet.html).
 */
const restingOn: Readonly<Record<string, readonly string[]>> = table({
  'supervision/stop-shorter-than-job': ['deploy/ungraceful-stop'],
  'loadbalancer/volume-of-one-node': ['database/file-on-one-server', 'queue/per-server-queue'],
});

/** Rules whose remedy brings users to a further server: where nothing better is known, it waits as a repair of the same would. */
const furthering: Readonly<Record<string, string>> = table({
  'loadbalancer/single-backend': 'Send requests to a second server',
  'loadbalancer/single-copy': 'Run a second copy',
  'deploy/stops-all-copies': 'Replace copies one after another',
});

/** What settles a question that is one no more once another finding is repaired (judge/unclear.ts). */
const followsFromOthers = 'the repair of what it rests on';

/** So many open questions are named. */
const mostAsked = 3;

/**
 * What lets users reach a further copy waits for all that two copies of the same app would lose, overwrite or do twice: these are its first
 * needs, in the order in which they are best done, and as long as one stands nothing is edited. What nobody could tell is to be found out first.
 */
export function withWaiting(
  findings: readonly Finding[],
  unclear: readonly Unclear[],
  startedAt: (at: Place) => Started,
): readonly Finding[] {
  const open = unclear.filter(({ topic, settle }) => (parted.includes(topic) || topic === 'database') && settle !== followsFromOthers); // biome-ignore format: one condition
  const first = findings.filter(goesFirst);
  const below = findings.filter((one) => isOpen(one) && Object.values(restingOn).flat().includes(one.ruleId));
  const found = new Map<string, Before>();
  const beforeAt = (app: string, location: Place): Before => {
    const { key, apps, isBeside } = startedAt(location);
    const known = found.get(`${app}\0${key}`);
    if (known) return known;
    const isOf = (other: Pick<Unclear, 'app' | 'location'>) =>
      [app, ...apps].some((one) => concerns(other.app, one)) && !isBeside(other);
    const before = { rules: rulesOf(first.filter(isOf)), questions: open.filter(isOf) };
    found.set(`${app}\0${key}`, before);
    return before;
  };
  return findings.map((finding) => {
    const { fix, app, ruleId, location } = finding;
    const grounds = restingOn[ruleId];
    if (fix && grounds) return { ...finding, fix: resting(fix, below.filter((other) => grounds.includes(other.ruleId) && concerns(other.app, app))) }; // biome-ignore format: one call
    const title = furthering[ruleId];
    if (fix ? !fix.lastly : title === undefined) return finding;
    const { rules, questions } = beforeAt(app, location);
    const before = [...(rules.get(anywhere) ?? []), ...(rules.get(folderOf(location)) ?? [])]
      .filter(({ first }) => first.ruleId !== ruleId)
      .sort((a, b) => inOrder(a.worst, b.worst));
    if (before.length + questions.length === 0) return finding;
    const told: FindingFix = fix ?? {
      title: title ?? finding.title,
      safety: 'manual',
      edits: [],
      needs: [finding.remedy],
      lastly: true,
    };
    return { ...finding, fix: waiting(told, before, questions) };
  });
}

/** What goes before anything that lets users reach a further copy of one sort of process of an app. */
interface Before {
  /** By the folder that they are a matter of. */
  readonly rules: ReadonlyMap<string, readonly OfRule[]>;
  readonly questions: readonly Unclear[];
}

/** The findings of a rule: the first, the one that weighs most, and how many there are. */
interface OfRule {
  readonly first: Finding;
  worst: Finding;
  count: number;
}

const anywhere = '*';

function isOpen({ status, severity }: Finding): boolean {
  return status !== 'suppressed' && severity !== 'note';
}

function goesFirst(finding: Finding): boolean {
  const { topic, ruleId, severity, status } = finding;
  if (ofEach.includes(ruleId)) return status !== 'suppressed';
  if (!isOpen(finding)) return false;
  return (severity === 'error' && shared.includes(topic)) || parted.includes(topic) || parting.includes(ruleId);
}

function rulesOf(findings: readonly Finding[]): ReadonlyMap<string, readonly OfRule[]> {
  const folders = new Map<string, Map<string, OfRule>>();
  for (const finding of findings) {
    // where the stack is started in several ways, the volumes of one are no matter of the others
    const where = finding.topic === 'loadbalancer' ? folderOf(finding.location) : anywhere;
    const rules = folders.get(where) ?? new Map<string, OfRule>();
    folders.set(where, rules);
    const rule = rules.get(finding.ruleId);
    if (!rule) rules.set(finding.ruleId, { first: finding, worst: finding, count: 1 });
    else {
      rule.count++;
      if (inOrder(finding, rule.worst) < 0) rule.worst = finding;
    }
  }
  return new Map([...folders].map(([where, rules]) => [where, [...rules.values()]]));
}

/** Of the same app, or of one that stands below what is started here. */
function concerns(app: string, started: string): boolean {
  return app === started || started === '.' || app.startsWith(`${started}/`);
}

/** Below what was found besides, a repair would do harm or nothing: it is told behind that, and not made as long as that stands. */
function resting(fix: FindingFix, grounds: readonly Finding[]): FindingFix {
  const [ground] = grounds;
  if (!ground) return fix;
  const needs = grounds.slice(0, 3).map(({ ruleId, title, location }) => `First repair ${ruleId}: ${title} (${shown(location)})`);
  const cannot = `it rests on ${ground.ruleId} (${shown(ground.location)})`;
  return { ...fix, safety: 'manual', edits: [], needs: [...needs, ...fix.needs], ...(fix.cannot === undefined && fix.edits.length > 0 ? { cannot } : {}) };
} // biome-ignore format: one record

function waiting(fix: FindingFix, before: readonly OfRule[], questions: readonly Unclear[]): FindingFix {
  const rules = before.map(({ first }) => first.ruleId);
  const first = before.map(({ first: { ruleId, title, location }, count }) => {
    const more = count > 1 ? ` and ${count - 1} more` : '';
    return `First repair ${ruleId}: ${title} (${shown(location)}${more})`;
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

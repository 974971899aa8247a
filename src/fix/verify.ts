import type { Finding, Report } from '../report/report.js';
import { type FixPlan, newTexts, type Permission, planFixes, rank } from './plan.js';

/** Audits the repository as it would be with some files changed. */
export type AuditWith = (texts: ReadonlyMap<string, string>) => Promise<Report>;

/** What repairing came to: the new texts, and what each finding's fix did. */
export interface Repaired {
  /** New text by path, of the files that change. */
  readonly texts: ReadonlyMap<string, string>;
  readonly made: FixPlan['made'];
  readonly left: FixPlan['left'];
  readonly permission: Permission;
  readonly before: Report;
  /** The audit of the repaired repository. */
  readonly after: Report;
}

const passes = 10;

/** What repairing is given. */
export interface Repairing {
  readonly permission: Permission;
  readonly textOf: (path: string) => string | undefined;
  readonly audit: AuditWith;
  /** Files that cannot be written, and why: a fix that needs one of them is left. */
  readonly barred?: ReadonlyMap<string, string>;
}

/**
 * Repairs in memory, pass by pass, until nothing more can be repaired. A fix stays only when the audit of its result shows
 * its hazard gone, nothing new that is as bad, and no file that parsed before broken.
 */
export async function repair(before: Report, given: Repairing): Promise<Repaired> {
  let texts: ReadonlyMap<string, string> = new Map();
  let report = before;
  const made: FixPlan['made'][number][] = [];
  const refused = new Map<string, string>();
  let triedAgain = 0;
  for (let pass = 0; pass < passes; pass++) {
    const current = texts;
    const textOf = (path: string) => current.get(path) ?? given.textOf(path);
    const accepted = await acceptable(planOf(report, given, refused), {
      report,
      textOf,
      audit: given.audit,
      texts,
      refused,
    });
    if (accepted.plan.made.length === 0) {
      // what was refused may have waited for a repair that has been made since: a guard for the cache that it locks in
      if (made.length === triedAgain || refused.size === 0) break;
      triedAgain = made.length;
      refused.clear();
      continue;
    }
    made.push(...accepted.plan.made);
    texts = accepted.texts;
    report = accepted.report;
  }
  const rest = planOf(report, given, refused);
  const unreached = rest.made.map(({ finding }) => ({
    finding,
    why: `${passes} passes were not enough: run it again`,
  }));
  return { texts, made, left: [...rest.left, ...unreached], permission: given.permission, before, after: report };
}

function planOf(
  { findings }: Report,
  { permission, barred }: Repairing,
  refused: ReadonlyMap<string, string>,
): FixPlan {
  const all = new Map(refused);
  for (const { fingerprint, fix } of findings) {
    const path = fix?.edits.find((edit) => barred?.has(edit.path))?.path;
    if (path !== undefined) all.set(fingerprint, `${path} cannot be written: ${barred?.get(path)}`);
  }
  return planFixes(findings, permission, all);
}

interface State {
  readonly report: Report;
  readonly textOf: (path: string) => string | undefined;
  readonly audit: AuditWith;
  readonly texts: ReadonlyMap<string, string>;
  /** Why a finding's fix was taken back, by fingerprint. */
  readonly refused: Map<string, string>;
}

/** Tries the whole plan; when something is wrong with it, each fix alone, so that one bad fix does not hold up the others. */
async function acceptable(
  plan: FixPlan,
  state: State,
): Promise<{ plan: FixPlan; texts: ReadonlyMap<string, string>; report: Report }> {
  const nothing = { plan: { made: [], left: plan.left }, texts: state.texts, report: state.report };
  if (plan.made.length === 0) return nothing;
  const texts = new Map([...state.texts, ...newTexts(plan, state.textOf)]);
  const report = await state.audit(texts);
  const wrong = faults(plan, state.report, report);
  if (wrong.length === 0) return { plan, texts, report };
  const [only] = plan.made;
  if (plan.made.length === 1 && only) {
    state.refused.set(only.finding.fingerprint, wrong[0] ?? 'its result was not accepted');
    return nothing;
  }
  const half = Math.ceil(plan.made.length / 2);
  const first = await acceptable({ made: plan.made.slice(0, half), left: [] }, state);
  if (first.plan.made.length > 0) return first;
  return acceptable({ made: plan.made.slice(half), left: [] }, state);
}

function faults(plan: FixPlan, before: Report, after: Report): string[] {
  const key = (finding: Finding) => `${finding.ruleId}\0${finding.app}\0${finding.location.path}\0${finding.message}`;
  // what was shown below another finding may come to light by itself once that one is repaired
  const known = new Set([
    ...before.findings.map(key),
    ...before.findings.flatMap(({ app, also = [] }) =>
      also.map(({ ruleId, message, location }) => `${ruleId}\0${app}\0${location.path}\0${message}`),
    ),
  ]);
  const remaining = new Set(after.findings.map(({ fingerprint }) => fingerprint));
  const kept = plan.made.filter(
    ({ finding }) => remaining.has(finding.fingerprint) && after.findings.some((one) => key(one) === key(finding)),
  );
  const mildest = Math.max(...plan.made.map(({ finding }) => rank[finding.severity]));
  const fresh = after.findings.filter(
    (finding) => !known.has(key(finding)) && !moved(finding, before, after) && rank[finding.severity] <= mildest,
  );
  const broken = after.errors.filter(({ path }) => !before.errors.some((error) => error.path === path));
  return [
    ...broken.map(({ path, message }) => `it would break ${path}: ${message}`),
    ...kept.map(() => 'the hazard would still be there'),
    ...fresh.map((finding) => `it would bring ${finding.ruleId}`),
  ];
}

/** A finding of a rule that has no more of them than before is the same one seen elsewhere (its deciding line moved), not a new one. */
function moved(finding: Finding, before: Report, after: Report): boolean {
  const count = ({ findings }: Report): number =>
    findings.filter((one) => one.ruleId === finding.ruleId && one.app === finding.app).length;
  return count(after) <= count(before);
}

import type { Finding, FindingFix } from '../report/report.js';
import { applyEdits, conflict, type Edit } from './edit.js';

/** Which fixes may be made without asking. */
export type Permission = 'safe' | 'unsafe';

/** What will be changed, and what was left and why. */
export interface FixPlan {
  readonly made: readonly { readonly finding: Finding; readonly fix: FindingFix }[];
  readonly left: readonly { readonly finding: Finding; readonly why: string }[];
}

/**
 * Chooses fixes: permitted, mechanical, not in conflict with one chosen before. Findings come worst first, so the worst is repaired first.
 * `refused` says by fingerprint why a fix was taken back before.
 */
export function planFixes(
  findings: readonly Finding[],
  permission: Permission,
  refused: ReadonlyMap<string, string> = new Map(),
): FixPlan {
  const made: { finding: Finding; fix: FindingFix }[] = [];
  const left: { finding: Finding; why: string }[] = [];
  const open = findings.filter(({ status }) => status === 'open');
  const alone = open.find((finding) => finding.severity === 'error' || keepsForItself(finding));
  for (const finding of open.toSorted(worstFirst)) {
    const why = refused.get(finding.fingerprint) ?? reasonToLeave(finding, { permission, alone });
    if (why || !finding.fix) left.push({ finding, why: why ?? 'there is no automatic fix' });
    else {
      const other = made.find((one) =>
        one.fix.edits.some((edit) => finding.fix?.edits.some((mine) => conflict(edit, mine))),
      );
      if (other) left.push({ finding, why: `it changes the same text as the fix of ${other.finding.ruleId}` });
      else made.push({ finding, fix: finding.fix });
    }
  }
  return { made, left };
}

/** Worst first. */
export const rank = { error: 0, warning: 1, note: 2 } as const;

function worstFirst(a: Finding, b: Finding): number {
  return rank[a.severity] - rank[b.severity];
}

const ownTopics: readonly string[] = ['sessions', 'secrets', 'uploads', 'local-writes', 'state', 'queue', 'scheduler'];

/** What users or data would miss on the other copy, if not so badly that it is an error. */
function keepsForItself({ severity, topic }: Finding): boolean {
  return severity === 'warning' && ownTopics.includes(topic);
}

function reasonToLeave(
  { fix }: Finding,
  { permission, alone }: { permission: Permission; alone: Finding | undefined },
): string | undefined {
  if (!fix) return 'there is no automatic fix';
  if (fix.safety === 'manual' || fix.edits.length === 0) return fix.cannot ?? 'it has to be done by hand';
  if (fix.safety === 'unsafe' && permission === 'safe') return 'it needs --unsafe-fixes';
  if (fix.lastly && alone)
    return alone.severity === 'error'
      ? 'it waits until no error is left: it lets users reach a second copy'
      : `it waits until nothing is left that one copy keeps for itself (${alone.ruleId})`;
  return undefined;
}

/** The edits of a plan by file, each once. */
export function editsByFile(plan: FixPlan): ReadonlyMap<string, readonly Edit[]> {
  const byFile = new Map<string, Edit[]>();
  for (const { fix } of plan.made)
    for (const edit of fix.edits) byFile.set(edit.path, [...(byFile.get(edit.path) ?? []), edit]);
  return byFile;
}

/** The new text of every file that the plan changes; a file whose text is not what its edits expect is left out. */
export function newTexts(plan: FixPlan, textOf: (path: string) => string | undefined): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [path, edits] of editsByFile(plan)) {
    const creates = edits.every((edit) => edit.creates);
    const text = textOf(path) ?? (creates ? '' : undefined);
    if (creates && textOf(path) !== undefined) continue;
    const changed = text === undefined ? undefined : applyEdits(text, edits);
    if (changed !== undefined && changed !== text) texts.set(path, changed);
  }
  return texts;
}

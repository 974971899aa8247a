import type { Report } from '../report/report.js';

/** What the pipeline holds a report against. */
export interface Gate {
  readonly failOn: 'error' | 'warning' | 'note' | 'never';
  readonly minScore?: number;
}

const rank = { error: 3, warning: 2, note: 1 };

/** Whether the report passes, and the sentence that says so. It depends on open findings and the score only, never on the format. */
export function gate(report: Report, { failOn, minScore }: Gate): { readonly failed: boolean; readonly says: string } {
  if (minScore !== undefined && report.score.value < minScore)
    return { failed: true, says: `Gate failed: the score ${report.score.value} is below --min-score ${minScore}.` };
  if (failOn === 'never') return { failed: false, says: 'Gate passed.' };
  const bad = report.findings.filter(
    (finding) => finding.status === 'open' && rank[finding.severity] >= rank[failOn],
  ).length;
  if (bad > 0)
    return {
      failed: true,
      says: `Gate failed: ${bad} open finding${bad === 1 ? '' : 's'} of severity ${failOn} or worse.`,
    };
  return { failed: false, says: 'Gate passed.' };
}

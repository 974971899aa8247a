import type { Report } from './report.js';
import { count } from './words.js';

/** What the pipeline holds a report against. */
export interface Gate {
  readonly failOn: 'error' | 'warning' | 'note' | 'never';
  readonly minScore?: number;
  readonly maxFindings?: number;
}

const rank = { error: 3, warning: 2, note: 1 };

/** Whether the report passes, and the sentence that says so. It depends on open findings and the score only, never on the format. */
export function gate(report: Report, given: Gate): { readonly failed: boolean; readonly says: string } {
  const reasons = [...scoreTooLow(report, given), ...tooBad(report, given), ...tooMany(report, given)];
  if (reasons.length === 0) return { failed: false, says: 'Gate passed.' };
  return { failed: true, says: `Gate failed: ${reasons.join('; ')}.` };
}

function scoreTooLow({ score }: Report, { minScore }: Gate): readonly string[] {
  return minScore !== undefined && score.value < minScore
    ? [`the score ${score.value} is below --min-score ${minScore}`]
    : [];
}

function tooBad(report: Report, { failOn }: Gate): readonly string[] {
  if (failOn === 'never') return [];
  const bad = report.findings.filter(({ status, severity }) => status === 'open' && rank[severity] >= rank[failOn]);
  return bad.length > 0 ? [`${count(bad.length, 'open finding')} of severity ${failOn} or worse`] : [];
}

function tooMany(report: Report, { maxFindings }: Gate): readonly string[] {
  const open = report.findings.filter(({ status }) => status === 'open').length;
  return maxFindings !== undefined && open > maxFindings
    ? [`${count(open, 'open finding')}, more than --max-findings ${maxFindings}`]
    : [];
}

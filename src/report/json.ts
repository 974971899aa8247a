import type { Reporter } from './index.js';
import type { Finding } from './report.js';
import { bracketed } from './visible.js';

/** The report itself, indented by two spaces; what a repair would replace is masked where it holds a secret. */
export const json: Reporter = (report) => document({ ...report, findings: report.findings.map(masked) });

function masked(finding: Finding): Finding {
  if (!finding.fix) return finding;
  const edits = finding.fix.edits.map(({ holdsSecret, ...edit }) =>
    holdsSecret ? { ...edit, was: '***', text: '***' } : edit,
  );
  return { ...finding, fix: { ...finding.fix, edits } };
}

/** Characters that a terminal obeys or that reorder what is read; JSON itself escapes only some of them. */
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A value as a JSON document that neither a terminal nor the log of a pipeline can take for a command. The escapes are the same text to whoever parses it. */
export function document(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
    // a runner obeys `##[...]` and `##vso[...]` anywhere in a line of its log
    .replace(bracketed, '#\\u0023')
    .replace(unsafe, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `${text}\n`;
}

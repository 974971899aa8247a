import { messageAndAdvice } from './advice.js';
import type { Reporter, ReportOptions } from './index.js';
import { listed, repositoryPath } from './places.js';
import type { Finding } from './report.js';
import { visible } from './visible.js';

/** One line per finding: `path:line:column severity rule message`, for editors, grep and problem matchers. */
export const compact: Reporter = (report, options) =>
  listed(report.findings, options)
    .map((finding) => `${compactLine(finding, options)}\n`)
    .join('');

export function compactLine(finding: Finding, options: ReportOptions): string {
  const { location, severity, ruleId } = finding;
  const path = visible(repositoryPath(location.path, options));
  return `${path}:${location.line}:${location.column} ${severity} ${ruleId} ${messageAndAdvice(finding)}`;
}

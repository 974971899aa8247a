import { messageAndAdvice } from './advice.js';
import type { Reporter } from './index.js';
import { document } from './json.js';
import { listed, repositoryPath } from './places.js';
import { visible } from './visible.js';

const severity = { error: 'critical', warning: 'major', note: 'minor' };

/** GitLab's code quality report. The rule stands in the description because GitLab shows no other field. */
export const gitlab: Reporter = (report, options) =>
  document(
    listed(report.findings, options).map((finding) => ({
      description: `${finding.ruleId}: ${messageAndAdvice(finding)}`,
      check_name: finding.ruleId,
      fingerprint: finding.fingerprint,
      severity: severity[finding.severity],
      location: {
        path: visible(repositoryPath(finding.location.path, options)),
        lines: { begin: finding.location.line, end: finding.location.endLine },
      },
    })),
  );

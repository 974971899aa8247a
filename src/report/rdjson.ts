import { messageAndAdvice } from './advice.js';
import type { Reporter, ReportOptions } from './index.js';
import { document } from './json.js';
import { listed, repositoryPath } from './places.js';
import type { Finding, Place } from './report.js';
import { visible } from './visible.js';

const severity = { error: 'ERROR', warning: 'WARNING', note: 'INFO' };

/** The format of reviewdog, with the automatic fixes as suggestions. */
export const rdjson: Reporter = (report, options) =>
  document({
    source: { name: 'ha-ready' },
    diagnostics: listed(report.findings, options).map((finding) => ({
      message: messageAndAdvice(finding),
      location: { path: pathOf(finding, options), range: rangeOf(finding.location, finding) },
      severity: severity[finding.severity],
      code: { value: finding.ruleId },
      ...suggestions(finding),
    })),
  });

function pathOf(finding: Finding, options: ReportOptions): string {
  return visible(repositoryPath(finding.location.path, options));
}

/** reviewdog can offer edits in the file that it comments on, and only when there is one place to change. */
function suggestions({ fix, location }: Finding) {
  const [edit, ...others] = fix?.edits ?? [];
  if (!edit || edit.holdsSecret || others.length > 0 || edit.path !== location.path) return {};
  return { suggestions: [{ range: rangeOf(edit.location, undefined), text: edit.text }] };
}

function rangeOf(place: Place, finding: Finding | undefined) {
  return {
    start: { line: place.line, column: byteColumn(place.line, place.column, finding) },
    end: { line: place.endLine, column: byteColumn(place.endLine, place.endColumn, finding) },
  };
}

/** Columns of this format count bytes of UTF-8; ours count UTF-16 units. Where the line is at hand they are converted. */
function byteColumn(line: number, column: number, finding: Finding | undefined): number {
  const text = finding?.frame.find((one) => one.line === line)?.text;
  if (text === undefined || text.length < column - 1) return column;
  return new TextEncoder().encode(text.slice(0, column - 1)).length + 1;
}

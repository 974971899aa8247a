import { compactLine } from './compact.js';
import type { Reporter, ReportOptions } from './index.js';
import { listed, repositoryPath } from './places.js';
import type { Finding } from './report.js';
import { visible } from './visible.js';
import { count, sentence } from './words.js';

/** The runner shows this many annotations of a kind for one step and drops the rest. */
const mostOfAKind = 10;
/** It cuts longer messages. */
const longest = 4000;

const command = { error: 'error', warning: 'warning', note: 'notice' };

/** Annotations for GitHub Actions: the worst ten of each severity; the others as plain lines, because the runner would drop them. */
export const github: Reporter = (report, options) => {
  const findings = listed(report.findings, options);
  const shown = { error: 0, warning: 0, note: 0 };
  const lines = findings.map((finding) =>
    ++shown[finding.severity] <= mostOfAKind ? annotation(finding, options) : compactLine(finding, options),
  );
  const left = findings.length - lines.filter((line) => line.startsWith('::')).length;
  if (left > 0) lines.push(`${count(left, 'finding')} without annotation: a step shows ${mostOfAKind} of each severity. They are in the summary of the job.`); // biome-ignore format: one line
  for (const { location, message } of report.hints)
    lines.push(`${location ? `${visible(repositoryPath(location.path, options))}:${location.line}: ` : ''}${sentence(message)}`); // biome-ignore format: one line
  lines.push(`ha-ready: score ${report.score.value}/100, ${count(findings.length, 'finding')}. ${options.gate ?? 'Gate passed.'}`); // biome-ignore format: one line
  return `${lines.join('\n')}\n`;
};

function annotation(finding: Finding, options: ReportOptions): string {
  const { path, line, column, endLine, endColumn } = finding.location;
  const place = { file: visible(repositoryPath(path, options)), line, endLine };
  // the runner drops columns of annotations that span lines
  const columns = line === endLine ? { col: column, endColumn } : {};
  const title = visible(`${finding.ruleId}: ${finding.title}`);
  const properties = Object.entries({ ...place, ...columns, title }).map(([name, value]) => `${name}=${property(String(value))}`); // biome-ignore format: one line
  // the parameters do not show in the log, hence the place once more in the text
  const words = compactLine(finding, options).slice(0, longest);
  return `::${command[finding.severity]} ${properties.join(',')}::${data(words)}`;
}

/** Escapes what ends a command or begins another one. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

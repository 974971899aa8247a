import kleur from 'kleur';
import { adviceOf } from './advice.js';
import { gradeOf } from './grade.js';
import type { ReportOptions } from './index.js';
import type { Finding, Report } from './report.js';
import { visible, wrap } from './visible.js';
import { count } from './words.js';

const unclearShown = 5;
const problemsShown = 5;
const namesShown = 3;

/** What stands below the findings: what is unclear, the score and how much it speaks for, and the ways on from here. */
export function summaryLines(report: Report, options: ReportOptions): readonly string[] {
  return [
    ...unclearLines(report, options),
    ...scoreLines(report),
    ...appLines(report),
    ...acceptedLines(report, options),
    ...leftOutLines(report, options),
    ...(options.gate ? wrap(options.gate, options.width) : []),
    ...nextLines(report, options),
  ];
}

function unclearLines({ unclear }: Report, options: ReportOptions): readonly string[] {
  if (unclear.length === 0 || options.quiet) return [];
  const shown = options.verbose ? unclear : unclear.slice(0, unclearShown);
  const lines = [kleur.bold(`UNCLEAR ${count(unclear.length, 'question')}, and what would settle each`)];
  for (const { topic, message, settle, location } of shown) {
    const place = location ? ` (${location.path}:${location.line})` : '';
    lines.push(...hanging('? ', `${topic}: ${message}${place}`, options.width));
    lines.push(...hanging('  -> ', settle, options.width).map((line) => kleur.dim(line)));
  }
  if (shown.length < unclear.length) lines.push(`  and ${unclear.length - shown.length} more (--verbose)`);
  return [...lines, ''];
}

function scoreLines(report: Report): readonly string[] {
  const { score } = report;
  const { label, says } = gradeOf(report);
  const bound = score.complete ? '' : '<= ';
  const factor = score.counts.error > 0 ? `   an open error halves it (raw ${score.raw})` : '';
  const { error, warning, note } = score.counts;
  return [
    kleur.bold(`Score ${bound}${score.value}/100  ${label}${factor}`),
    `  ${count(error, 'error')}, ${count(warning, 'warning')}, ${count(note, 'note')} | ${score.unclear} unclear | ${says}`,
    ...(score.partial ? ['  partial: not every rule was asked'] : []),
  ];
}

/** In a monorepo each app has a score of its own. */
function appLines({ apps }: Report): readonly string[] {
  if (apps.length < 2) return [];
  const width = Math.max(...apps.map(({ path }) => visible(path).length));
  return [
    '  App by app:',
    ...apps.map((app) => {
      const { label, says } = gradeOf({ apps: [app], files: { found: 1, read: 1 }, score: scoreOfApp(app.score) });
      return `    ${visible(app.path).padEnd(width)}  ${String(app.score).padStart(3)}  ${label.toLowerCase()}, ${says}`;
    }),
  ];
}

function scoreOfApp(value: number): Report['score'] {
  return { value, raw: value, model: '', complete: true, counts: { error: 0, warning: 0, note: 0 }, unclear: 0, partial: false, accepted: { count: 0, value }, gains: [], together: { ruleIds: [], value } };
} // biome-ignore format: one record

function acceptedLines(report: Report, options: ReportOptions): readonly string[] {
  const lines: string[] = [];
  const { accepted } = report.score;
  if (accepted.count > 0) lines.push(`  ${accepted.count} accepted with a reason (${accepted.value} with them)`);
  const open = report.findings.filter(({ status }) => status === 'open').length;
  const baselined = report.findings.filter(({ status }) => status === 'baselined');
  for (const reason of new Set(baselined.map((finding) => finding.reason ?? 'in the baseline'))) {
    const own = baselined.filter((finding) => (finding.reason ?? 'in the baseline') === reason).length;
    lines.push(`  ${open} new, ${own} ${reason}: in the score, not in the gate`);
  }
  const stale = report.baseline?.stale.reduce((sum, entry) => sum + entry.count, 0) ?? 0;
  if (stale > 0) lines.push(`  ${stale} of the baseline found no more (--update-baseline)`);
  for (const { location, message } of report.hints)
    lines.push(...hanging('! ', `${location ? `${location.path}:${location.line} ` : ''}${message}`, options.width));
  return lines;
}

function leftOutLines({ skipped, errors }: Report, options: ReportOptions): readonly string[] {
  const lines: string[] = [];
  const said = skipped.map(
    ({ reason, count: many, examples }) =>
      `${many} ${reason}${reason === 'not-shipped' ? ` (${examples.join(', ')})` : ''}`,
  );
  if (said.length > 0) lines.push(...hanging('', `Skipped: ${said.join(', ')}`, options.width));
  for (const { path, line, message } of errors.slice(0, problemsShown))
    lines.push(...hanging('! ', `${path}${line ? `:${line}` : ''} ${message}`, options.width));
  const more = errors.length - problemsShown;
  if (more > 0) lines.push(`  ! and ${count(more, 'more file')} could not be read whole`);
  return lines;
}

/** One line each, and only where it applies. */
function nextLines(report: Report, options: ReportOptions): readonly string[] {
  const open = report.findings.filter(({ status }) => status === 'open');
  const { ruleIds, value } = report.score.together;
  const [best] = ruleIds;
  if (!best || open.length === 0) return [];
  const names =
    ruleIds.slice(0, namesShown).join(', ') +
    (ruleIds.length > namesShown ? ` and ${ruleIds.length - namesShown} more` : '');
  const together = value > report.score.value ? ` (together ${report.score.value} -> ${value})` : '';
  return [
    ...wrap(`Fix first: ${names}${together}`, options.width),
    ...(options.quiet ? [] : repairLines(open)),
    ...(options.quiet ? [] : ['Plan:      npx ha-ready plan, the ordered way; npx ha-ready map, who keeps what']),
    `Next:      npx ha-ready explain ${best}`,
  ];
}

function repairLines(open: readonly Finding[]): readonly string[] {
  const by = (flags: string) => open.filter((finding) => adviceOf(finding).flags === flags).length;
  const [safe, unsafe] = [by('--fix'), by('--fix --unsafe-fixes')];
  return [
    ...(safe > 0 ? [`Repair:    ${safe} safely (--diff shows, --fix writes)`] : []),
    ...(unsafe > 0 ? [`Decide:    ${unsafe} with a service, a package or a decision (--unsafe-fixes)`] : []),
  ];
}

function hanging(mark: string, words: string, width: number): readonly string[] {
  return wrap(visible(words), width - 2 - mark.length).map(
    (line, index) => `  ${index === 0 ? mark : ' '.repeat(mark.length)}${line}`,
  );
}

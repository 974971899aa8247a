import kleur from 'kleur';
import type { Reporter, ReportOptions } from './index.js';
import type { Finding, Place, Report, RuleText, Step } from './report.js';
import { fit, visible, wrap } from './visible.js';
import { count } from './words.js';

const order = { error: 0, warning: 1, note: 2 };
const placesShown = 5;

/** The report for people: hazards worst first, each with its code, the chain of reasons and the remedy; then the score and what to fix first. */
export const text: Reporter = (report, options) => {
  kleur.enabled = options.color;
  const gains = new Map(report.score.gains.map(({ ruleId, gain }) => [ruleId, gain]));
  const groups = groupByRule(report.findings.filter((finding) => finding.status === 'open'));
  groups.sort(
    (a, b) =>
      order[severityOf(a)] - order[severityOf(b)] ||
      (gains.get(ruleIdOf(b)) ?? 0) - (gains.get(ruleIdOf(a)) ?? 0) ||
      (ruleIdOf(a) < ruleIdOf(b) ? -1 : 1),
  );
  const lines = [...header(report), ''];
  for (const group of groups) {
    const rule = report.rules.find(({ id }) => id === ruleIdOf(group));
    lines.push(...hazardBlock(group, rule, { ...options, gain: gains.get(ruleIdOf(group)) ?? 0 }), '');
  }
  if (groups.length === 0) lines.push('No hazard was found.', '');
  lines.push(...summary(report, options));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
};

function header(report: Report): string[] {
  const lines = [`${kleur.bold('ha-ready')} ${report.tool.version}  ${visible(report.root)}`];
  for (const app of report.apps) {
    const stack =
      app.stack.map(({ title, version }) => (version ? `${title} ${version}` : title)).join(', ') ||
      'nothing recognised';
    const where = report.apps.length > 1 ? `${visible(app.path)}: ` : '';
    for (const line of wrap(`${where}${visible(stack)}`, 76)) lines.push(`  ${line}`);
  }
  lines.push(kleur.dim(`  ${report.files.found} files, ${report.files.read} read`));
  return lines;
}

function groupByRule(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.ruleId, [...(groups.get(finding.ruleId) ?? []), finding]);
  return [...groups.values()].map((group) => group.toSorted((a, b) => order[a.severity] - order[b.severity]));
}

function severityOf(group: readonly Finding[]): Finding['severity'] {
  return group[0]?.severity ?? 'note';
}

function ruleIdOf(group: readonly Finding[]): string {
  return group[0]?.ruleId ?? '';
}

const paint = {
  error: (label: string) => kleur.red().bold(label),
  warning: (label: string) => kleur.yellow().bold(label),
  note: (label: string) => kleur.cyan().bold(label),
};

function hazardBlock(
  group: readonly Finding[],
  rule: RuleText | undefined,
  options: ReportOptions & { gain: number },
): string[] {
  const [first, ...others] = group;
  if (!first) return [];
  const severity = severityOf(group);
  const gain = options.gain > 0 ? ` +${options.gain}` : '';
  const label = severity.toUpperCase();
  const title = `${visible(first.title)}${group.length > 1 ? ` (${group.length} places)` : ''}`;
  const lines = [
    `${paint[severity](label)} ${kleur.bold(fit(title, options.width - label.length - gain.length - 2))}${kleur.green(gain)}`,
    `  ${kleur.dim(visible(first.ruleId))}`,
  ];
  if (options.quiet)
    return [...lines, ...group.map((finding) => `  ${shownPlace(finding.location)}  ${visible(finding.message)}`)];
  lines.push(
    `  ${kleur.underline(shownPlace(first.location))}`,
    ...frame(first, options.width),
    ...paragraph('', first.message, options.width),
  );
  lines.push(...chainLines(first.evidence, options));
  if (rule) lines.push(...paragraph('Why  ', rule.why, options.width));
  lines.push(...paragraph('Fix  ', first.remedy, options.width));
  const shown = options.verbose ? others : others.slice(0, placesShown);
  for (const finding of shown)
    lines.push(...paragraph('Also ', `${shownPlace(finding.location)} ${finding.message}`, options.width));
  if (shown.length < others.length) lines.push(`  and ${others.length - shown.length} more (--verbose)`);
  return lines;
}

function frame(finding: Finding, width: number): string[] {
  const digits = String(finding.frame.at(-1)?.line ?? 0).length;
  return finding.frame.flatMap(({ line, text: raw }) => {
    const hit = line === finding.location.line;
    const code = fit(visible(raw.replaceAll('\t', '  ')), width - digits - 7);
    const row = `  ${hit ? '>' : ' '} ${String(line).padStart(digits)} | ${code}`;
    return [hit ? row : kleur.dim(row)];
  });
}

function chainLines(evidence: readonly Step[], options: ReportOptions): string[] {
  const steps = evidence.slice(0, options.verbose ? evidence.length : 6);
  return steps.flatMap((step) =>
    paragraph('  -> ', `${whereOf(step)} ${step.message}`, options.width).map((line) => kleur.dim(line)),
  );
}

function whereOf(step: Step): string {
  if (step.location) return `${visible(step.location.path)}:${step.location.line}`;
  return step.builtin ? `(${step.builtin})` : '';
}

function shownPlace(place: Place): string {
  return `${visible(place.path)}:${place.line}:${place.column}`;
}

function paragraph(label: string, words: string, width: number): string[] {
  const indent = ' '.repeat(label.length);
  return wrap(visible(words), width - 2 - label.length).map(
    (line, index) => `  ${index === 0 ? label : indent}${line}`,
  );
}

function summary(report: Report, options: ReportOptions): string[] {
  const { score } = report;
  const bound = score.complete ? '' : '<= ';
  const grade = score.value >= 90 ? 'READY' : score.value >= 80 ? 'NEARLY READY' : 'NOT READY';
  const factor = score.counts.error > 0 ? `   an open error halves it (raw ${score.raw})` : '';
  const lines = [kleur.bold(`Score ${bound}${score.value}/100  ${grade}${factor}`)];
  lines.push(
    `  ${count(score.counts.error, 'error')}, ${count(score.counts.warning, 'warning')}, ${count(score.counts.note, 'note')} | ${score.unclear} unclear`,
  );
  if (score.partial) lines.push('  partial: not every rule was asked');
  lines.push(...acceptedLines(report, options));
  const skipped = report.skipped.map((one) => `${one.count} ${one.reason}`).join(', ');
  if (skipped) lines.push(`  Skipped: ${skipped}`);
  for (const problem of report.errors.slice(0, 5))
    lines.push(
      ...paragraph('! ', `${problem.path}${problem.line ? `:${problem.line}` : ''} ${problem.message}`, options.width),
    );
  if (report.errors.length > 5) lines.push(`  ! and ${report.errors.length - 5} more files could not be read whole`);
  if (options.gate) lines.push(...wrap(options.gate, options.width));
  const next = score.gains.slice(0, 3).map(({ ruleId, gain }) => `${ruleId} (+${gain})`);
  const best = score.gains[0];
  if (best)
    lines.push(...wrap(`Fix first: ${next.join(', ')}`, options.width), `Next: npx ha-ready explain ${best.ruleId}`);
  return lines;
}

function acceptedLines(report: Report, options: ReportOptions): string[] {
  const lines: string[] = [];
  const { accepted } = report.score;
  if (accepted.count > 0) lines.push(`  ${accepted.count} accepted with a reason (${accepted.value} with them)`);
  const baselined = report.findings.filter(({ status }) => status === 'baselined');
  for (const reason of new Set(baselined.map((finding) => finding.reason ?? 'in the baseline'))) {
    const own = baselined.filter((finding) => (finding.reason ?? 'in the baseline') === reason).length;
    lines.push(`  ${own} ${reason}: in the score, not in the gate`);
  }
  const stale = report.baseline?.stale.reduce((sum, entry) => sum + entry.count, 0) ?? 0;
  if (stale > 0) lines.push(`  ${stale} of the baseline found no more (--update-baseline)`);
  for (const { location, message } of report.hints)
    lines.push(...paragraph('! ', `${location ? `${location.path}:${location.line} ` : ''}${message}`, options.width));
  return lines;
}

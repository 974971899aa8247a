import kleur from 'kleur';
import { adviceOf } from './advice.js';
import { nothingFound } from './grade.js';
import type { Reporter, ReportOptions } from './index.js';
import type { AlsoAt, Finding, Place, Report, RuleText, Step } from './report.js';
import { summaryLines } from './text-summary.js';
import { fit, linked, visible, wrap } from './visible.js';
import { waySentence } from './ways.js';

const order = { error: 0, warning: 1, note: 2 };
const placesShown = 5;
const notesShown = 5;

/** The report for people: hazards worst first, each with its code, the chain of reasons and the remedy; then the score and what to do next. */
export const text: Reporter = (report, options) => {
  kleur.enabled = options.color;
  const gains = new Map(report.score.gains.map(({ ruleId, gain }) => [ruleId, gain]));
  const groups = groupByRule(report.findings.filter((finding) => finding.status === 'open'));
  const next = report.score.together.ruleIds;
  const place = (group: readonly Finding[]) =>
    next.includes(ruleIdOf(group)) ? next.indexOf(ruleIdOf(group)) : next.length;
  groups.sort(
    (a, b) =>
      order[severityOf(a)] - order[severityOf(b)] ||
      place(a) - place(b) ||
      (gains.get(ruleIdOf(b)) ?? 0) - (gains.get(ruleIdOf(a)) ?? 0) ||
      (ruleIdOf(a) < ruleIdOf(b) ? -1 : 1),
  );
  const lines = [...header(report), ''];
  const { shown, folded } = foldedNotes(groups, options);
  for (const group of shown) {
    const rule = report.rules.find(({ id }) => id === ruleIdOf(group));
    lines.push(...hazardBlock(group, rule, { ...options, gain: gains.get(ruleIdOf(group)) ?? 0 }), '');
  }
  if (folded.length > 0)
    lines.push(
      ...paragraph(
        '',
        `and ${folded.length} more kinds of note (--verbose): ${folded.map(ruleIdOf).join(', ')}`,
        options.width,
      ),
      '',
    );
  if (groups.length === 0 || options.hidden) lines.push(nothingFoundLine(report, groups.length, options), '');
  lines.push(...summaryLines(report, options));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
};

function nothingFoundLine(report: Report, shown: number, { hidden = 0 }: ReportOptions): string {
  return shown === 0 ? nothingFound(report, hidden) : `${hidden} more left out by --min-severity or --min-confidence.`;
}

function header(report: Report): string[] {
  const lines = [`${kleur.bold('ha-ready')} ${report.tool.version}  ${visible(report.root)}`];
  const several = report.apps.length > 1;
  for (const app of report.apps) {
    const stack =
      app.stack.map(({ title, version }) => (version ? `${title} ${version}` : title)).join(', ') ||
      'nothing recognised';
    const where = several ? `${visible(app.path)} (${app.score}): ` : '';
    for (const [index, line] of wrap(`${where}${visible(stack)}`, 76).entries())
      lines.push(index === 0 ? `  ${line}` : `    ${line}`);
    for (const [index, line] of wrap(visible(waySentence(app) ?? ''), 76).entries())
      if (line !== '') lines.push(kleur.dim(index === 0 ? `  ${line}` : `    ${line}`));
  }
  lines.push(
    kleur.dim(`  ${report.files.found} ${report.files.found === 1 ? 'file' : 'files'}, ${report.files.read} read`),
  );
  return lines;
}

function groupByRule(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.ruleId, [...(groups.get(finding.ruleId) ?? []), finding]);
  return [...groups.values()].map((group) => group.toSorted((a, b) => order[a.severity] - order[b.severity]));
}

/** Notes beyond the first few are named only. */
function foldedNotes(
  groups: readonly Finding[][],
  options: ReportOptions,
): { shown: readonly Finding[][]; folded: readonly Finding[][] } {
  const notes = groups.filter((group) => severityOf(group) === 'note');
  const folded = options.verbose || options.quiet ? [] : notes.slice(notesShown);
  return { shown: groups.filter((group) => !folded.includes(group)), folded };
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
const mark = {
  error: (text: string) => kleur.red().underline(text),
  warning: (text: string) => kleur.yellow().underline(text),
  note: (text: string) => kleur.cyan().underline(text),
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
  const places = group.reduce((sum, { also = [] }) => sum + 1 + also.length, 0);
  const title = `${visible(first.title)}${places > 1 ? ` (${places} places)` : ''}`;
  const lines = [
    `${paint[severity](label)} ${kleur.bold(fit(title, options.width - label.length - gain.length - 2))}${kleur.green(gain)}`,
    kleur.dim(`  ${visible(first.ruleId)}, ${first.confidence} confidence`),
  ];
  if (options.quiet)
    return [...lines, ...group.map((finding) => `  ${shownPlace(finding.location)}  ${visible(finding.message)}`)];
  lines.push(
    `  ${kleur.underline(linked(shownPlace(first.location), first.location, options))}`,
    ...frame(first, options.width),
    ...paragraph('', first.message, options.width),
    ...chainLines(first.evidence, options),
  );
  if (severity !== rule?.severity && rule)
    lines.push(
      ...paragraph('', `${severity} here, ${rule.severity} by the rule`, options.width).map((line) => kleur.dim(line)),
    );
  if (rule) lines.push(...paragraph('Why  ', rule.why, options.width));
  lines.push(...adviceLines(first, options.width));
  const further = [...(first.also ?? []), ...others.flatMap((one): readonly AlsoAt[] => [one, ...(one.also ?? [])])];
  const shown = options.verbose ? further : further.slice(0, placesShown);
  for (const { location, message, ruleId } of shown) {
    const other = ruleId === first.ruleId ? '' : `${ruleId}: `;
    lines.push(...paragraph('Also ', `${shownPlace(location)} ${other}${message}`, options.width));
  }
  if (shown.length < further.length) lines.push(`  and ${further.length - shown.length} more (--verbose)`);
  return lines;
}

/** This repository's own repair first, with what it takes; the general remedy where there is none. */
function adviceLines(finding: Finding, width: number): readonly string[] {
  const { first, flags, cannot, needs, general } = adviceOf(finding);
  const how = flags ? ` (${flags})` : '';
  return [
    ...paragraph('Fix  ', `${first}${how}`, width),
    ...(cannot ? paragraph('     ', `not by the program: ${cannot}`, width) : []),
    ...needs.flatMap((need) => {
      const [head = '', ...snippet] = need.split('\n');
      return [...paragraph('     - ', head, width), ...snippet.map((line) => `           ${visible(line)}`.trimEnd())];
    }),
    ...(general ? paragraph('     ', general, width) : []),
  ];
}

/** The flagged line and its neighbours; what is flagged in it is underlined. */
function frame(finding: Finding, width: number): string[] {
  const digits = String(finding.frame.at(-1)?.line ?? 0).length;
  const { line: flagged, column, endLine, endColumn } = finding.location;
  return finding.frame.flatMap(({ line, text: raw }) => {
    const hit = line === flagged;
    const cells = width - digits - 7;
    const row = (code: string) => `  ${hit ? '>' : ' '} ${String(line).padStart(digits)} | ${code}`;
    if (!hit) return [kleur.dim(row(fit(shownCode(raw), cells)))];
    const to = endLine === line ? endColumn - 1 : raw.length;
    const [before, inside] = [shownCode(raw.slice(0, column - 1)), shownCode(raw.slice(column - 1, to))];
    const whole = fit(shownCode(raw), cells);
    if (!kleur.enabled || inside === '' || before.length + inside.length > whole.length) return [row(whole)];
    const after = whole.slice(before.length + inside.length);
    return [row(`${before}${mark[finding.severity](inside)}${after}`)];
  });
}

function shownCode(text: string): string {
  return visible(text.replaceAll('\t', '  '));
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

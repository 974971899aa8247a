import { adviceOf } from './advice.js';
import { gradeOf, gradeWords, nothingFound } from './grade.js';
import type { Reporter, ReportOptions } from './index.js';
import { listed, repositoryPath } from './places.js';
import type { Finding, Report, RuleText } from './report.js';
import { visible } from './visible.js';
import { waySentence } from './ways.js';
import { count, sentence } from './words.js';

const rowsShown = 20;
/** A comment of GitHub holds 65,536 characters. */
const rowsFolded = 120;
const icon = { error: '🔴 error', warning: '🟡 warning', note: '🔵 note' };

/** A comment for a pull request, or the summary of a job: the score, the findings worst first, and what to do folded away. */
export const markdown: Reporter = (report, options) => {
  const findings = listed(report.findings, options);
  const shown = findings.slice(0, rowsShown);
  const rest = findings.slice(rowsShown);
  const lines = [...head(report, options), ''];
  if (shown.length > 0) lines.push(...table(shown, options), '');
  if (rest.length > 0)
    lines.push(
      ...folded(`${rest.length} more`, [
        ...table(rest.slice(0, rowsFolded), options),
        ...(rest.length > rowsFolded ? ['', `and ${rest.length - rowsFolded} more`] : []),
      ]),
      '',
    );
  if (shown.length > 0) lines.push(...folded('What to do', remedies(report, findings)), '');
  else lines.push(escapeMarkdown(nothingFound(report, options.hidden)), '');
  if (report.unclear.length > 0)
    lines.push(...folded('What is unclear, and what would settle it', unclear(report)), '');
  lines.push(...foot(report));
  return `${lines.join('\n').trimEnd()}\n`;
};

function head(report: Report, options: ReportOptions): readonly string[] {
  const { score, findings } = report;
  const { label, says } = gradeOf(report);
  const grade = gradeWords(label).toLowerCase();
  const bound = score.complete ? '' : 'at most ';
  const { error, warning, note } = score.counts;
  const counts = `${count(error, 'error')}, ${count(warning, 'warning')}, ${count(note, 'note')}, ${score.unclear} unclear; ${says}`;
  const lines = [`## ha-ready: ${bound}${score.value}/100, ${grade}`, '', `${counts}.${options.gate ? ` **${options.gate}**` : ''}`]; // biome-ignore format: one line
  const ways = report.apps.flatMap((app) => {
    const sentence = waySentence(app);
    return sentence ? [`${report.apps.length > 1 ? `${code(app.path)} ` : ''}${escapeMarkdown(sentence)}`] : [];
  });
  if (ways.length > 0) lines.push('', ways.slice(0, 10).join('<br>'));
  if (score.partial) lines.push('', 'The score is partial: not every rule was asked.');
  const held = findings.filter(({ status }) => status === 'baselined').length;
  const open = findings.filter(({ status }) => status === 'open').length;
  if (held > 0) lines.push('', `${open} new, ${held} of the baseline: in the score, not in the gate.`);
  if (score.accepted.count > 0)
    lines.push(
      '',
      `${score.accepted.count} accepted with a reason; the score would be ${score.accepted.value} with them.`,
    );
  return lines;
}

function table(findings: readonly Finding[], options: ReportOptions): readonly string[] {
  const rows = findings.map(({ severity, ruleId, location, title, message }) => {
    const place = code(`${repositoryPath(location.path, options)}:${location.line}`);
    return `| ${icon[severity]} | **${escapeMarkdown(title)}**<br>${escapeMarkdown(sentence(message))}<br>${code(ruleId)} | ${place} |`;
  });
  return ['| | What happens with a second copy | Where |', '|---|---|---|', ...rows];
}

function remedies(report: Report, findings: readonly Finding[]): readonly string[] {
  const gains = new Map(report.score.gains.map(({ ruleId, gain }) => [ruleId, gain]));
  const rules = report.rules.filter(({ id }) => findings.some(({ ruleId }) => ruleId === id));
  const order = rules.toSorted((a, b) => (gains.get(b.id) ?? 0) - (gains.get(a.id) ?? 0));
  return order.flatMap((rule) => remedy(rule, findings, gains.get(rule.id) ?? 0));
}

function unclear({ unclear: open }: Report): readonly string[] {
  return open.slice(0, rowsFolded).map(({ topic, message, settle, location }) => {
    const place = location ? ` ${code(`${location.path}:${location.line}`)}` : '';
    return `* **${topic}**: ${escapeMarkdown(sentence(message))}${place}<br>Settled by ${escapeMarkdown(settle)}`;
  });
}

/** The repair of this repository first; its own words are escaped, those of the rules are Markdown. */
function adviceItems(finding: Finding): readonly string[] {
  const { first, needs, general, flags } = adviceOf(finding);
  if (!finding.fix) return [proseMarkdown(first)];
  const how = flags ? ` (${code(flags)})` : '';
  const steps = needs.map((need) => `  * ${escapeMarkdown(need.split('\n')[0] ?? '')}`);
  return [[`${escapeMarkdown(first)}${how}`, ...steps].join('\n'), ...(general ? [proseMarkdown(general)] : [])];
}

/** The words of a rule; a team's own rules lie in the repository. */
function remedy(rule: RuleText, findings: readonly Finding[], gain: number): readonly string[] {
  const own = findings.filter(({ ruleId }) => ruleId === rule.id);
  const words = new Set(own.flatMap((finding) => adviceItems(finding)));
  const raised = gain > 0 ? ` (+${gain})` : '';
  return [
    `**${proseMarkdown(rule.title)}**${raised}`,
    '',
    proseMarkdown(rule.why),
    '',
    ...[...words].map((one) => `* ${one}`),
    '',
  ];
}

function folded(summary: string, lines: readonly string[]): readonly string[] {
  return [`<details><summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}

function foot({ errors, files }: Report): readonly string[] {
  const unread = errors.length > 0 ? `; ${count(errors.length, 'file')} could not be read whole` : '';
  return [`<sub>${files.read} of ${count(files.found, 'file')} read${unread}. 100 means that no rule found a hazard.</sub>`]; // biome-ignore format: one line
}

/** Text that stays text: no formatting, no HTML, no link, no mention of people or issues. */
export function escapeMarkdown(text: string): string {
  return (
    visible(text)
      .replace(/[\\`*[\]|~]|(?<!\w)_|_(?!\w)|^\s*(?:[#>+-]|\d+(?=[.)]))/g, (mark) =>
        /\d$/.test(mark) ? `${mark}\\` : mark.replace(/\S/, '\\$&'),
      )
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      // forges look for people and issues in what Markdown has become: only a mark between keeps them apart
      .replace(/@(?=\w)|#(?=\d)/g, '$&<!-- -->')
      .replace(/:(?=\/\/)/g, '&#58;')
      .replace(/\bwww\./gi, 'www&#46;')
  );
}

/** The same for a sentence whose code is set in backticks, which stays code. */
export function proseMarkdown(words: string): string {
  return words
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? visible(part) : escapeMarkdown(part)))
    .join('');
}

/** Code that the text cannot leave: a code span where the text is harmless, an escaped element otherwise. */
export function code(text: string): string {
  const shown = visible(text);
  return /[`|<>@\\[\]]/.test(shown) || shown.trim() === '' ? `<code>${escapeMarkdown(text)}</code>` : `\`${shown}\``;
}

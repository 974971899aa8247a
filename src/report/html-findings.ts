import { nothingFound } from './grade.js';
import { chain } from './html-apps.js';
import { badge, escapeHtml, prose } from './html-text.js';
import type { ReportOptions } from './index.js';
import { repositoryPath } from './places.js';
import type { Finding, FindingFix, Report } from './report.js';
import { count, sentence } from './words.js';

const order = { error: 0, warning: 1, note: 2 };

/** Every finding with its code, the chain of reasons and the remedy, behind filters. */
export function findingsSection(report: Report, options: ReportOptions): readonly string[] {
  const gains = new Map(report.score.gains.map(({ ruleId, gain }) => [ruleId, gain]));
  const findings = report.findings.toSorted(
    (a, b) =>
      Number(a.status !== 'open') - Number(b.status !== 'open') ||
      order[a.severity] - order[b.severity] ||
      (gains.get(b.ruleId) ?? 0) - (gains.get(a.ruleId) ?? 0),
  );
  const topics = [...new Set(findings.map(({ topic }) => topic))].sort();
  return [
    '<section aria-label="Findings"><h2 id="findings">Findings</h2>',
    '<div class="filters" role="search">',
    '<input id="search" type="search" placeholder="Search findings ( / )" aria-label="Search findings">',
    ...filterButtons(findings),
    `<select id="topic" aria-label="Topic"><option value="">every topic</option>${topics.map((topic) => `<option>${escapeHtml(topic)}</option>`).join('')}</select>`,
    '</div>',
    `<p class="soft" id="left" aria-live="polite">${count(findings.length, 'finding')}</p>`,
    ...(findings.length === 0 ? [`<p class="none">${escapeHtml(nothingFound(report, options.hidden))}</p>`] : []),
    ...findings.map((finding) => card(finding, report, options)),
    '</section>',
  ];
}

function filterButtons(findings: readonly Finding[]): readonly string[] {
  const buttons: string[] = [];
  for (const severity of ['error', 'warning', 'note'] as const) {
    const own = findings.filter((finding) => finding.status === 'open' && finding.severity === severity).length;
    buttons.push(
      `<button type="button" data-show="${severity}" aria-pressed="true"${own === 0 ? ' hidden' : ''}>${count(own, severity)}</button>`,
    );
  }
  const accepted = findings.filter(({ status }) => status !== 'open').length;
  buttons.push(`<button type="button" data-show="accepted" aria-pressed="false"${accepted === 0 ? ' hidden' : ''}>${accepted} accepted</button>`); // biome-ignore format: one line
  return buttons;
}

function card(finding: Finding, report: Report, options: ReportOptions): string {
  const { severity, status, topic, ruleId, title, location, evidence, remedy, fix, reason, also = [] } = finding;
  const rule = report.rules.find(({ id }) => id === ruleId);
  const place = `${repositoryPath(location.path, options)}:${location.line}:${location.column}`;
  const app = report.apps.length > 1 ? ` <span class="soft">${escapeHtml(finding.app)}</span>` : '';
  return [
    `<article id="f-${escapeHtml(finding.fingerprint)}" class="finding ${severity}${status === 'open' ? '' : ' accepted'}" tabindex="0" data-severity="${severity}" data-status="${status}" data-topic="${escapeHtml(topic)}">`,
    `<header>${badge(severity)}<h3>${escapeHtml(title)}</h3><code class="soft">${escapeHtml(ruleId)}</code>${app}</header>`,
    `<p class="where"><code>${escapeHtml(place)}</code> <span class="soft">confidence ${finding.confidence}</span></p>`,
    status === 'open' ? '' : `<p>${badge(status)} ${escapeHtml(reason ?? '')}</p>`,
    `<p>${prose(sentence(finding.message))}</p>`,
    frame(finding),
    evidence.length > 0 ? `<details${evidence.length <= 4 ? ' open' : ''}><summary>Because</summary>${chain(evidence)}</details>` : '',
    rule ? `<p class="soft">${prose(rule.why)}</p>` : '',
    fix ? fixText(fix) : '',
    `<p class="remedy">${prose(remedy)}</p>`,
    also.length > 0 ? `<ul class="soft">${also.map((one) => `<li>Also <code>${escapeHtml(`${one.location.path}:${one.location.line}`)}</code> ${prose(sentence(one.message))}</li>`).join('')}</ul>` : '',
    '</article>',
  ].filter(Boolean).join('\n');
} // biome-ignore format: one line each

function frame({ frame: lines, location }: Finding): string {
  if (lines.length === 0) return '';
  const rows = lines.map(({ line, text }) => {
    const hit = line >= location.line && line <= location.endLine;
    return `<span${hit ? ' class="hit"' : ''}><i>${line}</i>${escapeHtml(text.replaceAll('\t', '  '))}</span>`;
  });
  return `<pre class="code" tabindex="0" aria-label="Code"><code>${rows.join('')}</code></pre>`;
}

function fixText({ title, safety, edits, needs }: FindingFix): string {
  const how = edits.length === 0 ? 'by hand' : safety === 'safe' ? '--fix' : '--fix --unsafe-fixes';
  const besides = needs.length > 0 ? `<ul>${needs.map((need) => `<li>${prose(need)}</li>`).join('')}</ul>` : '';
  return `<p><b>Repair:</b> ${prose(title)} <code>${how}</code></p>${besides}`;
}

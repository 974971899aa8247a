import { createHash } from 'node:crypto';
import { gradeOf, gradeWords } from './grade.js';
import { appSections } from './html-apps.js';
import { findingsSection } from './html-findings.js';
import { script } from './html-script.js';
import { style } from './html-style.js';
import { escapeHtml, prose } from './html-text.js';
import type { Reporter, ReportOptions } from './index.js';
import type { Report } from './report.js';
import { count, sentence } from './words.js';

/** The report as one page that needs nothing else: no network, no fonts, no other file. It says everything without its script. */
export const html: Reporter = (report, options) => {
  const scriptHash = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'; base-uri 'none'; form-action 'none'`;
  const lines = [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>ha-ready ${report.score.value}/100: ${escapeHtml(report.root)}</title>`,
    `<style>${style}</style></head><body>`,
    '<a class="skip" href="#findings">Skip to the findings</a>',
    ...top(report),
    '<main>',
    ...hero(report, options),
    ...appSections(report),
    ...findingsSection(report, options),
    ...unclearSection(report),
    ...leftOut(report),
    '</main>',
    `<footer>ha-ready ${escapeHtml(report.tool.version)}, score model ${escapeHtml(report.score.model)}. 100 means that no rule found a hazard, not that the app is highly available. Keys: / search, j and k next and previous finding.</footer>`,
    `<script>${script}</script>`,
    '</body></html>',
  ];
  return `${lines.join('\n')}\n`;
};

function top(report: Report): readonly string[] {
  const stacks = report.apps.flatMap(({ stack }) => stack.map(({ title, version }) => (version ? `${title} ${version}` : title))); // biome-ignore format: one line
  return [
    '<header class="top"><div class="bar">',
    `<div><h1>ha-ready: ${escapeHtml(report.root)}</h1><span>${escapeHtml([...new Set(stacks)].join(', '))}</span></div>`,
    '<button type="button" id="theme">Light / dark</button></div></header>',
  ];
}

function hero(report: Report, options: ReportOptions): readonly string[] {
  const { score, findings, files } = report;
  const { label, says } = gradeOf(report);
  const { error, warning, note } = score.counts;
  const baselined = findings.filter(({ status }) => status === 'baselined').length;
  const lines = [
    `<section class="hero" aria-label="Score">${dial(report)}<div>`,
    `<p class="grade">${escapeHtml(gradeWords(label))}</p>`,
    `<p>${count(error, 'error')}, ${count(warning, 'warning')}, ${count(note, 'note')}, ${score.unclear} unclear; ${escapeHtml(says)}. ${files.read} of ${count(files.found, 'file')} read.</p>`,
    options.gate ? `<p class="failed">${escapeHtml(options.gate)}</p>` : '<p class="passed">Gate passed.</p>',
  ];
  if (error > 0) lines.push(`<p class="soft">An open error halves the score (it would be ${score.raw}).</p>`);
  if (score.partial) lines.push('<p class="soft">Partial: not every rule was asked.</p>');
  const open = findings.filter(({ status }) => status === 'open').length;
  if (baselined > 0) lines.push(`<p class="soft">${open} new, ${baselined} in the baseline: in the score, not in the gate.</p>`); // biome-ignore format: one line
  if (score.accepted.count > 0) lines.push(`<p class="soft">${score.accepted.count} accepted with a reason; ${score.accepted.value} with them.</p>`); // biome-ignore format: one line
  return [...lines, ...fixFirst(report), '</div></section>'];
}

function fixFirst({ score, rules, findings }: Report): readonly string[] {
  const { ruleIds, value } = score.together;
  if (ruleIds.length === 0) return [];
  const items = ruleIds.slice(0, firstShown).map((ruleId) => {
    const title = rules.find(({ id }) => id === ruleId)?.title ?? ruleId;
    const lead = findings.find((finding) => finding.ruleId === ruleId && finding.status === 'open');
    return `<li>${lead ? `<a href="#f-${lead.fingerprint}">${prose(title)}</a>` : prose(title)}</li>`;
  });
  const more = ruleIds.length > firstShown ? `<p class="soft">and ${ruleIds.length - firstShown} more</p>` : '';
  const together = value > score.value ? ` <span class="gain">together ${score.value} → ${value}</span>` : '';
  return [`<p><b>Fix first</b>${together}</p><ol class="first">${items.join('')}</ol>${more}`];
}

/** What the files leave open, and what would settle it. */
function unclearSection({ unclear }: Report): readonly string[] {
  if (unclear.length === 0) return [];
  const items = unclear.map(({ topic, message, settle, location }) => {
    const place = location ? `<code>${escapeHtml(`${location.path}:${location.line}`)}</code> ` : '';
    return `<li><b>${escapeHtml(topic)}</b> ${place}${prose(sentence(message))} <span class="soft">Settled by ${prose(settle)}.</span></li>`;
  });
  return ['<section aria-label="Unclear"><h2>Unclear, and what would settle it</h2><ul>', ...items, '</ul></section>'];
}

const firstShown = 3;
const radius = 66;

function dial({ score }: Report): string {
  const around = 2 * Math.PI * radius;
  const color = score.value >= 90 ? 'var(--green)' : score.value >= 50 ? 'var(--amber)' : 'var(--red)';
  const bound = score.complete ? '' : '≤';
  return [
    `<svg class="dial" viewBox="0 0 160 160" role="img" aria-label="Score ${score.complete ? '' : 'at most '}${score.value} of 100">`,
    `<circle class="rest" cx="80" cy="80" r="${radius}"/>`,
    `<circle class="value" cx="80" cy="80" r="${radius}" stroke="${color}" stroke-dasharray="${((around * score.value) / 100).toFixed(1)} ${around.toFixed(1)}"/>`,
    `<text class="number" x="80" y="92">${bound}${score.value}</text><text class="of" x="80" y="115">of 100</text></svg>`,
  ].join('');
}

function leftOut({ errors, hints, skipped }: Report): readonly string[] {
  const items = [
    ...errors.map(({ path, line, message }) => `<li><code>${escapeHtml(line ? `${path}:${line}` : path)}</code> could not be read whole: ${prose(message)}</li>`), // biome-ignore format: one line
    ...hints.map(({ location, message }) => `<li>${location ? `<code>${escapeHtml(`${location.path}:${location.line}`)}</code> ` : ''}${prose(message)}</li>`), // biome-ignore format: one line
    ...skipped.map(({ reason, count: files }) => `<li>${count(files, 'file')} left out: ${escapeHtml(reason)}</li>`),
  ];
  return items.length > 0 ? ['<section aria-label="Left out"><h2>Left out</h2><ul>', ...items, '</ul></section>'] : [];
}

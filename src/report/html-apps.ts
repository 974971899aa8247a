import { badge, escapeHtml, prose } from './html-text.js';
import { topologyDrawing } from './html-topology.js';
import type { AppReport, Report, StateEntry, Step, TopicStatus, TopicVerdict } from './report.js';

const said: Readonly<Record<TopicStatus, string>> = {
  fail: '✕ hazard',
  warn: '! weak',
  pass: '✓ safe',
  unknown: '? unclear',
  'not-applicable': '– not used',
};
const statusOrder: readonly TopicStatus[] = ['fail', 'warn', 'unknown', 'pass', 'not-applicable'];

/** What was looked at in every app: the topics, where state is kept, and what the deployment starts. */
export function appSections(report: Report): readonly string[] {
  return report.apps.flatMap((app) => {
    const place = app.path === '.' ? 'the root' : `<code>${escapeHtml(app.path)}</code>`;
    const name = report.apps.length > 1 ? `: ${place}` : '';
    const score = name && ` <span class="soft">${app.score}/100</span>`;
    return [
      `<section aria-label="Topics"><h2>Topics${name}${score}</h2>`,
      `<ul class="topics">${topicItems(app)}</ul></section>`,
      ...stateSection(app, name),
      ...waysSection(app, name),
      ...topologySection(app, name),
    ];
  });
} // biome-ignore format: one line each

function topicItems({ topics }: AppReport): string {
  const entries = Object.entries(topics) as [string, TopicVerdict][];
  return entries
    .toSorted((a, b) => statusOrder.indexOf(a[1].status) - statusOrder.indexOf(b[1].status))
    .map(([topic, { status }]) => {
      const open = status === 'fail' || status === 'warn';
      const name = open ? `<a href="#findings" data-topic-link="${escapeHtml(topic)}">${escapeHtml(topic)}</a>` : escapeHtml(topic);
      return `<li class="${status}"><b>${name}</b>${said[status]}</li>`;
    })
    .join('\n');
} // biome-ignore format: one line each

function stateSection({ state }: AppReport, name: string): readonly string[] {
  if (state.length === 0) return [];
  return [
    `<section aria-label="Where state is kept"><h2>Where state is kept${name}</h2><div class="scroll"><table>`,
    '<thead><tr><th scope="col">What</th><th scope="col">Kept in</th><th scope="col">Who reaches it</th><th scope="col">Because</th></tr></thead><tbody>',
    ...state.map(stateRow),
    '</tbody></table></div></section>',
  ];
}

const reaches = { process: 'one process', server: 'one server', shared: 'every server', client: 'the client carries it', unknown: 'unclear' }; // biome-ignore format: one line

function stateRow({ label, backend, reach, because }: StateEntry): string {
  const last = because.at(-1);
  const why = because.length > 1 ? `<details><summary>${stepText(last)}</summary>${chain(because)}</details>` : stepText(last); // biome-ignore format: one line
  return `<tr><td>${prose(label)}</td><td>${escapeHtml(backend)}</td><td>${badge(reaches[reach], reach)}</td><td>${why}</td></tr>`;
}

function waysSection({ deployment }: AppReport, name: string): readonly string[] {
  if (!deployment) return [];
  const rows = [...deployment.judged.map((way) => ({ ...way, said: 'judged' })), ...deployment.notJudged.map((way) => ({ ...way, said: 'not judged' }))];
  return [
    `<section aria-label="Ways of starting it"><h2>Ways of starting it${name}</h2><div class="scroll"><table>`,
    '<thead><tr><th scope="col">Way</th><th scope="col"></th><th scope="col">Because</th></tr></thead><tbody>',
    ...rows.slice(0, waysShown).map(({ path, said: answer, why }) => `<tr><td><code>${escapeHtml(path)}</code></td><td>${answer}</td><td>${escapeHtml(why)}</td></tr>`),
    `</tbody></table></div>${rows.length > waysShown ? `<p class="soft">and ${rows.length - waysShown} more</p>` : ''}</section>`,
  ];
} // biome-ignore format: one line each

const waysShown = 30;

function topologySection({ topology }: AppReport, name: string): readonly string[] {
  if (!topology) return [];
  return [
    `<section aria-label="What the deployment starts"><h2>What the deployment starts${name}</h2>`,
    `<div class="scroll">${topologyDrawing(topology)}</div>`,
    '<p class="soft">A red frame: the only one of its kind, or one that cannot have a second copy.</p></section>',
  ];
}

/** The steps of a chain of reasons as a list. */
export function chain(steps: readonly Step[]): string {
  return `<ol class="chain">${steps.map((step) => `<li>${stepText(step)}</li>`).join('')}</ol>`;
}

function stepText(step: Step | undefined): string {
  if (!step) return '';
  const where = step.location ? `${step.location.path}:${step.location.line}` : step.builtin;
  return `${where ? `<code>${escapeHtml(where)}</code> ` : ''}${prose(step.message)}`;
}

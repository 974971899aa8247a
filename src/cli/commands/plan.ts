import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { audit } from '../../audit.js';
import { type PlanStage, type PlanStep, stepsOf } from '../../fix/steps.js';
import { document } from '../../report/json.js';
import { code, proseMarkdown } from '../../report/markdown.js';
import type { Report } from '../../report/report.js';
import { visible, wrap } from '../../report/visible.js';
import { usualOptions } from '../settings.js';
import { terminal } from '../terminal.js';
import { withThreads } from '../threads.js';

const placesShown = 5;
const fixesShown = 3;

/** `plan [path]`: the ordered way from today to several servers, with the score after each step. */
export function addPlan(program: Command): void {
  program
    .command('plan')
    .description('print the ordered way from today to several servers')
    .argument('[path]', 'folder to audit', '.')
    .addOption(
      new Option('-f, --format <name>', 'how to print it').choices(['text', 'markdown', 'json']).default('text'),
    )
    .action(async (path: string, flags: { format: string }) => {
      const shown = terminal();
      const root = resolve(shown.folder, path);
      const report = await withThreads(async (extractor) => audit(root, { ...(await usualOptions(root)), extractor }));
      const stages = stepsOf(report);
      if (flags.format === 'json') shown.print(document({ score: report.score.value, stages }));
      else
        shown.print(
          flags.format === 'markdown' ? markdown(report, stages) : text(report, { stages, width: shown.width }),
        );
    });
}

function text(report: Report, { stages, width }: { stages: readonly PlanStage[]; width: number }): string {
  const lines = [`From one server to several: score ${report.score.value} today`, ''];
  let number = 0;
  for (const { name, steps } of stages) {
    lines.push(name.toUpperCase());
    for (const step of steps) lines.push(...stepText(step, ++number, width));
    lines.push('');
  }
  if (stages.length === 0) lines.push('Nothing to do: no hazard was found.', '');
  return lines.join('\n');
}

/** The title with the score that is reached, the rule and its places, what the rule advises, and how it is done here. */
function stepText(step: PlanStep, number: number, width: number): readonly string[] {
  const mark = `${String(number).padStart(2)}. `;
  const score = `  -> ${step.scoreAfter}`;
  const [first = '', ...rest] = wrap(visible(step.title), width - mark.length - score.length);
  const hanging = (words: string, indent: number, lead = '') =>
    wrap(visible(words), width - indent - lead.length).map(
      (line, index) => ' '.repeat(indent) + (index === 0 ? lead : ' '.repeat(lead.length)) + line,
    );
  return [
    `${mark}${first}${score}`,
    ...rest.map((line) => `    ${line}`),
    ...hanging(`${step.ruleId}: ${shownPlaces(step).join(', ')}`, 4),
    ...hanging(step.remedy, 4),
    ...shownFixes(step).flatMap((line) => hanging(line, 4)),
    ...step.needs.flatMap((need) => {
      const [head = '', ...snippet] = need.split('\n');
      return [...hanging(head, 6, '- '), ...snippet.map((line) => `          ${visible(line)}`.trimEnd())];
    }),
  ];
}

function shownFixes({ fixes }: PlanStep): readonly string[] {
  const shown = fixes.slice(0, fixesShown).map(({ title, flags }) => `${flags ?? 'by hand'}: ${title}`);
  return fixes.length > fixesShown ? [...shown, `and ${fixes.length - fixesShown} more of that kind`] : shown;
}

function markdown(report: Report, stages: readonly PlanStage[]): string {
  const lines = [`## From one server to several`, '', `Readiness score today: **${report.score.value}/100**`, ''];
  for (const { name, steps } of stages) {
    lines.push(`### ${name[0]?.toUpperCase()}${name.slice(1)}`, '');
    for (const step of steps) lines.push(...stepMarkdown(step));
    lines.push('');
  }
  if (stages.length === 0) lines.push('Nothing to do: no hazard was found.', '');
  return `${lines.join('\n')}\n`;
}

/** A box to tick for the step, and one for each thing that people do for it. */
function stepMarkdown(step: PlanStep): readonly string[] {
  const places = shownPlaces(step).map((place) => (/^and \d/.test(place) ? place : code(place)));
  return [
    `- [ ] **${proseMarkdown(step.title)}** (${code(step.ruleId)}, score after: ${step.scoreAfter})`,
    `  ${proseMarkdown(step.remedy)}`,
    `  - ${places.join(', ')}`,
    ...step.fixes
      .slice(0, fixesShown)
      .map(
        ({ title, flags }) => `  - ${flags ? code(`npx ha-ready audit ${flags}`) : 'by hand'}: ${proseMarkdown(title)}`,
      ),
    ...step.needs.flatMap((need) => {
      const [head = '', ...snippet] = need.split('\n');
      const block = ['    ```', ...snippet.map((line) => `    ${visible(line).replaceAll('```', '~~~')}`), '    ```'];
      return [`  - [ ] ${proseMarkdown(head)}`, ...(snippet.length > 0 ? block : [])];
    }),
  ];
}

function shownPlaces(step: PlanStep): readonly string[] {
  const places = [...new Set(step.places)];
  const shown = places.slice(0, placesShown);
  return places.length > placesShown ? [...shown, `and ${places.length - placesShown} more`] : shown;
}

import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { audit } from '../../audit.js';
import { type PlanStage, type PlanStep, stepsOf } from '../../fix/steps.js';
import type { Report } from '../../report/report.js';
import { visible, wrap } from '../../report/visible.js';
import { usualOptions } from '../settings.js';
import { terminal } from '../terminal.js';

const placesShown = 5;

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
      const report = await audit(root, await usualOptions(root));
      const stages = stepsOf(report);
      if (flags.format === 'json') shown.print(`${JSON.stringify({ score: report.score.value, stages }, null, 2)}\n`);
      else
        shown.print(
          flags.format === 'markdown' ? markdown(report, stages) : text(report, { stages, width: shown.width }),
        );
    });
}

function text(report: Report, { stages, width }: { stages: readonly PlanStage[]; width: number }): string {
  const lines = [`From one server to several: score ${report.score.value} today`, ''];
  let number = 0;
  const fresh = eachOnce();
  for (const { name, steps } of stages) {
    lines.push(name.toUpperCase());
    for (const step of steps) {
      number++;
      lines.push(`${String(number).padStart(2)}. ${step.title}  -> ${step.scoreAfter}`, `    ${step.ruleId}`);
      for (const line of wrap(visible(step.remedy), width - 4)) lines.push(`    ${line}`);
      if (step.fix)
        lines.push(`    automatic: ${visible(step.fix)} (--fix${name === 'quick wins' ? '' : ' --unsafe-fixes'})`);
      for (const need of fresh(step.needs))
        lines.push(...wrap(`needs: ${visible(need)}`, width - 4).map((line) => `    ${line}`));
      lines.push(`    ${shownPlaces(step).join(', ')}`);
    }
    lines.push('');
  }
  if (stages.length === 0) lines.push('Nothing to do: no hazard was found.', '');
  return lines.join('\n');
}

function markdown(report: Report, stages: readonly PlanStage[]): string {
  const lines = [`## From one server to several`, '', `Readiness score today: **${report.score.value}/100**`, ''];
  const fresh = eachOnce();
  for (const { name, steps } of stages) {
    lines.push(`### ${name[0]?.toUpperCase()}${name.slice(1)}`, '');
    for (const step of steps) {
      lines.push(
        `- [ ] **${step.title}** (\`${step.ruleId}\`, score after: ${step.scoreAfter})`,
        `  ${plain(step.remedy)}`,
      );
      for (const need of fresh(step.needs)) lines.push(`  - needs: ${plain(need)}`);
      lines.push(
        `  - ${shownPlaces(step)
          .map((place) => `\`${place.replaceAll('`', "'")}\``)
          .join(', ')}`,
      );
    }
    lines.push('');
  }
  return `${lines.join('\n')}\n`;
}

/** What has to be there is said at the first step that needs it. */
function eachOnce(): (needs: readonly string[]) => readonly string[] {
  const said = new Set<string>();
  return (needs) => {
    const fresh = needs.filter((need) => !said.has(need));
    for (const need of fresh) said.add(need);
    return fresh;
  };
}

function shownPlaces(step: PlanStep): readonly string[] {
  const shown = step.places.slice(0, placesShown).map(visible);
  return step.places.length > placesShown ? [...shown, `and ${step.places.length - placesShown} more`] : shown;
}

/** Text that stays text in Markdown. */
function plain(words: string): string {
  return visible(words).replace(/[<>]/g, (char) => (char === '<' ? '&lt;' : '&gt;'));
}

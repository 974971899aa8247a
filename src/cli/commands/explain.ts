import type { Command } from 'commander';
import { wrap } from '../../report/visible.js';
import { type LoadedRule, loadRules, withExamples } from '../../rule/load.js';
import { nearest } from '../../rule/nearest.js';
import { terminal } from '../terminal.js';
import { UserError } from '../user-error.js';

/** `explain <rule>`: what the hazard is, what happens, what to do, and an example of each. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('explain a rule: what happens with two copies, and what to do')
    .argument('<rule>', 'id of the rule, such as sessions/per-server-store')
    .action(async (id: string) => {
      const rules = await loadRules();
      const rule = rules.find((one) => one.id === id || one.aliases?.includes(id));
      if (!rule) {
        const close = nearest(id, rules.map((one) => one.id)); // biome-ignore format: one line
        throw new UserError(
          `there is no rule ${id}`,
          close ? `Did you mean ${close}?` : 'List them with: npx ha-ready rules',
        );
      }
      const shown = terminal();
      const [whole = rule] = await withExamples([rule]);
      shown.print(`${explanation(whole, Math.min(shown.width, 100)).join('\n')}\n`);
    });
}

function explanation(rule: LoadedRule, width: number): string[] {
  const lines = [`${rule.id}  (${rule.severity})`, '', rule.title, '', ...wrap(rule.why, width), '', 'What to do'];
  for (const [technology, words] of Object.entries(rule.remedy)) {
    const [first = '', ...rest] = wrap(words, width - 4);
    lines.push(`  ${technology === 'any' ? '-' : `${technology}:`} ${first}`, ...rest.map((line) => `    ${line}`));
  }
  for (const kind of ['bad', 'good'] as const) {
    const example = rule.examples.find((one) => one[kind]);
    if (!example) continue;
    lines.push('', kind === 'bad' ? `Flagged (${example.on})` : `Fine (${example.on})`);
    for (const [path, text] of Object.entries(example[kind] ?? {})) {
      if (text !== null) lines.push(`  ${path}`, ...text.replace(/[«»]/g, '').trimEnd().split('\n').map((line) => `    ${line}`)); // biome-ignore format: one line
    }
  }
  return lines;
}

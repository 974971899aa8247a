import { type Command, Option } from 'commander';
import { loadRules } from '../../rule/load.js';
import { terminal } from '../terminal.js';

/** `rules`: every rule, one line each, or as JSON. */
export function addRules(program: Command): void {
  program
    .command('rules')
    .description('list the rules')
    .addOption(new Option('-f, --format <name>', 'how to print them').choices(['text', 'json']).default('text'))
    .action(async (flags: { format: string }) => {
      const rules = await loadRules();
      const shown = terminal();
      if (flags.format === 'json') {
        const plain = rules.map(({ id, topic, severity, title, why, remedy }) => ({
          id,
          topic,
          severity,
          title,
          why,
          remedy,
        }));
        shown.print(`${JSON.stringify(plain, null, 2)}\n`);
        return;
      }
      const width = Math.max(...rules.map(({ id }) => id.length));
      for (const { id, severity, title } of rules)
        shown.print(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`);
    });
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { userRules } from '../../config/user-rules.js';
import { extractorOf } from '../../extract/extract.js';
import { remembering } from '../../extract/remember.js';
import { visible, wrap } from '../../report/visible.js';
import { count } from '../../report/words.js';
import { coverageOf, coverageText } from '../../rule/coverage.js';
import { type FileTexts, runExample } from '../../rule/examples.js';
import { type LoadedRule, loadRules, withExamples } from '../../rule/load.js';
import { loadTechnologies } from '../../technologies/load.js';
import { terminal } from '../terminal.js';
import { UserError } from '../user-error.js';

/** `rules`: every rule, one line each, or as JSON; `rules test <folder>`: runs the examples of your own. */
export function addRules(program: Command): void {
  const command = program
    .command('rules')
    .description('list the rules; test rules of your own')
    .addOption(new Option('-f, --format <name>', 'how to print them').choices(['text', 'json']).default('text'))
    .option('--table', 'topics, technologies, and what the program repairs')
    .action(async (flags: { format: string; table?: boolean }) => {
      if (!flags.table) return list(await loadRules(), flags.format);
      const shown = terminal();
      const rules = await withExamples(await loadRules());
      if (flags.format === 'json') shown.print(`${JSON.stringify(coverageOf(rules), null, 2)}\n`);
      else shown.print(coverageText(rules, wrap, shown.width));
    });
  command
    .command('test')
    .description('check rules of your own and run their examples')
    .argument('<folder>', 'folder with <topic>/<hazard>.yaml')
    .action(testRules);
}

function list(rules: readonly LoadedRule[], format: string): void {
  const shown = terminal();
  if (format === 'json') {
    const plain = rules.map(({ id, topic, severity, title, why, remedy }) => ({ id, topic, severity, title, why, remedy })); // biome-ignore format: one line
    shown.print(`${JSON.stringify(plain, null, 2)}\n`);
    return;
  }
  const width = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, severity, title } of rules) shown.print(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`);
}

async function testRules(path: string): Promise<void> {
  const shown = terminal();
  const folder = resolve(shown.folder, path);
  if (!existsSync(folder)) throw new UserError(`${path} is not a folder`);
  const { rules, problems } = userRules(folder);
  if (problems.length > 0) throw new UserError(problems.join('\n  '), 'The schema is ha-ready/rule.schema.json.');
  if (rules.length === 0) throw new UserError(`there is no rule in ${path}`, 'Rules stand in <topic>/<hazard>.yaml.');
  const extractor = remembering(extractorOf(await loadTechnologies()));
  let examples = 0;
  let wrong = 0;
  for (const rule of rules) {
    for (const example of rule.examples) {
      for (const variant of ['bad', 'good', 'unclear'] as const) {
        if (!example[variant]) continue;
        examples++;
        const base = baseOf(folder, example.on);
        const result = await runExample({ rule, example, variant, base, extractor });
        for (const words of result.wrong) shown.print(`${visible(rule.id)} ${variant}${example.about ? ` (${visible(example.about)})` : ''}: ${visible(words)}\n`); // biome-ignore format: one line
        if (result.wrong.length > 0) wrong++;
      }
    }
  }
  shown.print(`${count(rules.length, 'rule')}, ${count(examples, 'example')}, ${wrong} wrong\n`);
  shown.exitWith(wrong > 0 ? 1 : 0);
}

/** The files of `bases/<name>`; examples without a base stand alone. */
function baseOf(folder: string, name: string): FileTexts {
  const base = join(folder, 'bases', name);
  if (name === '.') return new Map();
  if (!existsSync(base)) throw new UserError(`there is no base bases/${name}`, 'A base is a folder with the smallest app of its kind.'); // biome-ignore format: one line
  const files = readdirSync(base, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(base.length + 1).replaceAll('\\', '/'), readFileSync(file, 'utf8')];
    }),
  );
}

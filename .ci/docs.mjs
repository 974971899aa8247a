// Writes docs/rules and docs/COVERAGE.md from the rules; with --check it only says what is stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extractorOf } from '../dist/src/extract/extract.js';
import { remembering } from '../dist/src/extract/remember.js';
import { coveragePage } from '../dist/src/rule/coverage.js';
import { flagsOf } from '../dist/src/rule/examples.js';
import { loadRules, withExamples } from '../dist/src/rule/load.js';
import { rulePage, rulesPage } from '../dist/src/rule/page.js';
import { loadTechnologies } from '../dist/src/technologies/load.js';

const rules = await withExamples(await loadRules());
const extractor = remembering(extractorOf(await loadTechnologies()));
const flags = new Map();
for (const rule of rules)
  for (const example of rule.examples)
    if (example.bad && example.fixed)
      flags.set(example, await flagsOf({ rule, example, base: baseOf(example.on), extractor }));

const pages = new Map([
  ['COVERAGE.md', coveragePage(rules)],
  ['rules/README.md', rulesPage(rules)],
  ...rules.map((rule) => [
    `rules/${rule.id}.md`,
    rulePage(rule, (example) => flags.get(example) ?? '--fix --unsafe-fixes'),
  ]),
]);
const there = existsSync('docs/rules')
  ? readdirSync('docs/rules', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => `rules/${name.replaceAll('\\', '/')}`)
  : [];
const stale = [
  ...[...pages]
    .filter(([name, text]) => !existsSync(join('docs', name)) || readFileSync(join('docs', name), 'utf8') !== text)
    .map(([name]) => name),
  ...there.filter((name) => !pages.has(name)),
];

if (process.argv.includes('--check')) {
  for (const name of stale) console.log(`stale: docs/${name} (npm run docs)`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const name of there) if (!pages.has(name)) rmSync(join('docs', name));
  for (const [name, text] of pages) {
    mkdirSync(dirname(join('docs', name)), { recursive: true });
    writeFileSync(join('docs', name), text);
  }
  console.log(`${pages.size} pages, ${stale.length} written anew`);
}

function baseOf(name) {
  const folder = join('fixtures', 'bases', name);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
    }),
  );
}

// Writes docs/rules from the rules; with --check it only says what is stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadRules, withExamples } from '../dist/src/rule/load.js';
import { rulePage, rulesPage } from '../dist/src/rule/page.js';

const folder = 'docs/rules';
const rules = await withExamples(await loadRules());
const pages = new Map([['README.md', rulesPage(rules)], ...rules.map((rule) => [`${rule.id}.md`, rulePage(rule)])]);
const there = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => name.replaceAll('\\', '/'))
  : [];
const stale = [
  ...[...pages]
    .filter(([name, text]) => !existsSync(join(folder, name)) || readFileSync(join(folder, name), 'utf8') !== text)
    .map(([name]) => name),
  ...there.filter((name) => !pages.has(name)),
];

if (process.argv.includes('--check')) {
  for (const name of stale) console.log(`stale: ${folder}/${name} (npm run docs)`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const name of there) if (!pages.has(name)) rmSync(join(folder, name));
  for (const [name, text] of pages) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  console.log(`${pages.size} pages, ${stale.length} written anew`);
}

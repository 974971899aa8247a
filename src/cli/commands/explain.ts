import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { audit } from '../../audit.js';
import { adviceOf } from '../../report/advice.js';
import type { Finding, Report } from '../../report/report.js';
import { visible, visibleLines, wrap } from '../../report/visible.js';
import { count } from '../../report/words.js';
import { technologyOf } from '../../rule/coverage.js';
import { type LoadedRule, withExamples } from '../../rule/load.js';
import { nearest } from '../../rule/nearest.js';
import { topics } from '../../rule/rule.js';
import { usualOptions } from '../settings.js';
import { terminal } from '../terminal.js';
import { UserError } from '../user-error.js';

/** `explain <what>`: a rule as it concerns the current folder; a topic or a word: the rules that it means. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('explain a rule, a topic, or what a word stands for')
    .argument('<what>', 'id of a rule (sessions/per-server-store), a topic (sessions) or a word (redis)')
    .option('--all', 'for every technology, whatever stands in this folder')
    .action(async (what: string, flags: { all?: boolean }) => {
      const shown = terminal();
      const options = await usualOptions(shown.folder);
      const rules = options.rules ?? [];
      const found = meant(what, rules);
      const width = Math.min(shown.width, 100);
      const [rule, ...others] = found;
      if (!rule) throw unknown(what, rules);
      if (others.length > 0) return shown.print(visibleLines(list(what, found, width)));
      const [whole = rule] = await withExamples([rule]);
      const isApp = !flags.all && looksLikeApp(shown.folder);
      const here = isApp ? await audit(shown.folder, { ...options, rules: [rule] }) : undefined;
      // a rule may be the repository's own, and quotes what is found there
      shown.print(visibleLines(`${explanation(whole, here, width).join('\n')}\n`));
    });
}

/** One rule by its id, the rules of a topic, else those in whose words it stands. */
function meant(what: string, rules: readonly LoadedRule[]): readonly LoadedRule[] {
  const exact = rules.filter(({ id, aliases }) => id === what || aliases?.includes(what));
  if (exact.length > 0) return exact;
  if ((topics as readonly string[]).includes(what)) return rules.filter(({ topic }) => topic === what);
  const word = what.toLowerCase();
  const named = rules.filter(({ id }) => id.split(/[/-]/).includes(word));
  if (named.length > 0 || word.includes('/')) return named;
  const said = ({ title, why, remedy }: LoadedRule) => [title, why, ...Object.values(remedy)].join(' ').toLowerCase();
  return word.length < 3 ? [] : rules.filter((rule) => said(rule).includes(word));
}

function unknown(what: string, rules: readonly LoadedRule[]): UserError {
  const close = nearest(what, [...rules.map(({ id }) => id), ...topics]);
  return new UserError(
    `there is no rule, topic or word ${what}`,
    close ? `Did you mean ${close}?` : 'List the rules with: npx ha-ready rules',
  );
}

function list(what: string, rules: readonly LoadedRule[], width: number): string {
  const lines = [`${count(rules.length, 'rule')} about ${visible(what)}`, ''];
  for (const { id, severity, title } of rules)
    lines.push(`${id}  (${severity})`, ...wrap(title, width - 2).map((line) => `  ${line}`));
  return `${[...lines, '', 'Next: npx ha-ready explain <id>'].join('\n')}\n`;
}

/** A folder that is no app is not worth an audit. */
function looksLikeApp(folder: string): boolean {
  return [
    'package.json',
    'composer.json',
    'requirements.txt',
    'pyproject.toml',
    'Gemfile',
    'compose.yaml',
    'compose.yml',
    'docker-compose.yml',
    'Dockerfile',
    'Chart.yaml',
    '.git',
    'go.mod',
    'index.php',
  ].some((name) => existsSync(join(folder, name)));
}

function explanation(rule: LoadedRule, here: Report | undefined, width: number): readonly string[] {
  const stack = new Set(here?.apps.flatMap((app) => app.stack.map(({ name }) => name)) ?? []);
  return [
    `${rule.id}  (${rule.severity})`,
    '',
    rule.title,
    '',
    ...wrap(rule.why, width),
    ...(here && stack.size > 0 ? ['', ...inThisFolder(rule, here, width)] : []),
    '',
    'What to do',
    ...remedies(rule, stack).flatMap(([technology, words]) =>
      hanging(technology === 'any' ? '- ' : `${technology}: `, words, width),
    ),
    ...examples(rule, stack),
    '',
    'To accept it, say why on the line or above it (or in ha-ready.json under "ignore")',
    `  # ha-ready-ignore ${rule.id} -- the reason`,
  ];
}

/** Where it stands in this folder, how severe and how sure it is there, and who repairs it. */
function inThisFolder(rule: LoadedRule, { apps, findings, unclear }: Report, width: number): readonly string[] {
  const names = [
    ...new Set(
      apps.flatMap(({ stack }) => stack.map(({ title, version }) => (version ? `${title} ${version}` : title))),
    ),
  ];
  const lines = hanging('', `In this folder (${names.join(', ')})`, width + 2).map((line) => line.slice(2));
  if (findings.length === 0) {
    const open = unclear[0];
    return [
      ...lines,
      ...hanging('', open ? `unclear: ${open.message}; settled by ${open.settle}` : 'not found', width),
    ];
  }
  for (const finding of findings.slice(0, shownHere)) lines.push(...place(finding, rule, width));
  if (findings.length > shownHere) lines.push(`  and ${count(findings.length - shownHere, 'more place')}`);
  return lines;
}

const shownHere = 5;

function place(finding: Finding, rule: LoadedRule, width: number): readonly string[] {
  const { location, severity, confidence, message } = finding;
  const milder = severity === rule.severity ? '' : ` (${rule.severity} by the rule)`;
  const { first, flags } = adviceOf(finding);
  const how =
    flags === '--fix'
      ? 'the program does it safely (--fix)'
      : flags
        ? 'the program does it, with a decision (--fix --unsafe-fixes)'
        : 'by hand';
  return [
    ...hanging(
      '',
      `${location.path}:${location.line} ${severity}${milder}, ${confidence} confidence: ${message}`,
      width,
    ),
    ...(finding.fix ? hanging('  Repair: ', `${first}; ${how}`, width) : []),
  ];
}

/** Those of this stack; for everybody where it has none of its own. */
function remedies(rule: LoadedRule, stack: ReadonlySet<string>): readonly (readonly [string, string])[] {
  const all = Object.entries(rule.remedy);
  const own = all.filter(([technology]) => stack.has(technology));
  if (stack.size === 0) return all;
  return own.length > 0 ? own : [['any', rule.remedy.any]];
}

/** One flagged and one fine example, in a language of this stack where there is one. */
function examples(rule: LoadedRule, stack: ReadonlySet<string>): readonly string[] {
  const ordered = rule.examples.toSorted(
    (a, b) => Number(stack.has(technologyOf(b.on))) - Number(stack.has(technologyOf(a.on))),
  );
  const lines: string[] = [];
  const bad = ordered.find((one) => one.bad);
  const good =
    (bad?.fixed ? bad : undefined) ??
    ordered.find((one) => one.good && technologyOf(one.on) === technologyOf(bad?.on ?? '')) ??
    ordered.find((one) => one.good);
  for (const [title, on, files] of [
    ['Flagged', bad?.on, bad?.bad],
    [good === bad ? 'Repaired' : 'Fine', good?.on, good === bad ? good?.fixed : good?.good],
  ] as const) {
    if (!files) continue;
    lines.push('', `${title} (${on})`);
    for (const [path, text] of Object.entries(files))
      if (text !== null)
        lines.push(
          `  ${path}`,
          ...text
            .replace(/[«»]/g, '')
            .trimEnd()
            .split('\n')
            .map((line) => `    ${line}`),
        );
  }
  return lines;
}

function hanging(mark: string, words: string, width: number): readonly string[] {
  return wrap(visible(words), width - 2 - mark.length).map(
    (line, index) => `  ${index === 0 ? mark : ' '.repeat(Math.min(mark.length, 4))}${line}`,
  );
}

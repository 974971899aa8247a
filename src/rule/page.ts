import type { LoadedRule } from './load.js';
import type { Example, ExampleFiles } from './rule.js';

const examplesShown = 12;

/** The flags with which the repair of an example is made. */
export type FlagsOf = (example: Example) => string;

/** The page of a rule: what happens, what to do, examples that the tests execute, how to accept it. */
export function rulePage(rule: LoadedRule, flagsOf: FlagsOf = () => '--fix --unsafe-fixes'): string {
  const lines = [
    `# ${rule.title}`,
    '',
    `\`${rule.id}\`, ${rule.severity}. ${meaning[rule.severity]}`,
    '',
    '## What happens with two copies',
    '',
    rule.why,
    '',
    '## What to do',
    '',
    ...Object.entries(rule.remedy).map(([technology, words]) =>
      technology === 'any' ? `* ${words}` : `* **${technology}:** ${words}`,
    ),
    '',
    ...examplePart(rule, flagsOf),
    '## How to accept it',
    '',
    'Say why, in a comment on the line or above it:',
    '',
    '```text',
    `# ha-ready-ignore ${rule.id} -- the reason`,
    '```',
    '',
    'or in `ha-ready.json`, for files that have no comments:',
    '',
    '```json',
    JSON.stringify({ ignore: [{ rule: rule.id, path: 'some/file', reason: 'the reason', until: '2027-06-30' }] }, null, 2),
    '```',
    '',
    `The rule is off, or of another severity, with \`"rules": { "${rule.id}": "off" }\`.`,
    ...(rule.aliases && rule.aliases.length > 0 ? ['', `Former ids: ${rule.aliases.map((id) => `\`${id}\``).join(', ')}.`] : []),
  ];
  return `${lines.join('\n')}\n`;
} // biome-ignore format: one line each

const meaning = {
  error: 'Data is lost, users are logged out, or work is done twice.',
  warning: 'The app degrades, or breaks when something fails.',
  note: 'Worth knowing.',
};

/** All rules by topic, as a table that leads to their pages. */
export function rulesPage(rules: readonly LoadedRule[]): string {
  const lines = ['# Rules', '', `${rules.length} rules. Each page is written from the rule itself; its examples are executed by the tests.`];
  for (const topic of new Set(rules.map((rule) => rule.topic))) {
    lines.push('', `## ${topic}`, '', '| rule | severity | hazard |', '|---|---|---|');
    for (const { id, severity, title } of rules.filter((rule) => rule.topic === topic))
      lines.push(`| [\`${id}\`](${id}.md) | ${severity} | ${title.replaceAll('|', '\\|')} |`);
  }
  return `${lines.join('\n')}\n`;
} // biome-ignore format: one line each

function examplePart(rule: LoadedRule, flagsOf: FlagsOf): readonly string[] {
  const shown = chosen(rule.examples);
  if (shown.length === 0) return [];
  const lines = ['## Examples', ''];
  for (const example of shown) {
    lines.push(`### ${example.on}${example.about ? `: ${example.about}` : ''}`, '');
    for (const [kind, words] of [['bad', 'Flagged'], ['fixed', `After \`${flagsOf(example)}\``], ['good', 'Fine'], ['unclear', 'Unclear']] as const) {
      const files = example[kind];
      if (files) lines.push(`${words}:`, '', ...blocks(files));
    }
  }
  if (rule.examples.length > shown.length) lines.push(`${rule.examples.length - shown.length} more examples stand in the rule.`, '');
  return lines;
} // biome-ignore format: one line each

/** One example of every technology first, then others, so that a page stays readable. */
function chosen(examples: readonly Example[]): readonly Example[] {
  const firsts = examples.filter((one, index) => examples.findIndex(({ on }) => on === one.on) === index);
  const others = examples.filter((one) => !firsts.includes(one));
  const kept = new Set([...firsts, ...others].slice(0, Math.max(examplesShown, firsts.length)));
  return examples.filter((one) => kept.has(one));
}

function blocks(files: ExampleFiles): readonly string[] {
  return Object.entries(files).flatMap(([path, text]) => {
    if (text === null) return [`\`${path}\` is not there.`, ''];
    const plain = text.replace(/[«»]/g, '').trimEnd();
    const fence = '`'.repeat(Math.max(3, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    return [`\`${path}\``, '', `${fence}${language(path)}`, plain, fence, ''];
  });
}

function language(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = /\.(php|js|ts|mjs|cjs|py|rb|json|toml|sh|tf)$/.exec(name)?.[1];
  if (ending) return ending;
  if (/\.ya?ml$/.test(name)) return 'yaml';
  if (/^(Dockerfile|Containerfile)/.test(name)) return 'dockerfile';
  return name.includes('nginx') ? 'nginx' : 'text';
}

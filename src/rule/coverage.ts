import type { LoadedRule } from './load.js';
import type { Topic } from './rule.js';

/** How many rules of a topic are proved for a technology, and how many of them the program repairs there. */
export interface Coverage {
  readonly topic: Topic;
  readonly technology: string;
  readonly rules: number;
  readonly repaired: number;
}

/** What the examples of the rules prove, which the tests execute. Order: topics, then technologies by name. */
export function coverageOf(rules: readonly LoadedRule[]): readonly Coverage[] {
  const cells = new Map<string, { topic: Topic; technology: string; rules: Set<string>; repaired: Set<string> }>();
  for (const { id, topic, examples } of rules) {
    for (const { on, bad, fixed } of examples) {
      if (!bad) continue;
      const technology = technologyOf(on);
      const key = `${topic} ${technology}`;
      const cell = cells.get(key) ?? { topic, technology, rules: new Set<string>(), repaired: new Set<string>() };
      cells.set(key, cell);
      cell.rules.add(id);
      if (fixed) cell.repaired.add(id);
    }
  }
  const order = [...new Set(rules.map(({ topic }) => topic))];
  return [...cells.values()]
    .map((cell) => ({ ...cell, rules: cell.rules.size, repaired: cell.repaired.size }))
    .sort((a, b) => order.indexOf(a.topic) - order.indexOf(b.topic) || (a.technology < b.technology ? -1 : 1));
}

/** The technology of a base: `laravel` of `laravel-11`. */
export function technologyOf(base: string): string {
  return base.split('-')[0] ?? base;
}

/** The coverage as a page: a table for each topic. */
export function coveragePage(rules: readonly LoadedRule[]): string {
  const cells = coverageOf(rules);
  const lines = [
    '# What is covered',
    '',
    'Written by `npm run docs` from the examples of the rules, which the tests execute. A rule counts for a technology where an example shows',
    'that it is found there; it counts as repaired where an example shows what `--fix` (with `--unsafe-fixes` where a service, a package or a',
    'decision is needed) makes of it. `npx ha-ready rules --table` prints the same.',
  ];
  for (const topic of new Set(cells.map((cell) => cell.topic))) {
    lines.push('', `## ${topic}`, '', '| technology | rules | repaired by the program |', '|---|---|---|');
    for (const { technology, rules: found, repaired } of cells.filter((cell) => cell.topic === topic))
      lines.push(`| ${technology} | ${found} | ${repaired} |`);
  }
  return `${lines.join('\n')}\n`;
}

/** The same for a terminal: a line for each topic, `technology found/repaired`. */
export function coverageText(
  rules: readonly LoadedRule[],
  wrap: (text: string, width: number) => readonly string[],
  width: number,
): string {
  const cells = coverageOf(rules);
  const topics = [...new Set(cells.map((cell) => cell.topic))];
  const indent = Math.max(...topics.map(({ length }) => length)) + 2;
  const lines = ['Rules found / repaired by the program, by topic and technology', ''];
  for (const topic of topics) {
    const own = cells
      .filter((cell) => cell.topic === topic)
      .map(({ technology, rules: found, repaired }) => `${technology}:${found}/${repaired}`);
    for (const [index, line] of wrap(own.join('  '), width - indent).entries())
      lines.push(`${(index === 0 ? topic : '').padEnd(indent)}${line}`);
  }
  return `${lines.join('\n')}\n`;
}

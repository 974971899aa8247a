import { proseMarkdown } from './markdown.js';
import type { RuleText } from './report.js';
import { pascal, sentence } from './words.js';

/** A rule as code scanning shows it beside every alert: what happens, what to do, how to accept it. */
export function sarifRule(rule: RuleText, version: string) {
  return {
    id: rule.id,
    name: pascal(rule.id),
    shortDescription: { text: sentence(rule.title) },
    fullDescription: { text: sentence(rule.why) },
    help: { text: `${sentence(rule.why)}\n\n${sentence(rule.remedy.any ?? '')}`, markdown: helpMarkdown(rule) },
    ...(rule.page ? { helpUri: `https://unpkg.com/ha-ready@${version}/${rule.page}` } : {}),
    defaultConfiguration: { level: rule.severity },
    properties: {
      tags: ['reliability', 'multi-server', rule.topic],
      precision: 'high',
      'problem.severity': { error: 'error', warning: 'warning', note: 'recommendation' }[rule.severity],
    },
  };
}

function helpMarkdown(rule: RuleText): string {
  const remedies = Object.entries(rule.remedy).map(([technology, words]) =>
    technology === 'any' ? `* ${proseMarkdown(words)}` : `* **${proseMarkdown(technology)}:** ${proseMarkdown(words)}`,
  );
  return [
    `### ${proseMarkdown(rule.title)}`,
    `**What happens with two copies.** ${proseMarkdown(rule.why)}`,
    `**What to do**\n\n${remedies.join('\n')}`,
    `**To accept it**, say why in a comment on the line or above it:\n\n\`\`\`\nha-ready-ignore ${rule.id} -- the reason\n\`\`\``,
    `More: \`npx ha-ready explain ${rule.id}\``,
  ].join('\n\n');
}

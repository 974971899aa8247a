import { joinNeeds } from '../../fix/needs.js';
import type { FixPlan } from '../../fix/plan.js';
import { restsOn } from '../../fix/steps.js';
import type { Repaired } from '../../fix/verify.js';
import { visible, wrap } from '../../report/visible.js';

type Left = FixPlan['left'][number];

const placesShown = 4;

/** What was repaired, what has to be done by hand for it and in which order, and what was left, why and how it is repaired. */
export function summaryOf(repaired: Repaired, width: number): string {
  const { made, left, texts, before, after } = repaired;
  const lines: string[] = [];
  if (made.length > 0) {
    lines.push(`Repaired ${counted(made.length, 'finding')} in ${counted(texts.size, 'file')}`);
    const titles = new Set(made.map(({ finding, fix }) => `${fix.title} (${finding.ruleId})`));
    for (const title of titles) lines.push(...item('-', title, width));
  }
  const ordered = made.toSorted((a, b) => restsOn(a.finding.ruleId) - restsOn(b.finding.ruleId));
  const needs = joinNeeds(ordered.flatMap(({ fix }) => fix.needs));
  if (needs.length > 0) lines.push('', 'Do by hand, in this order');
  for (const [index, need] of needs.entries()) lines.push(...item(`${index + 1}.`, need, width));
  if (left.length > 0) lines.push('', `Left: ${counted(left.length, 'finding')}`);
  for (const same of grouped(left)) lines.push(...leftLines(same, width));
  if (lines.length > 0) lines.push('');
  lines.push(`Score ${before.score.value} -> ${after.score.value}`);
  return `${lines.join('\n')}\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** An item of a list; lines of a snippet stay as they are. */
function item(mark: string, text: string, width: number): readonly string[] {
  const indent = ' '.repeat(mark.length + 3);
  const [first = '', ...snippet] = text.split('\n');
  const lines = wrap(visible(first), width - indent.length);
  return [
    ...lines.map((line, index) => (index === 0 ? `  ${mark} ${line}` : `${indent}${line}`)),
    ...snippet.map((line) => `${indent}  ${visible(line)}`.trimEnd()),
  ];
}

/** Findings of one rule that were left for the same reason and are repaired the same way. */
function grouped(left: readonly Left[]): readonly (readonly Left[])[] {
  const groups = new Map<string, Left[]>();
  for (const one of left) {
    const key = [one.finding.ruleId, one.why, JSON.stringify(wayOf(one))].join('\0');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function leftLines(same: readonly Left[], width: number): readonly string[] {
  const [first] = same;
  if (!first) return [];
  const { finding, why } = first;
  const places = [...new Set(same.map(({ finding: { location } }) => `${location.path}:${location.line}`))];
  const more = places.length > placesShown ? [`and ${places.length - placesShown} more`] : [];
  const where = [...places.slice(0, placesShown), ...more].join(', ');
  const head = item('-', `${finding.ruleId} (${finding.severity}): ${where}`, width);
  const { title, own, general } = wayOf(first);
  const lead = wrap(visible(title ?? `${why}.`), width - 4).map((line) => `    ${line}`);
  return [
    ...head,
    ...lead,
    ...own.flatMap((step, index) => item(`  ${index + 1}.`, step, width)),
    ...general.flatMap((way) => item('  *', way, width)),
  ];
}

interface Way {
  readonly title?: string;
  /** Steps for this very repository. */
  readonly own: readonly string[];
  /** What the rule says to everybody. */
  readonly general: readonly string[];
}

/** What people can do about it: as this repository needs it, else as the rule says. */
function wayOf({ finding: { fix, remedy }, why }: Left): Way {
  if (!fix) return { own: [], general: [remedy] };
  if (fix.cannot || fix.safety !== 'manual') return { title: `${why}: ${fix.title}`, own: fix.needs, general: [] };
  return { title: `By hand: ${fix.title}`, own: fix.needs, general: fix.needs.length > 0 ? [] : [remedy] };
}

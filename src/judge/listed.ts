import { append } from '../grouped.js';
import { type AppVerdict, compare } from './triage.js';

/** So many hazards of one rule are listed in one app: nobody reads more, and tools that take reports refuse them. */
const mostListed = 1000;

/**
 * The verdicts that a report lists: of one rule and app the first thousand open hazards in the order of their places. How many more
 * there are is said as what is left unclear, so that no report that is repaired looks whole.
 */
export function listed(verdicts: readonly AppVerdict[]): readonly AppVerdict[] {
  const byRule = new Map<string, AppVerdict[]>();
  for (const verdict of verdicts) {
    if (verdict.outcome.is !== 'hazard' || verdict.accepted !== undefined) continue;
    append(byRule, `${verdict.rule.id}\0${verdict.app}`, verdict);
  }
  const left = new Set<AppVerdict>();
  const said: AppVerdict[] = [];
  for (const all of byRule.values()) {
    if (all.length <= mostListed) continue;
    const more = all.toSorted((a, b) => compare(a.at.file, b.at.file) || a.at.start - b.at.start).slice(mostListed);
    for (const verdict of more) left.add(verdict);
    const [first] = more;
    if (first) said.push({ ...first, outcome: unlisted(more.length) });
  }
  return left.size === 0 ? verdicts : [...verdicts.filter((verdict) => !left.has(verdict)), ...said];
}

function unlisted(count: number): AppVerdict['outcome'] {
  return {
    is: 'unclear',
    message: `${count} more hazards of this rule are not listed: a report holds ${mostListed} of one rule and app`,
    settle: 'the repair of those that are listed, or a severity "off" for the files that do not matter',
    evidence: [],
  };
}

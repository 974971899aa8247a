import type { Score } from '../report/report.js';
import type { Confidence, Severity } from '../rule/rule.js';
import { confidenceFactor, errorFactor, incompleteCap, model, severityCost } from './weights.js';

/** What the score looks at in a finding. */
export interface Scored {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
}

/**
 * The readiness score: 100 x the product over rules of (1 - loss). Within a rule the costs are sorted, largest first, and weighted
 * 1/2, 1/4, 1/8 ... so that repeats saturate. Removing or downgrading a finding never lowers it, adding one never raises it.
 */
export function scoreOf(
  findings: readonly Scored[],
  state: { complete: boolean; unclear: number; partial?: boolean; accepted?: readonly Scored[] },
): Score {
  const accepted = state.accepted ?? [];
  const rules = weighed(findings);
  const whole = valueOfRules(rules, state.complete);
  const without = (ruleIds: readonly string[]) => valueOfRules(remaining(rules, ruleIds), state.complete);
  const gains = rules
    .map(({ ruleId, rank }) => ({ ruleId, gain: without([ruleId]) - whole, rank }))
    .sort((a, b) => a.rank - b.rank || b.gain - a.gain || (a.ruleId < b.ruleId ? -1 : 1));
  const errors = findings.filter(({ severity }) => severity === 'error');
  const first = errors.length > 0 ? inOrder(errors) : inOrder(findings).slice(0, togetherShown);
  return {
    value: whole,
    raw: Math.floor(rawOf(rules) + 1e-9),
    model,
    complete: state.complete,
    counts: {
      error: findings.filter((finding) => finding.severity === 'error').length,
      warning: findings.filter((finding) => finding.severity === 'warning').length,
      note: findings.filter((finding) => finding.severity === 'note').length,
    },
    unclear: state.unclear,
    partial: state.partial ?? false,
    accepted: { count: accepted.length, value: scoreValue([...findings, ...accepted], state.complete) },
    gains: gains.filter(({ gain }) => gain > 0).map(({ ruleId, gain }) => ({ ruleId, gain })),
    together: { ruleIds: first, value: without(first) },
  };
}

const togetherShown = 3;
const ranks = { error: 0, warning: 1, note: 2 };

/** What the findings of a rule come to. */
interface Weighed {
  readonly ruleId: string;
  /** The share of the score that they leave. */
  readonly leaves: number;
  /** Of the worst of them. */
  readonly rank: number;
}

/** Rules in the order in which they are best repaired: worst severity first, each time the one with which the score rises most. */
export function inOrder(findings: readonly Scored[]): readonly string[] {
  let left = weighed(findings);
  const chosen: string[] = [];
  while (left.length > 0) {
    const worst = Math.min(...left.map(({ rank }) => rank));
    const candidates = left.filter(({ rank }) => rank === worst).map(({ ruleId }) => ruleId);
    const values = candidates.map((id) => rawOf(remaining(left, [id])));
    const best = candidates[values.indexOf(Math.max(...values))] ?? '';
    chosen.push(best);
    left = remaining(left, [best]);
  }
  return chosen;
}

function remaining(rules: readonly Weighed[], without: readonly string[]): readonly Weighed[] {
  return rules.filter(({ ruleId }) => !without.includes(ruleId));
}

/** The score of some findings, 0 to 100, rounded down; 100 only when there is none. */
export function scoreValue(findings: readonly Scored[], complete = true): number {
  return valueOfRules(weighed(findings), complete);
}

function valueOfRules(rules: readonly Weighed[], complete: boolean): number {
  const factor = rules.some(({ rank }) => rank === ranks.error) ? errorFactor : 1;
  const value = Math.floor(rawOf(rules) * factor + 1e-9);
  const below100 = rules.length > 0 ? Math.min(value, 99) : value;
  return complete ? below100 : Math.min(below100, incompleteCap);
}

function rawOf(rules: readonly Weighed[]): number {
  return rules.reduce((raw, { leaves }) => raw * leaves, 100);
}

/** In the order of their names, so that the score is the same to the last digit whatever the order of the findings. */
function weighed(findings: readonly Scored[]): readonly Weighed[] {
  const rules = new Map<string, { readonly costs: number[]; rank: number }>();
  for (const { ruleId, severity, confidence } of findings) {
    const own = rules.get(ruleId) ?? { costs: [], rank: ranks.note };
    own.costs.push(severityCost[severity] * confidenceFactor[confidence]);
    own.rank = Math.min(own.rank, ranks[severity]);
    rules.set(ruleId, own);
  }
  return [...rules]
    .map(([ruleId, { costs, rank }]) => {
      costs.sort((a, b) => b - a);
      return { ruleId, rank, leaves: 1 - costs.reduce((loss, cost, index) => loss + cost * 2 ** -(index + 1), 0) };
    })
    .sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
}

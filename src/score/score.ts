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
  const whole = scoreValue(findings, state.complete);
  const gains = [...new Set(findings.map((finding) => finding.ruleId))]
    .map((ruleId) => ({ ruleId, gain: without(findings, [ruleId], state.complete) - whole, rank: worstOf(findings, ruleId) })) // biome-ignore format: one line
    .sort((a, b) => a.rank - b.rank || b.gain - a.gain || (a.ruleId < b.ruleId ? -1 : 1));
  const errors = findings.filter(({ severity }) => severity === 'error');
  const first = errors.length > 0 ? inOrder(errors) : inOrder(findings).slice(0, togetherShown);
  return {
    value: whole,
    raw: Math.floor(rawOf(findings) + 1e-9),
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
    together: { ruleIds: first, value: without(findings, first, state.complete) },
  };
}

const togetherShown = 3;
const ranks = { error: 0, warning: 1, note: 2 };

/** Rules in the order in which they are best repaired: worst severity first, each time the one with which the score rises most. */
export function inOrder(findings: readonly Scored[]): readonly string[] {
  const left = new Set(findings.map(({ ruleId }) => ruleId));
  const chosen: string[] = [];
  while (left.size > 0) {
    const worst = Math.min(...[...left].map((id) => worstOf(findings, id)));
    const candidates = [...left].filter((id) => worstOf(findings, id) === worst).sort();
    const values = candidates.map((id) => rawOf(remaining(findings, [...chosen, id])));
    const best = candidates[values.indexOf(Math.max(...values))] ?? '';
    chosen.push(best);
    left.delete(best);
  }
  return chosen;
}

function worstOf(findings: readonly Scored[], ruleId: string): number {
  // not by spreading: there may be more findings than a call takes arguments
  return findings.reduce(
    (worst, one) => (one.ruleId === ruleId ? Math.min(worst, ranks[one.severity]) : worst),
    ranks.note,
  );
}

function remaining(findings: readonly Scored[], ruleIds: readonly string[]): readonly Scored[] {
  return findings.filter(({ ruleId }) => !ruleIds.includes(ruleId));
}

function without(findings: readonly Scored[], ruleIds: readonly string[], complete: boolean): number {
  return scoreValue(remaining(findings, ruleIds), complete);
}

/** The score of some findings, 0 to 100, rounded down; 100 only when there is none. */
export function scoreValue(findings: readonly Scored[], complete = true): number {
  const factor = findings.some((finding) => finding.severity === 'error') ? errorFactor : 1;
  const value = Math.floor(rawOf(findings) * factor + 1e-9);
  const below100 = findings.length > 0 ? Math.min(value, 99) : value;
  return complete ? below100 : Math.min(below100, incompleteCap);
}

function rawOf(findings: readonly Scored[]): number {
  const costs = new Map<string, number[]>();
  for (const finding of findings) {
    const cost = severityCost[finding.severity] * confidenceFactor[finding.confidence];
    const own = costs.get(finding.ruleId);
    if (own) own.push(cost);
    else costs.set(finding.ruleId, [cost]);
  }
  let raw = 100;
  for (const ruleId of [...costs.keys()].sort()) {
    const sorted = (costs.get(ruleId) ?? []).sort((a, b) => b - a);
    raw *= 1 - sorted.reduce((loss, cost, index) => loss + cost * 2 ** -(index + 1), 0);
  }
  return raw;
}

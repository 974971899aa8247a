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
  const rules = [...new Set(findings.map((finding) => finding.ruleId))].sort();
  const gains = rules
    .map((ruleId) => ({ ruleId, gain: scoreValue(findings.filter((finding) => finding.ruleId !== ruleId), state.complete) - whole })) // biome-ignore format: one line
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain || (a.ruleId < b.ruleId ? -1 : 1));
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
    gains,
  };
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
    costs.set(finding.ruleId, [...(costs.get(finding.ruleId) ?? []), cost]);
  }
  let raw = 100;
  for (const ruleId of [...costs.keys()].sort()) {
    const sorted = (costs.get(ruleId) ?? []).sort((a, b) => b - a);
    raw *= 1 - sorted.reduce((loss, cost, index) => loss + cost * 2 ** -(index + 1), 0);
  }
  return raw;
}

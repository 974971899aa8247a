import type { Confidence, Severity } from '../rule/rule.js';

/** The table of weights; a change of any figure is a new model. */
export const model = '2026-1';

/** What one finding of full confidence costs, as a share of the score. */
export const severityCost: Readonly<Record<Severity, number>> = { error: 0.4, warning: 0.12, note: 0.03 };

export const confidenceFactor: Readonly<Record<Confidence, number>> = { high: 1, medium: 0.6, low: 0.25 };

/** Any open error multiplies the score by this, so that one error keeps it under 50. */
export const errorFactor = 0.5;

/** The highest score of an incomplete analysis. */
export const incompleteCap = 89;

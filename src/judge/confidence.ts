import type { App } from '../resolve/app.js';
import type { Confidence, Outcome } from '../rule/outcome.js';
import { placeOf } from '../rule/rule.js';

/** Files that people copy and fill in: what runs may say something else. */
const copied = /(^|\/)[^/]*\.(example|dist|sample|template|tpl)(\.[a-z]+)?$|(^|\/)(example|sample)[-.]\.?env$/i;

/**
 * How sure a hazard is, by how it was proved: what rests on steps that stand in files is as sure as the part says. A step by convention (what
 * no file shows, what a file says that is there to be copied, a stack of which nothing says that production is started from it) is of medium
 * confidence at most.
 */
export function confidenceOf(outcome: Outcome & { readonly is: 'hazard' }, { parts }: App): Confidence {
  const { confidence = 'high', evidence } = outcome;
  if (confidence !== 'high') return confidence;
  if (!placeOf(evidence)) return 'medium';
  const guessed = new Set((parts.ways ?? []).flatMap(({ judged, guessed: files = [] }) => (judged ? files : [])));
  const byConvention = evidence.some(({ at }) => 'file' in at && (copied.test(at.file) || guessed.has(at.file)));
  return byConvention ? 'medium' : 'high';
}

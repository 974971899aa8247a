import type { Span } from '../facts/span.js';
import { type Confidence, type Evidence, placeOf, type Resolved } from '../resolve/evidence.js';
import type { Repair } from '../resolve/repair.js';

export type { Confidence } from '../resolve/evidence.js';

/** `error`: data lost, users logged out, work done twice; `warning`: degrades, or breaks under failure only; `note`: worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

/** The answer to a rule's question about one thing. Silence means that the question does not apply. */
export type Outcome =
  | ({ readonly is: 'hazard'; readonly severity?: Severity; readonly confidence?: Confidence } & Answer)
  | ({
      readonly is: 'unclear';
      /** What would settle it, where the rule knows better than the engine. */
      readonly settle?: string;
    } & Answer)
  | ({ readonly is: 'safe' } & Answer);

interface Answer {
  /** One sentence, lower case: names the value and the place, says what happens with two copies. */
  readonly message: string;
  /** The chain of reasons. */
  readonly evidence: readonly Evidence[];
  /** The place to show; absent means the deciding (last) step that stands in a file. */
  readonly at?: Span;
  /** The technology whose remedy fits. */
  readonly technology?: string;
  /** How it could be repaired in this repository, as the part knows it. */
  readonly repair?: Repair | undefined;
}

type Extra = Partial<Pick<Answer, 'at' | 'technology' | 'repair'>>;

export function hazard(
  message: string,
  evidence: readonly Evidence[],
  extra: Extra & { severity?: Severity; confidence?: Confidence } = {},
): Outcome {
  return { is: 'hazard', message, evidence, ...extra };
}

export function unclear(message: string, evidence: readonly Evidence[], extra: Extra = {}): Outcome {
  return { is: 'unclear', message, evidence, ...extra };
}

export function safe(message: string, evidence: readonly Evidence[], extra: Extra = {}): Outcome {
  return { is: 'safe', message, evidence, ...extra };
}

/** Judges a resolved value; an unknown one becomes `unclear` with the reason, so no rule can forget. */
export function judge<T>(
  label: string,
  resolved: Resolved<T>,
  verdict: (value: T, because: readonly Evidence[]) => Outcome | undefined,
): Outcome[] {
  if (resolved.state === 'unknown') {
    const at = placeOf(resolved.because);
    return [unclear(`cannot tell ${label}: ${resolved.why}`, resolved.because, at ? { at } : {})];
  }
  const outcome = verdict(resolved.value, resolved.because);
  return outcome ? [outcome] : [];
}

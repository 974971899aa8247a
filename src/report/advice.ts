import type { Finding } from './report.js';
import { sentence } from './words.js';

/** What to do about a finding: in the words of this very repository where there are some, and what every such app may do. */
export interface Advice {
  /** One line in the imperative. */
  readonly first: string;
  /** The flags with which the program does it; absent: people do. */
  readonly flags?: '--fix' | '--fix --unsafe-fixes';
  /** Why the program does not. */
  readonly cannot?: string;
  /** What has to be there besides, in order. */
  readonly needs: readonly string[];
  /** The general remedy, where the first line is not that already. */
  readonly general?: string;
}

export function adviceOf({ fix, remedy }: Pick<Finding, 'fix' | 'remedy'>): Advice {
  if (!fix) return { first: remedy, needs: [] };
  const { title, safety, edits, needs, cannot } = fix;
  const made = safety !== 'manual' && edits.length > 0;
  return {
    first: title,
    needs,
    ...(made ? { flags: safety === 'safe' ? '--fix' : '--fix --unsafe-fixes' } : {}),
    ...(cannot ? { cannot } : {}),
    ...(needs.length === 0 && !made ? { general: remedy } : {}),
  };
}

/** What happens and what to do, in one line of plain text. */
export function messageAndAdvice(finding: Pick<Finding, 'message' | 'fix' | 'remedy'>): string {
  return `${sentence(finding.message)} ${adviceLine(finding)}`;
}

/** The advice in one line of plain text: the repair's own title, else the remedy. */
export function adviceLine(finding: Pick<Finding, 'fix' | 'remedy'>): string {
  const { first, general } = adviceOf(finding);
  return general ? `${sentence(first)} ${sentence(general)}` : sentence(first);
}

import type { Finding } from './report.js';
import { visible } from './visible.js';

/** A message as a sentence: a capital letter at its beginning, a full stop at its end. */
export function sentence(message: string): string {
  const words = visible(message).trim();
  const ended = /[.!?]$/.test(words) ? words : `${words}.`;
  return ended.slice(0, 1).toUpperCase() + ended.slice(1);
}

/** What happens and what to do, in one line of plain text. */
export function messageAndRemedy(finding: Pick<Finding, 'message' | 'remedy'>): string {
  return `${sentence(finding.message)} ${sentence(finding.remedy)}`;
}

/** `sessions/per-server-store` -> `SessionsPerServerStore`, for formats that want a name beside the id. */
export function pascal(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

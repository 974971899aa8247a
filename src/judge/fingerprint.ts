import { createHash } from 'node:crypto';

/** What makes a finding the same finding tomorrow: never a line number. */
export interface Identity {
  readonly ruleId: string;
  readonly app: string;
  readonly path: string;
  /** The flagged text. */
  readonly text: string;
  /** 0 for the first finding with all of the above equal, 1 for the second ... in order of their places. */
  readonly nth: number;
}

/** A stable identity: 16 hex digits over rule, app, path, the flagged text without white space, and a counter. */
export function fingerprint(identity: Identity): string {
  const text = identity.text.replace(/\s+/g, ' ').trim();
  return createHash('sha256')
    .update([identity.ruleId, identity.app, identity.path, text, String(identity.nth)].join('\0'))
    .digest('hex')
    .slice(0, 16);
}

/**
 * What a baseline knows a finding by: the rule and the flagged text, not the file, so that it may move. Versions are blanked:
 * an update of a framework does not make an old finding new.
 */
export function contentHash(ruleId: string, flagged: string): string {
  const text = flagged
    .replace(/(?<!\d)\d+(\.\d+)+/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
  return createHash('sha256').update(`${ruleId}\0${text}`).digest('hex').slice(0, 16);
}

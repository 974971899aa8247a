import type { Source } from '../read/source.js';
import type { Hint } from '../report/report.js';
import type { LoadedRule } from '../rule/load.js';
import { nearest } from '../rule/nearest.js';
import { topics } from '../rule/rule.js';
import { type IgnoreComment, ignoreComments } from './comments.js';
import type { Verdict } from './judge.js';
import { covers, type Ignore, means, type Policy } from './policy.js';
import type { Sight } from './triage.js';

/** A verdict with the reason for which its hazard is accepted, if it is. */
export type Suppressible<V extends Verdict = Verdict> = V & { readonly accepted?: string };

export interface SuppressOptions {
  readonly policy: Policy;
  readonly sources: ReadonlyMap<string, Source>;
  readonly sight: Sight;
  /** Every rule there is, and the ids of those that were asked: what was not asked cannot be called unused. */
  readonly rules: readonly LoadedRule[];
  readonly asked: ReadonlySet<string>;
  /** Today as `2026-11-21`; without it nothing expires. */
  readonly today?: string;
}

export interface Suppressed<V extends Verdict> {
  readonly verdicts: readonly Suppressible<V>[];
  /** Suppressions that do nothing, and why. */
  readonly hints: readonly Hint[];
}

/** Marks the hazards that comments or the configuration accept. Both need a rule and a reason; both may end on a day. */
export function suppress<V extends Verdict>(verdicts: readonly V[], options: SuppressOptions): Suppressed<V> {
  const comments = [...options.sources.values()].flatMap(ignoreComments);
  const used = new Set<string>();
  const marked = verdicts.map((verdict): Suppressible<V> => {
    if (verdict.outcome.is !== 'hazard') return verdict;
    const accepted = acceptedBy(verdict, comments, { ...options, used });
    return accepted === undefined ? verdict : { ...verdict, accepted };
  });
  const hints = [
    ...comments.flatMap((comment) => commentHints(comment, used, options)),
    ...options.policy.ignores.flatMap((one, index) => ignoreHints(one, used.has(`config ${index}`), options)),
  ];
  return { verdicts: marked, hints };
}

function acceptedBy(
  verdict: Verdict,
  comments: readonly IgnoreComment[],
  options: SuppressOptions & { readonly used: Set<string> },
): string | undefined {
  const { line, endLine } = options.sight.place(verdict.at);
  for (const comment of comments) {
    if (comment.path !== verdict.at.file || comment.covers < line || comment.covers > endLine) continue;
    const rule = comment.rules.find((id) => means(id, verdict.rule));
    if (rule === undefined || comment.reason === '' || expired(comment.until, options)) continue;
    options.used.add(keyOf(comment, rule));
    return comment.reason;
  }
  for (const [index, one] of options.policy.ignores.entries()) {
    if (!means(one.rule, verdict.rule) || !covers(one.path ? [one.path] : undefined, verdict.at.file)) continue;
    if (expired(one.until, options)) continue;
    options.used.add(`config ${index}`);
    return one.reason;
  }
  return undefined;
}

function expired(until: string | undefined, { today }: SuppressOptions): boolean {
  return until !== undefined && (!isDay(until) || (today !== undefined && until < today));
}

/** Whether a text is a day of the calendar as `2027-06-30`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function keyOf({ path, line }: IgnoreComment, rule: string): string {
  return `${path}:${line} ${rule}`;
}

function commentHints(comment: IgnoreComment, used: ReadonlySet<string>, options: SuppressOptions): readonly Hint[] {
  const location = options.sight.place({ file: comment.path, start: comment.start, end: comment.end });
  if (comment.rules.length === 0) {
    return [{ kind: 'no-rule', location, message: 'the comment names no rule, so it accepts nothing' }];
  }
  const hints: Hint[] = [];
  for (const id of comment.rules) {
    const rule = options.rules.filter((one) => means(id, one));
    const told = { location, ruleId: id };
    if (rule.length === 0) hints.push({ ...told, kind: 'unknown-rule', message: unknownRule(id, options.rules) });
    else if (comment.reason === '')
      hints.push({ ...told, kind: 'no-reason', message: `the comment accepts ${id} without a reason, so it accepts nothing: write ' -- ' and why` }); // biome-ignore format: one line
    else if (expired(comment.until, options))
      hints.push({ ...told, kind: 'expired', message: expiry(id, comment.until ?? '') });
    else if (!used.has(keyOf(comment, id)) && rule.some((one) => options.asked.has(one.id)))
      hints.push({ ...told, kind: 'unused', message: `the comment accepts ${id}, which is not found on line ${comment.covers}: remove it` }); // biome-ignore format: one line
  }
  return hints;
}

function ignoreHints(one: Ignore, used: boolean, options: SuppressOptions): readonly Hint[] {
  const told = { ruleId: one.rule };
  const rule = options.rules.filter((known) => means(one.rule, known));
  const where = one.path ? ` in '${one.path}'` : '';
  if (rule.length === 0) return [{ ...told, kind: 'unknown-rule', message: unknownRule(one.rule, options.rules) }];
  if (expired(one.until, options)) return [{ ...told, kind: 'expired', message: expiry(one.rule, one.until ?? '') }];
  if (used || !rule.some(({ id }) => options.asked.has(id))) return [];
  return [{ ...told, kind: 'unused', message: `the configuration ignores ${one.rule}${where}, which is not found there: remove it` }]; // biome-ignore format: one line
}

function expiry(id: string, until: string): string {
  return isDay(until)
    ? `the acceptance of ${id} ended on ${until}`
    : `the acceptance of ${id} ends on '${until}', which is no day such as 2027-06-30`;
}

/** One sentence on an id that no rule has, with the one that was probably meant. */
export function unknownRule(id: string, rules: readonly LoadedRule[]): string {
  const close = nearest(id, [...rules.map((rule) => rule.id), ...topics]);
  return `there is no rule ${id}${close ? `: did you mean ${close}?` : ''}`;
}

import ignore from 'ignore';
import type { Hint } from '../report/report.js';
import type { LoadedRule } from '../rule/load.js';
import type { Severity } from '../rule/rule.js';
import type { Verdict } from './judge.js';

/** What a team decided about rules: severities of their own, per path where they differ, and hazards accepted with a reason. */
export interface Policy {
  /** Later entries win. Keys of `rules` are ids of rules, or topics. */
  readonly severities: readonly {
    /** Patterns in the syntax of `.gitignore`; absent means everywhere. */
    readonly files?: readonly string[];
    readonly rules: Readonly<Record<string, Severity | 'off'>>;
  }[];
  readonly ignores: readonly Ignore[];
}

/** A hazard that is accepted, for files without comments or for many at once. */
export interface Ignore {
  /** Id of a rule, or a topic. */
  readonly rule: string;
  /** Pattern in the syntax of `.gitignore`; absent means everywhere. */
  readonly path?: string;
  readonly reason: string;
  /** The last day (`2027-06-30`) on which it is accepted. */
  readonly until?: string;
}

export const noPolicy: Policy = { severities: [], ignores: [] };

/** The rules that are still asked: all but those that are off everywhere. */
export function askedRules(rules: readonly LoadedRule[], policy: Policy): readonly LoadedRule[] {
  const everywhere = { ...policy, severities: policy.severities.filter(({ files }) => !files) };
  const elsewhere = policy.severities.filter(({ files }) => files);
  return rules.filter(
    (rule) =>
      severityFor(rule, '', everywhere) !== 'off' ||
      elsewhere.some(({ rules: own }) => named(rule, own) !== undefined && named(rule, own) !== 'off'),
  );
}

/** Gives hazards the severities of the policy; those that are off where they stand fall away. */
export function overrule<V extends Verdict>(verdicts: readonly V[], policy: Policy): readonly V[] {
  if (policy.severities.length === 0) return verdicts;
  return verdicts.flatMap((verdict) => {
    const severity = severityFor(verdict.rule, verdict.at.file, policy);
    if (severity === undefined) return [verdict];
    if (severity === 'off') return [];
    if (verdict.outcome.is !== 'hazard') return [verdict];
    return [{ ...verdict, outcome: { ...verdict.outcome, severity } }];
  });
}

/** Whether a pattern in the syntax of `.gitignore` covers a path; no pattern covers every path. */
export function covers(patterns: readonly string[] | undefined, path: string): boolean {
  if (!patterns) return true;
  return ignore.isPathValid(path) && ignore().add([...patterns]).ignores(path); // biome-ignore format: one line
}

/** What the configuration says of files that are not there. */
export function uselessPatterns(
  policy: Policy,
  unmatched: readonly string[],
  refs: readonly { readonly path: string }[],
): readonly Hint[] {
  const overrides = policy.severities
    .filter(({ files }) => files && !refs.some(({ path }) => covers(files, path)))
    .map(({ files = [] }) => `the configuration overrides rules for '${files.join("', '")}', where no file is`);
  const excluded = unmatched.map((glob) => `the configuration excludes '${glob}', which matches nothing`);
  return [...overrides, ...excluded].map((message) => ({ kind: 'unused', message }));
}

/** Whether an id as people write it means a rule: its id, a former id, or its topic. */
export function means(id: string, rule: Pick<LoadedRule, 'id' | 'topic' | 'aliases'>): boolean {
  return id === rule.id || id === rule.topic || (rule.aliases?.includes(id) ?? false);
}

function severityFor(rule: LoadedRule, path: string, policy: Policy): Severity | 'off' | undefined {
  let found: Severity | 'off' | undefined;
  for (const { files, rules } of policy.severities) {
    const own = named(rule, rules);
    if (own !== undefined && covers(files, path)) found = own;
  }
  return found;
}

/** What a table says of a rule: under its id, else under a former one, else under its topic. */
function named(rule: LoadedRule, table: Readonly<Record<string, Severity | 'off'>>): Severity | 'off' | undefined {
  for (const id of [rule.id, ...(rule.aliases ?? []), rule.topic]) if (Object.hasOwn(table, id)) return table[id];
  return undefined;
}

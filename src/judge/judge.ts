import type { Span } from '../facts/span.js';
import type { App, PartName } from '../resolve/app.js';
import type { Profile } from '../resolve/profile.js';
import type { LoadedRule } from '../rule/load.js';
import { type Given, type Outcome, placeOf } from '../rule/rule.js';

/** An outcome with the rule that gave it and the place where it is shown. */
export interface Verdict {
  readonly rule: LoadedRule;
  readonly outcome: Outcome;
  readonly at: Span;
}

/** Asks every rule about an app. Order: rules by id, outcomes as the rule gave them. */
export function judgeApp(app: App, rules: readonly LoadedRule[], profile: Profile): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const rule of rules) {
    for (const outcome of ask(rule, app, profile)) {
      verdicts.push({ rule, outcome, at: outcome.at ?? placeOf(outcome.evidence) ?? app.anchor });
    }
  }
  return verdicts;
}

function ask(rule: LoadedRule, app: App, profile: Profile): Iterable<Outcome> {
  const needed = rule.needs.some((part) => (app.parts[part]?.length ?? 0) > 0);
  if (needed) return rule.check(givenTo(rule, app, profile));
  const unread = app.unread.filter(({ part }) => (rule.needs as readonly string[]).includes(part));
  if (unread.length === 0) return [];
  return [
    {
      is: 'unclear',
      message: 'a file that would tell could not be read',
      evidence: unread.map(({ evidence }) => evidence),
    },
  ];
}

function givenTo(rule: LoadedRule, app: App, profile: Profile): Given<PartName> {
  const names = [...rule.needs, ...(rule.reads ?? [])];
  return {
    ...Object.fromEntries(names.map((name) => [name, app.parts[name] ?? []])),
    profile,
  } as unknown as Given<PartName>;
}

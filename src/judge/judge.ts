import type { Span } from '../facts/span.js';
import { faultOf } from '../fault.js';
import type { App, PartName } from '../resolve/app.js';
import type { Profile } from '../resolve/profile.js';
import type { LoadedRule } from '../rule/load.js';
import { type Given, type Outcome, placeOf } from '../rule/rule.js';
import { confidenceOf } from './confidence.js';

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
    for (const asked of answers(rule, app, profile)) {
      const outcome = earned(rule.topic === 'sessions' ? masked(asked, { rule, app, profile }) : asked, rule, app);
      const at = outcome.at ?? placeOf(outcome.evidence) ?? anchorOf(outcome, app);
      verdicts.push({ rule, outcome: dormant(outcome, at, { rule, app }), at });
    }
  }
  return verdicts;
}

/** Where the technology was recognised whose default decides, else where the app was. */
function anchorOf({ technology }: Outcome, app: App): Span {
  return app.stack.find(({ name }) => name === technology)?.at ?? app.anchor;
}

/** Its confidence is that of its proof. What code proves in part only (a step told by a name, a way that is not seen) is never an error. */
function earned(outcome: Outcome, rule: LoadedRule, app: App): Outcome {
  if (outcome.is !== 'hazard') return outcome;
  const confidence = confidenceOf(outcome, app);
  const severity = outcome.severity ?? rule.severity;
  const isPartial = outcome.confidence === 'low' || outcome.confidence === 'medium';
  return { ...outcome, confidence, severity: isPartial && severity === 'error' ? 'warning' : severity };
}

const milder = { error: 'warning', warning: 'note', note: 'note' } as const;

/** Sticky sessions keep a user on one server: per-server sessions then fail only when that server does. Said, never hidden. */
function masked(outcome: Outcome, given: { rule: LoadedRule; app: App; profile: Profile }): Outcome {
  if (outcome.is !== 'hazard') return outcome;
  const balancer = given.app.parts.balancers?.find(({ sticky }) => sticky.state === 'known' && sticky.value);
  if (!given.profile.sticky && !balancer) return outcome;
  const evidence = balancer ? [...balancer.sticky.because, ...outcome.evidence] : outcome.evidence;
  const severity = milder[outcome.severity ?? given.rule.severity];
  return {
    ...outcome,
    severity,
    evidence,
    message: `${outcome.message}; sticky sessions mask this until that server goes`,
  };
}

/** Where a switch that ships as off keeps the code from running, it is of no effect until somebody turns it: said with its name, and never an error. */
function dormant(outcome: Outcome, at: Span, { rule, app }: { readonly rule: LoadedRule; readonly app: App }): Outcome {
  const off = outcome.is === 'hazard' ? app.offAt?.(at) : undefined;
  if (outcome.is !== 'hazard' || !off) return outcome;
  return {
    ...outcome,
    severity: milder[outcome.severity ?? rule.severity],
    evidence: [...off.because, ...outcome.evidence],
    message: `${outcome.message}; of no effect as shipped: ${off.by.join(' and ')} ${off.by.length > 1 ? 'leave' : 'leaves'} it off`,
  };
}

/** A rule that fails has found nothing out: that is unclear, not fine, and the others are asked. */
function* answers(rule: LoadedRule, app: App, profile: Profile): Generator<Outcome> {
  try {
    yield* ask(rule, app, profile);
  } catch (error) {
    yield { is: 'unclear', message: `it could not be judged: ${faultOf(error)}`, evidence: [] };
  }
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

import type { Span } from '../facts/span.js';
import type { Finding, FindingFix, Place, Step } from '../report/report.js';
import type { Repair } from '../resolve/repair.js';
import type { Evidence } from '../rule/rule.js';
import { contentHash, fingerprint } from './fingerprint.js';
import type { Verdict } from './judge.js';

/** Turns offsets into what people are shown; the audit knows the texts. */
export interface Sight {
  place(span: Span): Place;
  /** The text of a span. */
  text(span: Span): string;
  /** The line of the place and its neighbours, secrets masked. */
  frame(span: Span): Finding['frame'];
  /** The hash of the line that the span begins on; undefined where it cannot be had. */
  lineHash(span: Span): string | undefined;
}

/** A verdict on an app, with the reason for which its hazard is accepted, if it is. */
export type AppVerdict = Verdict & { readonly app: string; readonly accepted?: string };

/** An outcome of kind hazard as a finding. Same rule and same place: one finding. Order: path, line, column, rule. */
export function triage(
  verdicts: readonly AppVerdict[],
  sight: Sight,
  fixOf?: (repair: Repair) => FindingFix,
): readonly Finding[] {
  const seen = new Set<string>();
  const counted = new Map<string, number>();
  const findings: Finding[] = [];
  const sorted = verdicts
    .filter((verdict) => verdict.outcome.is === 'hazard')
    .toSorted((a, b) => compare(a.at.file, b.at.file) || a.at.start - b.at.start || compare(a.rule.id, b.rule.id));
  for (const verdict of sorted) {
    const same = [verdict.rule.id, verdict.at.file, verdict.at.start, verdict.at.end, verdict.outcome.message].join(
      '\0',
    );
    if (seen.has(same)) continue;
    seen.add(same);
    const identity = { ruleId: verdict.rule.id, app: verdict.app, path: verdict.at.file, text: sight.text(verdict.at) };
    // what differs in white space only has the same fingerprint, and is counted with it
    const key = fingerprint({ ...identity, nth: 0 });
    const nth = counted.get(key) ?? 0;
    counted.set(key, nth + 1);
    const repair = verdict.outcome.repair;
    findings.push({
      ...findingOf(verdict, sight, fingerprint({ ...identity, nth })),
      ...(repair && fixOf ? { fix: fixOf(repair) } : {}),
    });
  }
  return findings;
}

function findingOf(verdict: AppVerdict, sight: Sight, print: string): Finding {
  const { rule, outcome, at } = verdict;
  const technology = outcome.technology ?? '';
  const lineHash = sight.lineHash(at);
  return {
    ruleId: rule.id,
    topic: rule.topic,
    severity: (outcome.is === 'hazard' && outcome.severity) || rule.severity,
    confidence: (outcome.is === 'hazard' && outcome.confidence) || 'high',
    title: rule.title,
    message: outcome.message,
    remedy: wholeRemedy(outcome) ?? rule.remedy[technology] ?? rule.remedy.any,
    location: sight.place(at),
    evidence: stepsOf(outcome.evidence, sight),
    app: verdict.app,
    fingerprint: print,
    contentHash: contentHash(rule.id, sight.text(at) || outcome.message),
    ...(lineHash ? { lineHash } : {}),
    frame: sight.frame(at),
    ...(verdict.accepted === undefined
      ? { status: 'open' as const }
      : { status: 'suppressed' as const, reason: verdict.accepted }),
  };
}

/** Where the app has its own way, general words would lead past it. */
function wholeRemedy(outcome: Verdict['outcome']): string | undefined {
  return outcome.is === 'hazard' && outcome.repair?.whole ? `${outcome.repair.title}.` : undefined;
}

/** A chain of reasons as it is reported. */
export function stepsOf(evidence: readonly Evidence[], sight: Sight): readonly Step[] {
  return evidence.map(({ at, says }) =>
    'file' in at ? { location: sight.place(at), message: says } : { builtin: at.builtin, message: says },
  );
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

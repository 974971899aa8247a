import type { TopicStatus, TopicVerdict } from '../report/report.js';
import { type Topic, topics } from '../rule/rule.js';
import { scoreValue } from '../score/score.js';
import type { Verdict } from './judge.js';
import { type Sight, stepsOf } from './triage.js';

/** One verdict per topic: `fail` = an open error, `warn` = open warnings or notes, then unknown, pass, and not applicable. */
export function topicVerdicts(verdicts: readonly Verdict[], sight: Sight): Readonly<Record<Topic, TopicVerdict>> {
  const entries = topics.map(
    (topic) =>
      [
        topic,
        topicVerdict(
          verdicts.filter((verdict) => verdict.rule.topic === topic),
          sight,
        ),
      ] as const,
  );
  return Object.fromEntries(entries) as Record<Topic, TopicVerdict>;
}

function topicVerdict(verdicts: readonly Verdict[], sight: Sight): TopicVerdict {
  const hazards = verdicts.filter((verdict) => verdict.outcome.is === 'hazard');
  const scored = hazards.map(({ rule, outcome }) => ({
    ruleId: rule.id,
    severity: (outcome.is === 'hazard' && outcome.severity) || rule.severity,
    confidence: (outcome.is === 'hazard' && outcome.confidence) || ('high' as const),
  }));
  const status: TopicStatus = scored.some(({ severity }) => severity === 'error')
    ? 'fail'
    : scored.length > 0
      ? 'warn'
      : verdicts.some(({ outcome }) => outcome.is === 'unclear')
        ? 'unknown'
        : verdicts.length > 0
          ? 'pass'
          : 'not-applicable';
  const wanted = { fail: 'hazard', warn: 'hazard', unknown: 'unclear', pass: 'safe', 'not-applicable': 'safe' }[status];
  const shown = verdicts.find(({ outcome }) => outcome.is === wanted)?.outcome;
  const evidence = shown ? [...stepsOf(shown.evidence, sight), { message: shown.message }] : [];
  return { status, score: scoreValue(scored), evidence };
}

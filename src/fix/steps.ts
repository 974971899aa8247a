import type { Finding, FindingFix, Report } from '../report/report.js';
import { scoreValue } from '../score/score.js';

/** One step on the way from today to several servers. */
export interface PlanStep {
  readonly ruleId: string;
  readonly title: string;
  readonly places: readonly string[];
  /** What to do. */
  readonly remedy: string;
  /** The ways in which this very repository is repaired, each once. */
  readonly fixes: readonly PlanFix[];
  /** What has to be provisioned, installed or moved for all of them. */
  readonly needs: readonly string[];
  /** The score when this and all steps before are done. */
  readonly scoreAfter: number;
}

export interface PlanFix {
  readonly title: string;
  /** The flags with which the program makes it; absent: people do. */
  readonly flags?: '--fix' | '--fix --unsafe-fixes';
}

export interface PlanStage {
  readonly name: 'quick wins' | 'services to provision' | 'code and configuration' | 'further copies';
  readonly steps: readonly PlanStep[];
}

/**
 * The ordered way: what the program can do, what needs a service or a package, what people have to write. In each, what
 * others rest on comes first (a lock in the cache guards nothing before the cache is shared), then the largest gain.
 * What lets users reach further copies comes last of all.
 */
export function stepsOf(report: Report): readonly PlanStage[] {
  const open = report.findings.filter(({ status }) => status === 'open');
  const rules = [...new Set(open.map(({ ruleId }) => ruleId))];
  const gains = new Map(report.score.gains.map(({ ruleId, gain }) => [ruleId, gain]));
  const staged = rules
    .map((ruleId) => ({ ruleId, findings: open.filter((finding) => finding.ruleId === ruleId) }))
    .map((group) => ({ ...group, stage: stageOf(group) }))
    .sort(
      (a, b) =>
        a.stage - b.stage ||
        restsOn(a.ruleId) - restsOn(b.ruleId) ||
        (gains.get(b.ruleId) ?? 0) - (gains.get(a.ruleId) ?? 0) ||
        (a.ruleId < b.ruleId ? -1 : 1),
    );
  const done = new Set<string>();
  const stages: { name: PlanStage['name']; steps: PlanStep[] }[] = names.map((name) => ({ name, steps: [] }));
  for (const { ruleId, findings, stage } of staged) {
    done.add(ruleId);
    const remaining = report.findings.filter((finding) => !done.has(finding.ruleId));
    stages[stage]?.steps.push(stepOf(ruleId, findings, scoreValue(remaining, report.score.complete)));
  }
  return stages.filter(({ steps }) => steps.length > 0);
}

const names = ['quick wins', 'services to provision', 'code and configuration', 'further copies'] as const;

/** Topics that others rest on, the deepest first. */
const foundations: readonly string[] = ['database', 'redis', 'cache'];

/** How much else rests on what a rule is about; the smallest first. */
export function restsOn(ruleId: string): number {
  const rank = foundations.indexOf(ruleId.split('/')[0] ?? '');
  return rank === -1 ? foundations.length : rank;
}

function stageOf({ ruleId, findings }: { ruleId: string; findings: readonly Finding[] }): 0 | 1 | 2 | 3 {
  if (findings.every(({ fix }) => fix?.lastly)) return 3;
  if (findings.every(({ fix }) => fix && fix.safety !== 'manual' && fix.needs.length === 0)) return 0;
  if (restsOn(ruleId) < foundations.length) return 1;
  return findings.some(({ fix }) => fix && fix.safety !== 'manual' && fix.needs.length > 0) ? 1 : 2;
}

function stepOf(ruleId: string, findings: readonly Finding[], scoreAfter: number): PlanStep {
  const [first] = findings;
  const fixes = new Map(findings.flatMap(({ fix }) => (fix ? [[fix.title, planFix(fix)]] : [])));
  return {
    ruleId,
    title: first?.title ?? ruleId,
    places: findings.map(({ location }) => `${location.path}:${location.line}`),
    remedy: first?.remedy ?? '',
    fixes: [...fixes.values()],
    needs: [...new Set(findings.flatMap((finding) => finding.fix?.needs ?? []))],
    scoreAfter,
  };
}

function planFix({ title, safety }: FindingFix): PlanFix {
  if (safety === 'manual') return { title };
  return { title, flags: safety === 'safe' ? '--fix' : '--fix --unsafe-fixes' };
}

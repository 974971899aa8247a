import type { Step, Unclear } from '../report/report.js';
import type { AppVerdict, Sight } from './triage.js';
import { stepsOf } from './triage.js';

/** The questions that stay open, each once, with what would settle it. */
export function unclearOf(verdicts: readonly AppVerdict[], sight: Sight): readonly Unclear[] {
  const found = new Map<string, Unclear>();
  for (const { rule, outcome, at, app } of verdicts) {
    if (outcome.is !== 'unclear') continue;
    const key = [rule.id, app, outcome.message].join('\0');
    if (found.has(key)) continue;
    const evidence = stepsOf(outcome.evidence, sight);
    const location = sight.place(at);
    found.set(key, {
      ruleId: rule.id,
      topic: rule.topic,
      message: outcome.message,
      settle: outcome.settle ?? settledBy(outcome.message, evidence, `${location.path}:${location.line}`),
      location,
      evidence,
      app,
    });
  }
  return [...found.values()];
}

const variable = /\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/;

/** What people could give: a value, a file, a number. */
function settledBy(message: string, evidence: readonly Step[], place: string): string {
  const said = [message, ...evidence.map((step) => step.message)].join('; ');
  const name = variable.exec(said)?.[1];
  if (/as soon as|once /.test(message)) return 'the repair of what it rests on';
  if (/could not be read/.test(said)) return `mend ${place}, so that it can be read whole`;
  if (name) return `the env file of a server, in which ${name} is set: --dotenv FILE`;
  if (/includes? |taken in by|another file|imports? /.test(said)) return 'the file that it takes in, in the repository';
  if (/several copies|how many copies|copies run/.test(said)) return 'the number of servers: --servers N';
  if (/scheduler/.test(said)) return 'the deployment file that starts the scheduler, in the repository';
  return `a look at ${place}: it is written in a way that is not followed`;
}

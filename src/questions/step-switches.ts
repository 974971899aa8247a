import type { Expr, Guard } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import type { Span } from '../facts/span.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import type { BootStep } from '../resolve/parts/boot-step.js';
import { leftOutBy, type Repair } from '../resolve/repair.js';
import { oppositeOf } from '../resolve/yes-no.js';
import type { Asked } from './asked.js';
import { type Wanted, wantedBy } from './asked-setting.js';
import { variableNames } from './asked-variable.js';
import { whenOf } from './decisions.js';

/** So many calls above a step are asked for conditions, while one place alone makes each: further out stands what the program does at all. */
const farthest = 1;

/**
 * A step of a start for which the app has a variable by which its servers leave it out: that is what people are told. Only what is asked as a yes or
 * a no, or asked nowhere else, is such a variable: by others the app chooses its database or its environment.
 */
export function withOwnSwitch(given: BootStep, variable: Asked['variable'], program: Program): BootStep {
  const step = withoutMeaningMore(given, program);
  if (step.repair || !/^(migrate|seed)$/.test(step.step) || step.runs.state !== 'known' || !step.runs.value)
    return step;
  const last = step.runs.because.at(-1)?.at;
  // what a script does is told where that is started
  let site = siteAt(step.at, program) ?? (last && 'file' in last ? siteAt(last, program) : undefined);
  for (let hops = 0; site && hops <= farthest; hops++) {
    for (const { guard } of guardsAround(site.func.fn, site.guard)) {
      const repair = closedBy(guard, site.func, { step, variable, program });
      if (repair) return { ...step, repair };
    }
    const callers: readonly Site[] = program.graph.callsTo(site.func).filter(({ weak }) => !weak);
    site = callers.length === 1 ? callers[0] : undefined;
  }
  return step;
}

/** A variable of a start script that code of the app reads too (`MAINTENANCE_MODE`) says more than whether the step is done. */
function withoutMeaningMore(step: BootStep, program: Program): BootStep {
  const name = step.repair && /^Set (\w+) to '[^']*' on the servers/.exec(step.repair.title)?.[1];
  if (!name || !variableNames(program).has(name)) return step;
  const { repair: _, ...rest } = step;
  return rest;
}

/** The call that a place names by all of it or by its callee. */
function siteAt({ file, start, end }: Span, { scopes, graph }: Program): Site | undefined {
  return scopes
    .funcsIn(file)
    .flatMap((func) => graph.sitesOf(func))
    .filter(({ call }) => call.start <= start && end <= call.end)
    .toSorted((a, b) => a.call.end - a.call.start - (b.call.end - b.call.start))[0];
}

interface Closing {
  readonly step: BootStep;
  readonly variable: Asked['variable'];
  readonly program: Program;
}

function closedBy(guard: Guard, func: Func, { step, variable, program }: Closing): Repair | undefined {
  const when = whenOf(guard, func);
  const wanted = when && wantedBy(when, program);
  if (wanted?.setting.is !== 'variable' || wanted.begins) return undefined;
  const { name } = wanted.setting;
  const title = titleOf(wanted, variable(name)?.value, () => isAskedOnce(name, guard.test, program));
  return title === undefined ? undefined : leftOutBy(title, { label: step.label, file: func.module.path });
}

/** What has to be set for the condition not to hold. */
function titleOf({ setting: { name }, value, holds }: Wanted, set: string | undefined, isAlone: () => boolean): string | undefined {
  if (value === undefined && holds) return set !== undefined && oppositeOf(set) !== undefined ? `Leave ${name} out` : undefined;
  if (value === undefined) return isAlone() ? `Set ${name} to 'true'` : undefined;
  const opposite = oppositeOf(value);
  return opposite && `Set ${name} to '${holds ? opposite : value}'`;
} // biome-ignore format: one condition a line

/** No other place in the code names the variable. */
function isAskedOnce(name: string, test: Expr | undefined, { scopes }: Program): boolean {
  const isNamed = (one: Expr) => (one.is === 'member' && one.name === name) || (one.is === 'literal' && one.value === name);
  return scopes.funcs.every(({ fn }) =>
    [...fn.events.map(({ value }) => value), ...fn.guards.map((one) => one.test)].every(
      (whole) => !whole || whole === test || ![...within(whole)].some((one) => isNamed(one) && !isWithin(one, test)),
    ),
  );
} // biome-ignore format: one question

function isWithin(one: Expr, whole: Expr | undefined): boolean {
  return whole !== undefined && whole.start <= one.start && one.end <= whole.end;
}

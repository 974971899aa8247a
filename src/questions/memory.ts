import { takesNothing } from '../program/arguments.js';
import type { Way } from '../program/reach.js';
import type { Func, Value } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { type Evidence, known } from '../resolve/evidence.js';
import type { CacheStore, Lock } from '../resolve/parts/store.js';
import { isAccount } from './accounts.js';
import { type Asked, placeOfExpr, proofOf, serving, stepsOf } from './asked.js';
import { changeBefore } from './copies.js';
import { isHarmless, isMemoOfCallers, isOfFirstUse, reloadedHere } from './harmless.js';
import { type Kept, keptTogether } from './kept-together.js';
import { isMarkOfTime } from './marks.js';
import { clearedHere, isMemo, type State, type Use } from './memo.js';
import { isOfCode } from './of-code.js';
import { isOfOutside } from './of-outside.js';
import { isOfProcess } from './of-process.js';
import { statesOf } from './states.js';
import { isNeverMade } from './unmade.js';
import { queuedStates } from './waiting.js';
import { writtenBack } from './written-back.js';

/**
 * What is kept in memory between requests although another server would need it: something that lives as long as the process, that a request,
 * a message or a job changes and that another one reads. Not: what is filled at boot alike everywhere, a memo of something that can be
 * computed again, a table of functions, of timers or of connections.
 */
export function memoryAsked(asked: Asked): AppParts {
  const queued = queuedStates(asked);
  const all = statesOf(asked).map((state): OfState => (queued.has(state) ? {} : stateAsked(state, asked)));
  return {
    memoryStates: keptTogether(all.flatMap(({ kept }) => kept ?? [])),
    caches: all.flatMap(({ cache }) => cache ?? []),
    locks: all.flatMap(({ locks }) => locks ?? []),
  };
}

interface OfState {
  readonly kept?: Kept;
  readonly cache?: readonly CacheStore[];
  readonly locks?: readonly Lock[];
}

function stateAsked(state: State, asked: Asked): OfState {
  const { reach } = asked.program;
  const owners = new Set(state.uses.map(({ func }) => func.owner));
  if (owners.size > 0 && [...owners].every((owner) => owner && isNeverMade(owner, asked))) return {};
  const ways = new Map<Func, Way | undefined>();
  const wayTo = (func: Func) => {
    if (!ways.has(func)) ways.set(func, reach.wayTo(func, serving) ?? handedOff(func, asked));
    return ways.get(func);
  };
  const label = `'${state.name}'`;
  const technology = asked.technologyOf(state.at.func.module.path);
  const cleared = clearedHere(state, asked, wayTo);
  if (cleared) {
    const held = {
      label,
      technology,
      backend: known({ technology: 'memory', reach: 'process' as const }, cleared.because),
      uses: [],
    };
    return cleared.isMark ? { locks: [held] } : { cache: [held] };
  }
  const put = changeOf(state, asked, wayTo);
  if (!put || isHarmless(state, asked)) return {};
  const way = wayTo(put.by.func);
  const reloaded = reloadedHere(state, asked);
  const because: readonly Evidence[] = [
    { at: placeOfExpr(put.by.expr, put.by.func), says: 'is changed while the app serves' },
    ...stepsOf(way).slice(0, 2),
    ...(put.reader ? [{ at: placeOfExpr(put.reader.expr, put.reader.func), says: 'is read here' }] : []),
    ...(reloaded ?? []),
    ...(writtenBack(put.by, asked, wayTo) ?? []),
    { at: placeOfExpr(state.at.expr, state.at.func), says: `keeps ${label} in the memory of the process` },
  ];
  const store = {
    label,
    technology,
    backend: known({ technology: 'memory', reach: 'process' as const }, because),
    uses: because.slice(0, 1),
    confidence: proofOf(way, true),
  };
  if (reloaded) return { cache: [{ ...store, stakes: 'speed' }] };
  return { kept: { state, store, isAsked: [put.by, put.reader].every((use) => use && isOfRequest(wayTo(use.func))) } };
}

function isOfRequest(way: Way | undefined): boolean {
  return way?.entry.kind === 'request' || way?.entry.kind === 'socket';
}

/** The way to work that those who are served hand off: it changes what the next ones look at. */
function handedOff(func: Func, { program: { reach, effects } }: Asked): Way | undefined {
  const way = reach.wayTo(func, ['task']);
  const site = way?.entry.site;
  const isLater = site && effects.at(site).some(({ row }) => row.is === 'later') && reach.wayTo(site, serving);
  return isLater ? way : undefined;
}

/** What serving changes in it, and who looks at it then. */
function changeOf(
  state: State,
  asked: Asked,
  wayTo: (func: Func) => Way | undefined,
): { readonly by: Use; readonly reader?: Use | undefined } | undefined {
  const { linker, graph } = asked.program;
  const changes = state.uses.filter(({ how, func }) => how === 'put' && wayTo(func));
  const by = changes.find(
    (use) =>
      !isFilledAtStart(use, asked) &&
      (isMarkOfTime(use, state, asked) ||
        (!isOfProcess(use, asked) &&
          !isOfOutside(use, state, asked) &&
          (isAccount(use, state, asked) ||
            (!isMemo(use, state, asked) &&
              !isOfCode(use, state, asked) &&
              !isOfFirstUse(use) &&
              !isMemoOfCallers(use, state, asked, wayTo)) ||
            writtenBack(use, asked, wayTo) !== undefined))),
  );
  if (!by) return undefined;
  // Only what somebody else looks at is missed: another function, or the same one with the next request.
  const reads = state.uses.filter(({ how, func, expr }) => how !== 'put' && expr !== by.expr && wayTo(func));
  const isCounted = state.shape === 'number';
  if (reads.length === 0 || (isCounted && !state.uses.some(({ how }) => how === 'put'))) return undefined;
  const values = by.value ? linker.evaluate(by.value, by.func).flatMap(graph.concrete) : [];
  if (values.some((value) => isCode(value) || isWithCode(value, asked))) return undefined;
  return { by, reader: reads.find(({ func }) => func !== by.func) ?? reads[0] };
}

/** Filled by what the start runs, with nothing that anybody gives: all servers fill it alike, unless who changed rows has it filled anew here. */
function isFilledAtStart({ func, expr }: Use, asked: Asked): boolean {
  for (let here: Func | undefined = func; here; here = here.outer) if (!takesNothing(here)) return false;
  return (
    asked.program.reach.wayTo(func, ['boot']) !== undefined &&
    changeBefore(func, { start: expr.start }, asked) === undefined
  );
}

function isCode({ is }: Value): boolean {
  return is === 'function' || is === 'class';
}

/** A record with a function of the app in it: `{ name, close }` in a list of what is to be closed. No store could hold it. */
function isWithCode(value: Value, { program: { linker, graph } }: Asked): boolean {
  if (value.is !== 'structure' || value.expr.is !== 'map') return false;
  return value.expr.entries.some((entry) =>
    linker.evaluate(entry.value, value.func).some((one) => isCode(one) || graph.concrete(one).some(isCode)),
  );
}

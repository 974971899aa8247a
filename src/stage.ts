import { cpuUsage } from 'node:process';
import { createContext, runInContext } from 'node:vm';
import { faultOf } from './fault.js';
import type { FileProblem } from './report/report.js';

/** Stops stages that see the whole repository where they take longer than anything that people write. */
export interface Clock {
  /** Runs a stage. One that takes what is left is stopped wherever it is, and one that fails has a fault of ours: it is named, and `instead` goes on. */
  run<T>(named: { readonly path: string; readonly what: string }, stage: () => T, instead: () => T): T;
  /** The stages that were stopped, and those that failed. */
  readonly late: readonly FileProblem[];
}

/** However little is left, the stages behind a late one are given this long, so that their part of the report stands. */
const least = 2;

/** What was stopped with less than this share of its time computed was kept waiting by a busy machine. */
const nearly = 0.8;
/** So many times its seconds a stage is waited for at most. */
const mostPatience = 16;

/** Seconds of computing for the stages together. A file of a large repository takes a millisecond or two. */
export function secondsFor(files: number): number {
  return 60 + files / 50;
}

/** A stage was stopped before it had computed for as long as it may. */
class Hurried extends Error {}

/**
 * Does work in stages that may take so many seconds of computing together; none is stopped where they are without end. A busy machine says the same
 * as an idle one: Node.js can stop code by the time that has passed only, and what it stops too soon begins again as a whole, with more patience.
 */
export async function inStages<T>(seconds: number, work: (clock: Clock) => Promise<T>): Promise<T> {
  for (let patience = 1; ; patience *= 2) {
    try {
      return await work(clockOf(seconds, patience));
    } catch (error) {
      if (!(error instanceof Hurried)) throw error;
    }
  }
}

/** A clock that starts with the first stage. */
function clockOf(seconds: number, patience: number): Clock {
  // as the tests do: what fails there shall be seen
  if (seconds === Number.POSITIVE_INFINITY) return { late: [], run: (_named, stage) => stage() };
  const context = createContext({});
  const late: FileProblem[] = [];
  let left = seconds;
  return {
    late,
    run<T>({ path, what }: { path: string; what: string }, stage: () => T, instead: () => T): T {
      const may = Math.max(left, Math.min(seconds, least));
      const before = computed();
      const { done, fault } = within(may * patience, stage);
      const used = computed() - before;
      left -= used;
      if (done) return done.value;
      if (fault) {
        late.push({ path, message: `${what}: ${fault}` });
        return instead();
      }
      if (used < may * nearly && patience < mostPatience) throw new Hurried();
      late.push({ path, message: `${what}: it takes longer than ${seconds} seconds` });
      return instead();
    },
  };

  function within<T>(wait: number, stage: () => T): { readonly done?: { readonly value: T }; readonly fault?: string } {
    let done: { readonly value: T } | undefined;
    context.stage = () => {
      done = { value: stage() };
    };
    try {
      // the only way to stop code that does not stop by itself, short of ending its thread
      runInContext('stage()', context, { timeout: Math.max(1, Math.round(wait * 1000)) });
    } catch (error) {
      if (!isTimeout(error)) return { fault: faultOf(error) };
    }
    return done ? { done } : {};
  }
}

/** Seconds of computing of this program. */
function computed(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1e6;
}

/** It is an error of the other realm, thus no instance of ours. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

import { createContext, runInContext } from 'node:vm';
import type { FileProblem } from './report/report.js';

/** Stops stages that see the whole repository where they take longer than anything that people write. */
export interface Clock {
  /** Runs a stage. One that takes what is left is stopped wherever it is, is named, and `instead` goes on. */
  run<T>(named: { readonly path: string; readonly what: string }, stage: () => T, instead: () => T): T;
  /** The stages that were stopped. */
  readonly late: readonly FileProblem[];
}

/** However little is left, the stages behind a late one are given this long, so that their part of the report stands. */
const least = 2;

/** Seconds for the stages together. A file of a large repository takes a millisecond or two. */
export function secondsFor(files: number): number {
  return 60 + files / 50;
}

/** A clock that starts with the first stage; none is stopped where the seconds are without end. */
export function clockOf(seconds: number): Clock {
  if (seconds === Number.POSITIVE_INFINITY) return { late: [], run: (_named, stage) => stage() };
  const context = createContext({});
  const late: FileProblem[] = [];
  let left = seconds;
  return {
    late,
    run<T>({ path, what }: { path: string; what: string }, stage: () => T, instead: () => T): T {
      const begun = performance.now();
      let done: { readonly value: T } | undefined;
      context.stage = () => {
        done = { value: stage() };
      };
      const timeout = Math.max(1, Math.round(Math.max(left, Math.min(seconds, least)) * 1000));
      try {
        // the only way to stop code that does not stop by itself, short of ending its thread
        runInContext('stage()', context, { timeout });
      } catch (error) {
        if (!isTimeout(error)) throw error;
      }
      left -= (performance.now() - begun) / 1000;
      if (done) return done.value;
      late.push({ path, message: `${what}: it takes longer than ${seconds} seconds` });
      return instead();
    },
  };
}

/** It is an error of the other realm, thus no instance of ours. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

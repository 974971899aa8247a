import type { Span } from '../facts/span.js';
import type { AppParts } from './app.js';
import type { BootStep, Secret } from './parts/boot-step.js';

/**
 * The same line of a start script is reached by several processes, and read by the framework whose command it is. One answer is kept: among processes
 * that of one which runs it; before these the framework's, which knows its own guards, unless following the starts has proved that the line never runs.
 */
export function withoutTwins(deployment: AppParts, framework: AppParts): AppParts {
  const steps = kept(
    deployment.bootSteps ?? [],
    (a, b) => a.step === b.step,
    (twin) => !neverRuns(twin),
  );
  const secrets = kept(
    deployment.secrets ?? [],
    () => true,
    (twin) => !isGiven(twin),
  );
  return {
    bootSteps: kept([...steps, ...(framework.bootSteps ?? [])], (a, b) => a.step === b.step, neverRuns),
    secrets: kept([...secrets, ...(framework.secrets ?? [])], () => true, isGiven),
  };
}

function neverRuns({ runs }: BootStep): boolean {
  return runs.state === 'known' && !runs.value;
}

function isGiven({ origin }: Secret): boolean {
  return origin.state === 'known' && origin.value === 'fixed';
}

function kept<T extends { readonly at: Span }>(
  items: readonly T[],
  alike: (a: T, b: T) => boolean,
  decides: (item: T) => boolean,
): readonly T[] {
  const result: T[] = [];
  for (const item of items) {
    const index = result.findIndex((other) => alike(item, other) && overlap(item.at, other.at));
    const twin = result[index];
    if (twin === undefined) result.push(item);
    else if (!decides(twin)) result[index] = item;
  }
  return result;
}

function overlap(a: Span, b: Span): boolean {
  return a.file === b.file && a.start < b.end && b.start < a.end;
}

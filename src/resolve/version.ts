import type { Dependency } from '../facts/dependency.js';
import type { Fact, Facts } from '../facts/fact.js';

/** A package as the app uses it: the locked version where there is a lock file, else the lowest that the manifest's range allows. */
export interface PackageVersion {
  readonly fact: Fact<'dependency'>;
  readonly version?: string;
  readonly major?: number;
  readonly minor?: number;
}

/** Finds a shipped package (not a development one). The lock file's version wins; the place is the manifest's line where there is one: a lock file is nobody's to edit. */
export function packageOf(facts: Facts, ecosystem: Dependency['ecosystem'], name: string): PackageVersion | undefined {
  const found = facts
    .of('dependency')
    .filter((fact) => fact.ecosystem === ecosystem && fact.name === name && !fact.dev);
  const pinned = found.find((one) => one.locked) ?? found[0];
  if (!pinned) return undefined;
  const asked = found.find((one) => !one.locked);
  const fact = asked ? { ...pinned, at: asked.at } : pinned;
  const numbers = /(\d+)(?:\.(\d+))?/.exec(fact.version ?? '');
  return {
    fact,
    ...(fact.version ? { version: fact.version } : {}),
    ...(numbers?.[1] ? { major: Number(numbers[1]) } : {}),
    ...(numbers?.[1] ? { minor: Number(numbers[2] ?? 0) } : {}),
  };
}

/** True when the package's version is at least `major.minor`; unknown versions count as new. */
export function atLeast(version: PackageVersion | undefined, major: number, minor = 0): boolean {
  if (version?.major === undefined) return true;
  return version.major > major || (version.major === major && (version.minor ?? 0) >= minor);
}

import type { Facts } from '../../facts/fact.js';
import type { PackageVersion } from '../../resolve/version.js';

/**
 * A package that the app's own manifest asks for, with the version that the lock file pins. The place is the manifest's line.
 * What only a lock file names came along with something else and is not the app's.
 */
export function npmPackage(facts: Facts, name: string): PackageVersion | undefined {
  const all = facts.of('dependency').filter((fact) => fact.ecosystem === 'npm' && fact.name === name);
  const asked = all.find((fact) => !fact.locked && !fact.dev);
  if (!asked) return undefined;
  const version = all.find((fact) => fact.locked)?.version ?? asked.version;
  const numbers = /(\d+)(?:\.(\d+))?/.exec(version ?? '');
  return {
    fact: asked,
    ...(version ? { version } : {}),
    ...(numbers?.[1] ? { major: Number(numbers[1]), minor: Number(numbers[2] ?? 0) } : {}),
  };
}

import type { Facts } from '../../facts/fact.js';
import type { StackEntry } from '../../resolve/app.js';

/** A Node.js app has a manifest of its own and code that runs on a server. */
export function detect(facts: Facts): Omit<StackEntry, 'name' | 'title'> | undefined {
  const manifest =
    facts.of('dependency').find((fact) => fact.ecosystem === 'npm' && !fact.locked) ?? facts.of('script')[0];
  const code = facts.of('js-call')[0] ?? facts.of('js-module')[0];
  if (!manifest || !code) return undefined;
  return { at: { ...manifest.at, end: manifest.at.start } };
}

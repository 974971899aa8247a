import type { Facts } from '../../facts/fact.js';
import type { Drift } from '../../resolve/parts/boot-step.js';
import { driftBetween, type Told } from '../docker/drift.js';
import { entries, shippedText } from '../yaml/values.js';

/** Variables that several hosts of one kind (`web1`, `web2`) are given with different values. Encrypted values cannot be compared. */
export function hostDrifts(facts: Facts): readonly Drift[] {
  const kinds = new Map<string, Told[]>();
  for (const { technology, tree, at } of facts.of('document')) {
    if (technology !== 'ansible-host') continue;
    const host = /host_vars\/([^/]+?)(\.ya?ml)?(\/|$)/.exec(at.file)?.[1] ?? '';
    const kind = host.replace(/\d+/g, '#');
    const told = entries(tree).flatMap(({ key, value }): readonly Told[] => {
      const text = shippedText(value);
      return text === undefined || text.includes('{{')
        ? []
        : [{ who: host, name: key.toUpperCase(), value: text, at: value.at }];
    });
    kinds.set(kind, [...(kinds.get(kind) ?? []), ...told]);
  }
  return [...kinds.values()].flatMap((told) => driftBetween(told, 'ansible'));
}

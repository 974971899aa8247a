import type { Fact, Facts } from '../../facts/fact.js';
import { known, said } from '../../resolve/evidence.js';
import type { Guard } from '../../resolve/parts/scheduled-task.js';

/** A lock that the task itself takes in a store that all servers share. */
export function guardsIn(facts: Facts, fact: Fact<'python-call'>, label: string): readonly Guard[] {
  const lock = facts
    .of('python-call')
    .find(
      (each) =>
        each.at.file === fact.at.file &&
        each.inside?.split('.').at(-1) === label &&
        (/redis[\w.()]{0,100}\.(lock|set|setnx)$|cache\.(lock|add)$|(^|\.)(redis_lock|redlock|Redlock)/i.test(
          each.name,
        ) ||
          JSON.stringify(each.args).includes('advisory_lock')),
    );
  if (!lock) return [];
  const backend = known({ technology: 'a shared lock', reach: 'shared' as const }, [said(lock.at, 'takes a lock')]);
  return [{ label: lock.name, kind: 'once', backend, at: lock.at }];
}

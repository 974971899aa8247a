import type { Fact } from '../../../facts/fact.js';
import type { Repair } from '../../../resolve/repair.js';

/** Without the variable the app does not start, instead of starting with a key of its own. */
export function secretRepair({ at, when, insteadOf }: Fact<'js-call'>, name: string): Repair | undefined {
  if (!/^[\w$]+$/.test(name)) return undefined;
  const text = [`if (!${name}) throw new Error('${name} is not set: every server needs the same');`];
  return {
    title: 'Take the key from the environment only',
    safety: 'unsafe',
    changes: [
      { is: 'fallback', at },
      { is: 'statements', at, where: 'behind', text },
    ],
    needs: [
      when.length > 0 || insteadOf
        ? `Give every server the same secret in the variable that ${insteadOf ? `goes before ${name}` : `${name} is read from`}.`
        : `Read ${name} from a variable of the environment, and give every server the same value.`,
    ],
    lacks: 'the key is made because nothing in the repository gives the variable: without it the app would stop',
  };
}

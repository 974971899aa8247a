import type { Fact } from '../../facts/fact.js';
import { type Spoken, unclearParts } from './spoken.js';

/** Calls as the readers of JavaScript know them. */
export function spokenJavascript(isRecorded: (module: string) => boolean): Spoken<Fact<'js-call'>> {
  return {
    language: 'javascript',
    isRecorded,
    followsResults: true,
    speaks: (fact) => fact.kind === 'js-call',
    say: ({ module, name, args, when, as, inside, serves, made, at, calleeEnd }) => ({
      kind: 'js-call',
      module,
      name,
      args: args.map(({ value }) => value),
      when,
      ...(as ? { as } : {}),
      ...(inside ? { inside } : {}),
      ...(serves ? { serves } : {}),
      ...(made ? { made } : {}),
      at: { ...at, end: calleeEnd },
    }),
    nameOf: ({ module, name }) => (module === '' ? undefined : `${module}.${name}`),
    unclearIn: ({ args }) => unclearParts(args),
  };
}

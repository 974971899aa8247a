import { entryOf } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { type Spoken, unclearParts } from './spoken.js';

/** Clients of sockets as their readers know them: with which transports they begin. They run in browsers. */
export function spokenSockets(isClient: (module: string) => boolean): Spoken<Fact<'use'>> {
  return {
    language: 'javascript',
    isRecorded: isClient,
    ofClients: true,
    speaks: (fact): fact is Fact<'use'> => fact.kind === 'use' && fact.what === 'client-transports',
    // said where they are listed: a helper makes many clients in one place
    say({ args }) {
      const transports = args.map(({ value }) => entryOf(value, 'transports')).find((one) => one?.is === 'list');
      return transports && { kind: 'use', technology: 'socketio', what: 'client-transports', options: { transports }, at: transports.at };
    },
    nameOf: ({ what }) => what,
    unclearIn: ({ options }) => unclearParts(Object.values(options ?? {})),
  };
} // biome-ignore format: one fact

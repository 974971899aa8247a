import type { Fact } from '../../facts/fact.js';
import { jsDotted } from '../../parse/javascript-values.js';
import { jsFile, spanOf } from '../node/js/file.js';
import { serverCode } from '../node/paths.js';
import { npmPackage } from '../npm/packages.js';
import { reader, technology } from '../technology.js';
import { parts } from './parts.js';

/** Sails: what it sends to sockets. Its actions and its other settings are read with the rest of server code, in `node`. */
export default technology({
  name: 'sails',
  title: 'Sails',
  readers: [
    reader({
      language: 'javascript',
      paths: serverCode,
      mentions: ['sockets'],
      *extract(tree, source): Iterable<Fact> {
        const file = jsFile(tree, source);
        for (const { node } of file.calls) {
          const name = jsDotted(node.callee as never) ?? '';
          // npm sails-hook-sockets 3, lib/index.js
          if (/^(\w{1,60}\.)?sails\.sockets\.(broadcast|blast)$/.test(name))
            yield { kind: 'use', technology: 'sails', what: 'broadcasts', at: spanOf(file, node) };
        }
      },
    }),
  ],
  detect(facts) {
    const found = npmPackage(facts, 'sails');
    return found && { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
  },
  parts,
});

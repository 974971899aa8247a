import type { Fact } from '../../facts/fact.js';
import { reader, technology } from '../technology.js';
import { serverDrifts } from './servers.js';

/** Env files of every name; which of them is in force is decided when the app is resolved. */
export default technology({
  name: 'dotenv',
  title: 'env files',
  readers: [
    reader({
      language: 'dotenv',
      paths:
        /(^|\/)(?![^/]*\.([cm]?[jt]sx?|json|ya?ml|md|sh|py|rb|php|erb|ejs|tt)$)(\.env[^/]*|env[-.][^/]*|[^/]*\.env)$/,
      *extract(tree, source): Iterable<Fact> {
        for (const { key, value } of tree.entries) {
          yield {
            kind: 'env-entry',
            name: key.text,
            value: value.text,
            at: { file: source.path, start: key.start, end: Math.max(key.end, value.end) },
          };
        }
      },
    }),
  ],
  detect: () => undefined,
  deployment: (facts) => ({ drifts: serverDrifts(facts) }),
});

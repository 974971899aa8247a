import type { Fact } from '../../facts/fact.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { mongoFacts, mongoServers } from './parts.js';

/** MongoDB, by mongod.conf. */
export default technology({
  name: 'mongodb',
  title: 'MongoDB',
  readers: [
    reader({
      language: 'yaml',
      paths: /(^|\/)mongo[ds]?[\w.-]*\.(conf|ya?ml|cfg)([._-](template|tmpl|dist|example|sample|j2|erb))?$/,
      mentions: ['storage:', 'net:', 'replication:'],
      feeds: ['dataServers'],
      *extract(tree, source): Iterable<Fact> {
        for (const document of tree) yield* mongoFacts(dataExpr(document, source.path));
      },
    }),
  ],
  detect(facts) {
    const first = facts.of('setting').find((fact) => fact.technology === 'mongodb');
    return first && { at: first.at };
  },
  deployment: (facts) => ({ dataServers: mongoServers(facts) }),
});

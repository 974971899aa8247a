import type { Fact } from '../../facts/fact.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { patroniFacts, patroniFailovers } from './parts.js';

/** Patroni: who votes, and how fast a lost primary is replaced. */
export default technology({
  name: 'patroni',
  title: 'Patroni',
  readers: [
    reader({
      language: 'yaml',
      paths: /\.ya?ml([._-](template|tmpl|dist|example|sample|j2|erb))?$/,
      mentions: ['restapi:'],
      feeds: ['failovers'],
      *extract(tree, source): Iterable<Fact> {
        for (const document of tree) yield* patroniFacts(dataExpr(document, source.path));
      },
    }),
  ],
  detect(facts) {
    const first = facts.of('setting').find((fact) => fact.technology === 'patroni');
    return first && { at: first.at };
  },
  deployment: (facts) => ({ failovers: patroniFailovers(facts) }),
});

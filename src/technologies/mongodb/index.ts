import type { Fact } from '../../facts/fact.js';
import { textsIn } from '../../facts/texts.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { isAddress, mongoClients } from './clients.js';
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
    const setting = facts.of('setting').find((fact) => fact.technology === 'mongodb');
    const address = facts.of('env-entry').find(({ value }) => isAddress(value));
    const document = facts
      .of('document')
      .find(({ technology: by, tree }) => /^(compose|kubernetes)$/.test(by) && [...textsIn(tree)].some(isAddress));
    const first = setting ?? address ?? document;
    return first && { at: { ...first.at, end: setting ? first.at.end : first.at.start }, infrastructure: true };
  },
  deployment: (facts) => ({ dataServers: mongoServers(facts) }),
  parts: (app) => ({ databaseClients: mongoClients(app) }),
});

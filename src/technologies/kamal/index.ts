import type { Facts } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { containerParts } from '../docker/parts.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { accessoriesOf } from './accessories.js';
import { kamalFiles, rolesOf } from './roles.js';

/** Kamal: `config/deploy.yml` says which hosts run the app's image in which roles, and what stands beside it. */
export default technology({
  name: 'kamal',
  title: 'Kamal',
  readers: [
    reader({
      language: 'yaml',
      paths: /(^|\/)config\/deploy(\.(production|prod))?\.ya?ml$/,
      mentions: ['servers', 'service', 'image'],
      feeds: ['processes', 'services'],
      *extract(documents, source) {
        for (const node of documents.slice(0, 1))
          yield {
            kind: 'document',
            technology: 'kamal',
            tree: dataExpr(node, source.path),
            at: { file: source.path, start: node.start, end: node.end },
          };
      },
    }),
  ],
  detect(facts) {
    const [file] = kamalFiles(facts);
    return file && { at: { ...file.at, end: file.at.start }, infrastructure: true };
  },
  deployment,
});

function deployment(facts: Facts): AppParts {
  const containers = kamalFiles(facts).flatMap((file) => rolesOf(file, facts));
  return {
    ...containerParts(containers, facts),
    processes: containers.map(({ process }) => process),
    services: kamalFiles(facts).flatMap(accessoriesOf),
  };
}

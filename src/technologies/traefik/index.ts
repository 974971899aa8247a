import { balancerParts } from '../balancers.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { dashboards, openDashboard } from './dashboard.js';
import { traefikPools } from './extract.js';
import { labelledBalancers, labelledServices } from './labels.js';

/** Traefik's file provider: services with a list of servers. Labels belong to the deployment files that carry them. */
export default technology({
  name: 'traefik',
  title: 'Traefik',
  readers: [
    reader({
      language: 'yaml',
      paths: /\.ya?ml([._-](template|tmpl|tpl|j2|dist|example|sample))?$/,
      mentions: ['loadBalancer:'],
      feeds: ['balancers'],
      *extract(tree, source) {
        for (const document of tree) yield* traefikPools(dataExpr(document, source.path));
      },
    }),
    reader({
      language: 'yaml',
      paths: /\.ya?ml([._-](template|tmpl|tpl|j2|dist|example|sample))?$/,
      mentions: ['insecure: true'],
      *extract(tree, source) {
        for (const document of tree) yield* openDashboard(dataExpr(document, source.path));
      },
    }),
    reader({
      language: 'toml',
      paths: /\.toml$/,
      mentions: ['loadBalancer'],
      feeds: ['balancers'],
      extract: (tree, source) => traefikPools(dataExpr(tree, source.path)),
    }),
  ],
  detect(facts) {
    const first = facts.of('pool').find((pool) => pool.technology === 'traefik');
    const [labelled] = labelledServices(facts.of('document'));
    const open = facts.of('use').find((fact) => fact.technology === 'traefik');
    const at = first?.at ?? labelled?.labels[0]?.at ?? open?.at;
    return at && { at };
  },
  parts: (app) => ({
    balancers: [...(balancerParts(app, 'traefik').balancers ?? []), ...labelledBalancers(app)],
    dashboards: dashboards(app.facts),
  }),
});

import { balancerParts } from '../balancers.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { envoyPools } from './extract.js';

/** Envoy, by the clusters of its static configuration. */
export default technology({
  name: 'envoy',
  title: 'Envoy',
  readers: [
    reader({
      language: 'yaml',
      paths: /\.ya?ml([._-](template|tmpl|tpl|j2|dist|example|sample))?$/,
      mentions: ['static_resources'],
      feeds: ['balancers'],
      *extract(tree, source) {
        for (const document of tree) yield* envoyPools(dataExpr(document, source.path));
      },
    }),
    reader({
      language: 'json',
      paths: /envoy[^/]{0,100}\.json$/,
      mentions: ['static_resources'],
      feeds: ['balancers'],
      extract: (tree, source) => envoyPools(dataExpr(tree, source.path)),
    }),
  ],
  detect(facts) {
    const first = facts.of('pool').find((pool) => pool.technology === 'envoy');
    return first && { at: first.at };
  },
  parts: (app) => balancerParts(app, 'envoy'),
});

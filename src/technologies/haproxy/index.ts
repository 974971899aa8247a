import { balancerParts } from '../balancers.js';
import { reader, technology } from '../technology.js';
import { haproxyPools } from './extract.js';
import { dashboards, statsPages } from './stats.js';

/** HAProxy: the pools of its backends and listeners. */
export default technology({
  name: 'haproxy',
  title: 'HAProxy',
  readers: [
    reader({
      language: 'haproxy',
      paths:
        /(^|\/)[^/]*haproxy[^/]*\.(cfg|conf|tmpl|tpl|j2|erb|template)([._-](template|tmpl|dist|example|sample|j2|erb))?$|(^|\/)haproxy\/[^/]+\.(cfg|conf|j2|tmpl)$/i,
      mentions: ['backend ', 'listen '],
      feeds: ['balancers'],
      *extract(tree, source) {
        yield* haproxyPools(tree, source.path);
        yield* statsPages(tree, source.path);
      },
    }),
  ],
  detect(facts) {
    const first = [...facts.of('pool'), ...facts.of('use')].find((fact) => fact.technology === 'haproxy');
    return first && { at: first.at };
  },
  parts: (app) => ({ ...balancerParts(app, 'haproxy'), dashboards: dashboards(app.facts) }),
});

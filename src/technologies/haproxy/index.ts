import { balancerParts } from '../balancers.js';
import { reader, technology } from '../technology.js';
import { haproxyPools } from './extract.js';

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
      extract: (tree, source) => haproxyPools(tree, source.path),
    }),
  ],
  detect(facts) {
    const first = facts.of('pool').find((pool) => pool.technology === 'haproxy');
    return first && { at: first.at };
  },
  parts: (app) => balancerParts(app, 'haproxy'),
});

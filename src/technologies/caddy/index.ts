import { balancerParts } from '../balancers.js';
import { reader, technology } from '../technology.js';
import { caddyPools } from './extract.js';

/** Caddy: what `reverse_proxy` sends requests to. */
export default technology({
  name: 'caddy',
  title: 'Caddy',
  readers: [
    reader({
      language: 'caddyfile',
      paths: /(^|\/)([^/]*Caddyfile[^/]*|[^/]+\.caddy(file)?)$/i,
      mentions: ['reverse_proxy'],
      feeds: ['balancers'],
      extract: (tree, source) => caddyPools(tree, source.path),
    }),
  ],
  detect(facts) {
    const first = facts.of('pool').find((pool) => pool.technology === 'caddy');
    return first && { at: first.at };
  },
  parts: (app) => balancerParts(app, 'caddy'),
});

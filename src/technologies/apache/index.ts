import { balancerParts } from '../balancers.js';
import { reader, technology } from '../technology.js';
import { apachePools, documentRoots } from './extract.js';

/** Apache httpd as a balancer: `<Proxy balancer://...>`. */
export default technology({
  name: 'apache',
  title: 'Apache httpd',
  readers: [
    reader({
      language: 'apache',
      paths:
        /\.(conf|vhost)([._-](template|tmpl|dist|example|sample|j2|erb))?$|(^|\/)sites-(available|enabled)\/[^/]+$/,
      mentions: ['balancer://', 'DocumentRoot'],
      feeds: ['balancers'],
      extract: (tree, source) => [...apachePools(tree, source.path), ...documentRoots(tree, source.path)],
    }),
  ],
  detect(facts) {
    const first = facts.of('pool').find((pool) => pool.technology === 'apache');
    return first && { at: first.at };
  },
  parts: (app) => balancerParts(app, 'apache'),
});

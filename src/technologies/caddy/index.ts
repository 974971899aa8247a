import { balancerParts } from '../balancers.js';
import { reader, technology } from '../technology.js';
import { appServerFacts, appServerParts } from './app-server.js';
import { caddyPools } from './extract.js';

/** Caddy: what `reverse_proxy` sends requests to. */
export default technology({
  name: 'caddy',
  title: 'Caddy',
  keeps: /^\/(data|config)(\/caddy)?\/?$/,
  readers: [
    reader({
      language: 'caddyfile',
      paths: /(^|\/)([^/]*Caddyfile[^/]*|[^/]+\.caddy(file)?)$/i,
      mentions: ['reverse_proxy', 'php'],
      feeds: ['balancers'],
      *extract(tree, source) {
        yield* caddyPools(tree, source.path);
        yield* appServerFacts(tree, source.path);
      },
    }),
  ],
  detect(facts) {
    const first = [...facts.of('pool'), ...facts.of('use')].find((fact) => fact.technology === 'caddy');
    return first && { at: first.at };
  },
  parts: (app) => ({ ...balancerParts(app, 'caddy'), ...appServerParts(app) }),
});

import { leftOut } from '../ansible/conditions.js';
import { answeredByProxy, balancerParts } from '../balancers.js';
import { reader, technology } from '../technology.js';
import { edgeCaches } from './edge-cache.js';
import { proxyFacts } from './extract.js';
import { peerLimits } from './limits.js';
import { containerLogs } from './logs.js';
import { inherited } from './passed-on.js';

/** nginx: pools, and what it passes on to the app. */
export default technology({
  name: 'nginx',
  title: 'nginx',
  readers: [
    reader({
      language: 'nginx',
      paths:
        /^(?!(.*\/)?(r?syslog(-ng)?\.conf|rsyslog\.d\/[^/]+)$)(.*\/)?([^/]*nginx[^/]*|[^/]*\.(conf|nginx|vhost)([._-](template|tmpl|tpl|dist|example|sample|j2|erb))*|[^/]*\.(conf|nginx)\.[\w-]+|conf|default|(sites-(available|enabled)|conf\.d|nginx)\/[^/]+)$/i,
      mentions: ['proxy_pass', 'proxy_set_header', 'upstream ', 'fastcgi_pass', 'uwsgi_pass', 'grpc_pass', 'return 2'],
      feeds: ['balancers'],
      extract: (tree, source) =>
        /\.(md|ya?ml|json|sh|js|ts|php|py|rb|lua|log)$/i.test(source.path) ? [] : proxyFacts(tree, source.path),
    }),
  ],
  detect(facts) {
    const first = [...facts.of('pool'), ...facts.of('proxied')].find((fact) => fact.technology === 'nginx');
    return first && { at: first.at };
  },
  deployment: (facts) => ({ healthChecks: answeredByProxy(facts, 'nginx'), logSinks: containerLogs(facts) }),
  parts: (app) => ({
    ...balancerParts(app, 'nginx', (one) => inherited(one, app.facts.of('handed-down')), leftOut(app.facts)),
    edgeCaches: edgeCaches(app.facts),
    proxyTrusts: peerLimits(app.facts),
  }),
});

import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { Dashboard } from '../../resolve/parts/dashboard.js';
import type { Repair } from '../../resolve/repair.js';

/** `api.insecure: true` of a static configuration: the dashboard on a port of its own, without a login. */
export function* openDashboard(root: Expr): Iterable<Fact> {
  const insecure = entryOf(entryOf(root, 'api'), 'insecure');
  const isTraefik = entryOf(root, 'entryPoints') ?? entryOf(root, 'providers');
  if (insecure && isTraefik && literalText(insecure) === 'true')
    yield { kind: 'use', technology: 'traefik', what: 'open-dashboard', at: insecure.at };
}

export function dashboards(facts: Facts): readonly Dashboard[] {
  return facts
    .of('use')
    .filter(({ technology, what }) => technology === 'traefik' && what === 'open-dashboard')
    .map(({ at }) => ({ label: 'the dashboard of Traefik', technology: 'traefik', repair: closed(at), at }));
}

function closed(at: Dashboard['at']): Repair {
  return {
    title: 'Close the dashboard',
    safety: 'unsafe',
    changes: [{ is: 'replace', at, text: 'false' }],
    needs: ['To keep it, send a router with a login (middleware basicAuth) to the service api@internal'],
  };
}

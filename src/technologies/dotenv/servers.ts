import type { Facts } from '../../facts/fact.js';
import type { Drift } from '../../resolve/parts/boot-step.js';
import { driftBetween, type Told } from '../docker/drift.js';

/** Names of servers as people number them: `web1`, `app-02`, `node_3`. */
const numbered =
  /(^|[/._-])((?:web|app|node|server|srv|host|www|api|backend|be|vm|prod|production)[-_]?)0*(\d{1,3})(?=$|[/._-])/i;

/** Env files of several servers of one kind (`.env.web1` and `.env.web2`, `web1/.env` and `web2/.env`) that differ where they must not. */
export function serverDrifts(facts: Facts): readonly Drift[] {
  const kinds = new Map<string, Told[]>();
  for (const { name, value, at } of facts.of('env-entry')) {
    const server = numbered.exec(at.file);
    if (!server || /example|sample|dist|template/i.test(at.file) || /[$]|\{\{/.test(value)) continue;
    const kind = at.file.replace(numbered, '$1$2#');
    const who = `${server[2]}${server[3]}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), { who, name, value, at }]);
  }
  return [...kinds.values()].flatMap((told) => driftBetween(told, 'dotenv'));
}

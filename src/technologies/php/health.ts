import type { Fact } from '../../facts/fact.js';
import type { HealthCheck } from '../../resolve/parts/http.js';

/** A script in the web root that is there to be asked whether the server works. */
export const healthScript = /(^|\/)(health|healthz|healthcheck|health-check|livez?|readyz?|ping|heartbeat)\.php$/;

/** What a health script asks, by the words of its code. */
export function healthFact(text: string, path: string): Fact {
  const database =
    /\bnew\s+\\?(PDO|mysqli)\b|\bmysqli_connect\b|\bpg_connect\b|\$wpdb\b|->(query|prepare|executeQuery)\(/.test(text);
  return {
    kind: 'use',
    technology: 'php',
    what: 'health-script',
    name: database ? 'database' : 'nothing',
    at: { file: path, start: 0, end: 0 },
  };
}

export function healthChecks(uses: readonly Fact<'use'>[]): readonly HealthCheck[] {
  return uses
    .filter((fact) => fact.technology === 'php' && fact.what === 'health-script')
    .map(({ at, name }) => ({
      label: at.file.slice(at.file.lastIndexOf('/')),
      technology: 'php',
      via: 'route',
      path: at.file.slice(at.file.lastIndexOf('/')),
      checks: name === 'database' ? ['database'] : [],
      obstacles: [],
      at,
    }));
}

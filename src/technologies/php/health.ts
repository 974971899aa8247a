import type { Fact } from '../../facts/fact.js';
import type { HealthCheck } from '../../resolve/parts/http.js';
import type { Repair } from '../../resolve/repair.js';

const names = '(health|healthz|healthcheck|health-check|livez?|readyz?|ping|heartbeat)';

/** A script in the web root that is there to be asked whether the server works. */
export const healthScript = new RegExp(`(^|/)${names}\\.php$`);

/** A route, or a scope of routes, that is there to be asked. */
export const healthRoute = new RegExp(`^/?${names}(/status)?/?$`);

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

const answer = [
  "header('Content-Type: text/plain');",
  "header('Cache-Control: no-store');",
  "echo $healthy ? 'ok' : 'not ready';",
];

/** A script that answers health checks, in the folder of the web root; `asks` is its code that sets `$healthy`. */
export function healthScriptRepair(folder: string, asks: readonly string[], needs: readonly string[]): Repair {
  const file = `${folder}health.php`;
  const code = ['<?php', '', ...asks, '', 'http_response_code($healthy ? 200 : 503);', ...answer, ''];
  return {
    title: `Answer the health checks of a balancer by ${file}`,
    safety: 'unsafe',
    changes: [{ is: 'create', file, text: code.join('\n') }],
    needs: [...needs, 'Let the balancer ask for /health.php.'],
  };
}

/** The script of an app without a framework, beside its entry point; what it asks is the app's to say. */
export function plainHealthRepair(entry: string): Repair {
  return healthScriptRepair(
    entry.slice(0, entry.lastIndexOf('/') + 1),
    ['// a balancer asks this page whether to send users to this copy', '$healthy = true;'],
    [
      'It tells so far that PHP answers, and no more: let it open the database as the app does, and set $healthy to false where that fails',
    ],
  );
}

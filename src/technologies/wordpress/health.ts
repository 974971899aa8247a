import type { Span } from '../../facts/span.js';
import type { Repair } from '../../resolve/repair.js';
import { healthScriptRepair } from '../php/health.js';
import type { Resolution } from '../technology.js';

/**
 * A script beside wp-config.php (in Bedrock: in web/) that asks the database and loads no plugin.
 * WordPress 6.8, wp-settings.php: with SHORTINIT it returns behind `$wpdb`, which answers 500 itself when it cannot connect.
 */
export function healthRepair(app: Resolution, config: Span): Repair | undefined {
  // an image brings the web root, and its configuration stands elsewhere
  if (/(-sample|-docker)\.php$/.test(config.file)) return undefined;
  const bedrock = /^(.*\/)?config\/(application|environments\/production)\.php$/.exec(config.file);
  const core = app.files.find((path) => /(^|\/)wp-load\.php$/.test(path));
  const folder = bedrock
    ? `${bedrock[1] ?? ''}web/`
    : (core ?? config.file).slice(0, (core ?? config.file).lastIndexOf('/') + 1);
  const asks = [
    '// a balancer asks this page whether to send users to this copy; no plugin is loaded',
    "define('SHORTINIT', true);",
    `require __DIR__ . '${bedrock ? '/wp' : ''}/wp-load.php';`,
    '',
    "$healthy = (bool) $wpdb->get_var('SELECT 1');",
  ];
  return healthScriptRepair(folder, asks, []);
}

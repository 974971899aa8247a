import type { AppParts } from '../../resolve/app.js';
import type { Resolution } from '../technology.js';
import { healthChecks } from './health.js';

/** What plain PHP code does, whatever framework stands around it. */
export function parts(app: Resolution): AppParts {
  return { healthChecks: healthChecks(app.facts.of('use')) };
}

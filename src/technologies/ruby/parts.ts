import type { AppParts } from '../../resolve/app.js';
import type { Resolution } from '../technology.js';
import { resqueParts } from './resque.js';
import { schedulers } from './schedulers.js';

/** What every Ruby app may do, whatever its framework. */
export function parts(app: Resolution): AppParts {
  return { schedulerProcesses: schedulers(app), ...resqueParts(app) };
}

import type { AppParts } from '../../resolve/app.js';
import type { Resolution } from '../technology.js';
import { caches, locks, rateLimiters } from './cache.js';
import { databases } from './data.js';
import { fileStores } from './files.js';
import { healthRepair } from './health.js';
import { healthChecks, protection, proxyTrust } from './http.js';
import { logSinks } from './logs.js';
import { queueParts } from './queue.js';
import { scheduledTasks } from './schedule.js';
import { bootSteps, secrets } from './secrets.js';
import { sessions } from './sessions.js';
import { symfonyConfig } from './settings.js';

/** What is in force in a Symfony app. */
export function parts(app: Resolution): AppParts {
  const config = symfonyConfig(app);
  const configured = app.facts.of('setting').some((fact) => fact.technology === 'symfony' && fact.key === 'framework');
  return {
    ...queueParts(app, config),
    sessionStores: sessions(app, config),
    caches: caches(app, config),
    rateLimiters: rateLimiters(app, config),
    locks: locks(app, config),
    scheduledTasks: scheduledTasks(app, config),
    fileStores: fileStores(app, config),
    databases: databases(app, config),
    logSinks: logSinks(app, config),
    secrets: secrets(app, config),
    bootSteps: bootSteps(app),
    healthChecks: healthChecks(app, config),
    httpApps: [
      { technology: 'symfony', at: config.at, repair: healthRepair(app, config, (path) => protection(config, path)) },
    ],
    proxyTrusts: configured ? [proxyTrust(app, config)] : [],
  };
}

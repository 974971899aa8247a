import type { AppParts } from '../../resolve/app.js';
import type { Resolution } from '../technology.js';
import { databases, keyValueConnections } from './data.js';
import { fileStores, localWrites } from './file-stores.js';
import { healthChecks, httpApps } from './http.js';
import { logSinks } from './logs.js';
import { proxyTrusts } from './proxies.js';
import { laravelConfig } from './settings.js';
import {
  broadcasters, cacheStores, failedJobStores, locks, maintenanceSwitch, memoryStates, queues, rateLimiters, sessionStores,
} from './stores.js'; // biome-ignore format: one list
import { scheduledTasks } from './tasks.js';
import { bootSteps, deadKeys, jobTimings, queueWorkers, secrets } from './work.js';

/** What is in force in a Laravel app. */
export function parts(app: Resolution): AppParts {
  const config = laravelConfig(app);
  return {
    sessionStores: sessionStores(app, config),
    caches: cacheStores(app, config),
    queues: queues(app, config),
    failedJobStores: failedJobStores(app, config),
    jobTimings: jobTimings(app, config),
    queueWorkers: queueWorkers(app),
    fileStores: fileStores(app, config),
    localWrites: localWrites(app, config),
    scheduledTasks: scheduledTasks(app, config),
    httpApps: httpApps(app, config),
    healthChecks: healthChecks(app, config),
    proxyTrusts: proxyTrusts(app, config),
    databases: databases(app, config),
    keyValueConnections: keyValueConnections(app, config),
    broadcasters: broadcasters(app, config),
    rateLimiters: rateLimiters(app, config),
    locks: locks(app, config),
    memoryStates: memoryStates(app, config),
    logSinks: logSinks(app, config),
    maintenanceSwitches: [maintenanceSwitch(app, config)],
    bootSteps: bootSteps(app, config),
    secrets: secrets(app, config),
    deadKeys: deadKeys(app, config),
  };
}

import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { BootStep } from '../../resolve/parts/boot-step.js';
import { localIndexes } from '../python/local-writes.js';
import { logDestinations } from '../python/log-config.js';
import { secretOf } from '../python/secret.js';
import { truthOf } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { databases, keyValueConnections } from './data.js';
import { healthChecks, httpApp } from './health.js';
import { rateLimiters } from './limits.js';
import { loggingRepair } from './log-repairs.js';
import { proxyTrusts } from './proxy.js';
import { type DjangoSettings, djangoSettings } from './settings.js';
import { broadcasters, cacheStores, fileStores, sessionStores } from './stores.js';
import { cronTasks, queues } from './tasks.js';

/** What is in force in a Django project; nothing when no settings can be found. */
export function parts(app: Resolution): AppParts {
  const settings = djangoSettings(app);
  if (!settings) return { httpApps: [httpApp(app)] };
  const secret = settings.get('SECRET_KEY');
  const top = { file: settings.file, start: 0, end: 0 };
  const logging = settings.get('LOGGING');
  return {
    sessionStores: sessionStores(settings, app),
    caches: cacheStores(settings, app),
    rateLimiters: rateLimiters(settings, app),
    fileStores: fileStores(settings, app),
    broadcasters: broadcasters(settings, app),
    databases: databases(settings, app),
    keyValueConnections: keyValueConnections(settings, app),
    secrets: secret
      ? [secretOf({ label: 'SECRET_KEY', technology: 'django', value: secret, at: top, machine: settings.machine })]
      : [],
    logSinks: logging
      ? [
          {
            label: 'logs',
            technology: 'django',
            destinations: logDestinations(logging, isDebug(settings)),
            repair: loggingRepair(app, logging),
          },
        ]
      : [],
    proxyTrusts: proxyTrusts(settings, app),
    httpApps: [httpApp(app, settings)],
    healthChecks: healthChecks(settings, app),
    localWrites: localIndexes(app.facts, settings.names, 'django'),
    bootSteps: migrationsInCode(app),
    scheduledTasks: cronTasks(settings),
    queues: queues(settings, app),
  };
}

function isDebug(settings: DjangoSettings): boolean {
  const debug = settings.get('DEBUG');
  return debug !== undefined && truthOf(debug) === true;
}

/** `call_command("migrate")` outside of management commands: run by whatever imports it. */
function migrationsInCode(app: Resolution): readonly BootStep[] {
  const steps: BootStep[] = [];
  for (const fact of app.facts.of('python-call')) {
    const [first] = fact.args;
    if (!/(^|\.)call_command$/.test(fact.name) || first?.value.is !== 'literal' || first.value.value !== 'migrate')
      continue;
    if (/(^|\/)(management|commands|scripts?|tests?|bin)\//.test(fact.at.file)) continue;
    if (!/(^|\/)(wsgi|asgi|apps|__init__)\.py$/.test(fact.at.file)) continue;
    steps.push({
      step: 'migrate',
      label: 'call_command("migrate")',
      technology: 'django',
      when: 'each-process',
      guards: [],
      runs: known(true, [said(fact.at, 'runs in every process that loads this file')]),
      at: fact.at,
    });
  }
  return steps;
}

import type { AppParts } from '../../resolve/app.js';
import { type Evidence, known, said, unknown } from '../../resolve/evidence.js';
import type { BootStep } from '../../resolve/parts/boot-step.js';
import type { ProxyTrust } from '../../resolve/parts/http.js';
import { localIndexes } from '../python/local-writes.js';
import { logDestinations } from '../python/log-config.js';
import { secretOf } from '../python/secret.js';
import { itemsIn, type PyValue, truthOf } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { databases, keyValueConnections } from './data.js';
import { healthChecks, httpApp } from './health.js';
import { loggingRepair, proxyRepair } from './repairs.js';
import { type DjangoSettings, djangoSettings } from './settings.js';
import { broadcasters, cacheStores, fileStores, rateLimiters, sessionStores } from './stores.js';
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
            destinations: logDestinations(logging),
            repair: loggingRepair(app, logging),
          },
        ]
      : [],
    proxyTrusts: [proxyTrust(settings)],
    httpApps: [httpApp(app, settings)],
    healthChecks: healthChecks(settings, app),
    localWrites: localIndexes(app.facts, settings.names, 'django'),
    bootSteps: migrationsInCode(app),
    scheduledTasks: cronTasks(settings),
    queues: queues(settings, app.facts),
  };
}

/** The header that carries the scheme: SECURE_PROXY_SSL_HEADER is None unless it is set (django/conf/global_settings.py). */
function proxyTrust(settings: DjangoSettings): ProxyTrust {
  const header = settings.get('SECURE_PROXY_SSL_HEADER');
  const matters: Evidence[] = [];
  const redirect = settings.get('SECURE_SSL_REDIRECT');
  if (redirect && truthOf(redirect) === true)
    matters.push(
      ...redirect.because
        .slice(-1)
        .map((step) => ({ ...step, says: 'redirects what is not https: behind a balancer that never ends' })),
    );
  if (header?.is === 'unknown' && header.required === undefined)
    return { technology: 'django', trusts: unknown(header.why, header.because), matters };
  const isSet = header !== undefined && truthOf(header) === true;
  if (isSet) return { technology: 'django', trusts: known('bounded', header.because), matters };
  const middleware = itemsIn(settings.get('MIDDLEWARE')).find(trustsProxies);
  if (middleware) return { technology: 'django', trusts: known('bounded', middleware.because), matters };
  const absent = said({ file: settings.file, start: 0, end: 0 }, 'SECURE_PROXY_SSL_HEADER is not set');
  return {
    technology: 'django',
    trusts: known('nobody', header ? header.because : [absent]),
    matters,
    repair: proxyRepair(settings),
  };
}

/** Packages that read X-Forwarded-For or its like in a bounded way. */
function trustsProxies(item: PyValue): boolean {
  return (
    item.is === 'scalar' &&
    /xff|x_forwarded|XForwardedFor|real_ip|RealIP|reverse_proxy|ProxyMiddleware/i.test(String(item.value))
  );
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

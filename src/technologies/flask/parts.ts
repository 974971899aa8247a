import type { AppParts } from '../../resolve/app.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Database, KeyValueConnection } from '../../resolve/parts/data.js';
import type { ProxyTrust } from '../../resolve/parts/http.js';
import { packageOf } from '../../resolve/version.js';
import { connectionOf, joinConnections } from '../python/connections.js';
import { databaseOf } from '../python/database-url.js';
import { healthRoutes } from '../python/health.js';
import { sqlalchemyPool } from '../python/pools.js';
import { secretOf } from '../python/secret.js';
import { entryIn, type PyValue, truthOf } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { type FlaskApp, flaskApp } from './config.js';
import { healthRepair, proxyRepair } from './repairs.js';
import { broadcasters, cacheStores, fileStores, rateLimiters, sessionStores, sessionsInCache } from './stores.js';

/** What is in force in a Flask app. */
export function parts(app: Resolution): AppParts {
  const flask = flaskApp(app);
  if (!flask) return {};
  const health = healthRepair(flask.machine, flask.made);
  const secret = flask.config('SECRET_KEY') ?? flask.given('secret_key');
  const redis = flask.config('CACHE_REDIS_URL') ?? flask.config('REDIS_URL');
  const purposes = purposesOf(flask, app);
  const connection =
    redis && connectionOf({ machine: flask.machine, label: 'Redis', technology: 'flask', value: redis, purposes, app });
  return {
    sessionStores: sessionStores(flask, app),
    caches: cacheStores(flask, app),
    rateLimiters: rateLimiters(flask, app),
    fileStores: fileStores(flask),
    broadcasters: broadcasters(flask, app),
    databases: databases(flask, app),
    keyValueConnections: connection ? joinConnections([connection]) : [],
    secrets: secret
      ? [
          secretOf({
            label: 'SECRET_KEY',
            technology: 'flask',
            value: secret,
            at: flask.made.at,
            machine: flask.machine,
          }),
        ]
      : [],
    proxyTrusts: proxyTrusts(flask, app),
    httpApps: [{ technology: 'flask', at: flask.made.at, ...(health ? { repair: health } : {}) }],
    healthChecks: healthRoutes(app.facts.of('route'), 'flask'),
  };
}

/** What goes through the Redis of the settings: the cache, and sessions that an interface of the project keeps in it. */
function purposesOf(flask: FlaskApp, app: Resolution): KeyValueConnection['purposes'] {
  const isCache = cacheStores(flask, app).some(
    ({ backend }) => backend.state === 'known' && backend.value.technology === 'redis',
  );
  if (!isCache) return ['data'];
  return sessionsInCache(flask, app) ? ['cache', 'sessions'] : ['cache'];
}

function databases(flask: FlaskApp, app: Resolution): readonly Database[] {
  const url = flask.config('SQLALCHEMY_DATABASE_URI');
  if (!url) return [];
  const prePing = checkedBeforeUse(flask.config('SQLALCHEMY_ENGINE_OPTIONS'), url);
  const options = flask.config('SQLALCHEMY_ENGINE_OPTIONS');
  const pool = sqlalchemyPool({ app, machine: flask.machine, options, isAsync: false });
  // code that adjusts the address last does not change which database it is
  const given =
    url.is === 'made' || (url.is === 'unknown' && url.required === undefined)
      ? (flask.config('DATABASE_URL') ?? url)
      : url;
  return [
    databaseOf({
      label: 'the database',
      technology: 'flask',
      value: given,
      app,
      machine: flask.machine,
      ...(prePing ? { prePing } : {}),
      ...(pool ? { poolSize: pool } : {}),
    }),
  ];
}

/** SQLAlchemy keeps connections and does not try them before use unless told to (SQLAlchemy 2.0, engine/create.py). */
function checkedBeforeUse(options: PyValue | undefined, url: PyValue): Resolved<boolean> | undefined {
  if (options && options.is !== 'map') return undefined;
  const ping = entryIn(options, 'pool_pre_ping');
  if (!ping) return known(false, options?.because ?? url.because);
  const truth = truthOf(ping);
  return truth === undefined ? undefined : known(truth, ping.because);
}

/** Werkzeug's ProxyFix believes as many proxies as it is told; without it nobody is believed, which matters to code that asks who the client is. */
function proxyTrusts(flask: FlaskApp, app: Resolution): readonly ProxyTrust[] {
  const fix = app.facts.of('python-call').find(({ name }) => /(^|\.)ProxyFix$/.test(name));
  const matters = addressUses(app);
  const technology = 'flask';
  if (!fix) {
    const because = [said(flask.made.at, 'is not wrapped into ProxyFix')];
    return matters.length === 0
      ? []
      : [{ technology, trusts: known('nobody', because), matters, repair: proxyRepair(flask.made) }];
  }
  const dropping = dropsHeaders(app);
  if (dropping) {
    const because = [
      said(fix.at, 'asks the headers of a proxy'),
      said(dropping.at, 'takes forwarded headers away: no trusted_proxy is given'),
    ];
    return [{ technology, trusts: known('nobody', because), matters }];
  }
  const given = flask.given('wsgi_app') ?? flask.machine.names(fix.at.file)?.get(fix.as ?? '');
  if (given || fix.inside !== flask.made.inside)
    return [{ technology, trusts: known('bounded', [said(fix.at, 'believes a counted number of proxies')]), matters }];
  const because = [said(fix.at, 'is put in under a condition')];
  return [{ technology, trusts: unknown('ProxyFix is put in only under a condition', because), matters }];
}

/**
 * Waitress hands forwarded headers on only where `trusted_proxy` says from whom, since it clears those of others unless it is told not to
 * (waitress 3.0, adjustments.py, clear_untrusted_proxy_headers).
 */
function dropsHeaders(app: Resolution) {
  const version = packageOf(app.facts, 'pypi', 'waitress')?.version;
  if (version !== undefined && Number.parseInt(version, 10) < 3) return undefined;
  const serves = app.facts.of('python-call').filter(({ name }) => /^waitress\.(serve|create_server)$/.test(name));
  const isTold = serves.some(({ args }) =>
    args.some(({ name }) => /^(trusted_proxy|clear_untrusted_proxy_headers)$/.test(name ?? '')),
  );
  return isTold ? undefined : serves[0];
}

function addressUses(app: Resolution): readonly Evidence[] {
  const reads = app.facts
    .of('use')
    .filter(({ technology, what }) => technology === 'python' && what === 'client-address');
  const calls = app.facts
    .of('python-call')
    .filter(
      ({ name, args }) =>
        /^flask_limiter\./.test(name) || (/(^|\.)url_for$/.test(name) && args.some((arg) => arg.name === '_external')),
    );
  return [
    ...reads.map((fact) => said(fact.at, `reads ${fact.name}`)),
    ...calls.map((fact) => said(fact.at, 'asks for the client or its scheme')),
  ].slice(0, 3);
}

import type { Fact } from '../../facts/fact.js';
import { phpArgument, phpChain, phpLiteral } from '../../parse/php.js';
import { walk } from '../../parse/syntax-node.js';
import type { AppParts } from '../../resolve/app.js';
import { chain, known, type Resolved, unknown } from '../../resolve/evidence.js';
import type { HealthCheck } from '../../resolve/parts/http.js';
import type { LogDestination, LogSink } from '../../resolve/parts/log-sink.js';
import { packageOf } from '../../resolve/version.js';
import { healthRoute } from '../php/health.js';
import {
  configReader,
  defaultStore,
  hostBackend,
  type ProductConfig,
  placeholderOf,
  productConfig,
  storeOf,
} from '../php/product.js';
import { phpSessions } from '../php/sessions.js';
import { type Resolution, reader, technology } from '../technology.js';

const name = 'cakephp';

/** A route, or a scope of routes, that is there to be asked whether a copy works. */
const routesReader = reader({
  language: 'php',
  paths: /(^|\/)config\/routes\.php$/,
  feeds: ['healthChecks'],
  *extract(tree, { path }): Iterable<Fact> {
    for (const node of walk(tree.root)) {
      const link = node.type.endsWith('call_expression') ? phpChain(tree.text, node)?.links.at(-1) : undefined;
      if (!link || !/^(scope|connect|get)$/.test(link.name ?? '')) continue;
      const route = phpLiteral(tree.text, phpArgument(link.args, 0));
      if (!healthRoute.test(String(route))) continue;
      yield {
        kind: 'use',
        technology: name,
        what: link.name === 'scope' ? 'health-scope' : 'health-route',
        name: String(route),
        at: { file: path, start: node.start, end: node.end },
      };
    }
  },
});

/**
 * CakePHP 3 to 5: config/app.php, or the file that composer makes it of (cakephp/app 3, src/Console/Installer.php, createAppConfig): read
 * first, it is overruled by what stands in app.php.
 */
export default technology({
  name,
  title: 'CakePHP',
  readers: [configReader(name, /(^|\/)config\/app(\.default)?\.php$/), routesReader],
  detect(facts) {
    const found = packageOf(facts, 'composer', 'cakephp/cakephp');
    return found && { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
  },
  parts,
});

function parts(app: Resolution): AppParts {
  const config = productConfig(app, name);
  if (!config.at) return {};
  const store = { technology: name, uses: [] };
  const cache = storeOf(
    config.get('Cache.default.className'),
    defaultStore('files', 'server', 'cakephp/cakephp, FileEngine'),
  );
  const native = phpSessions(app).backend;
  const host = config.get('Datasources.default.host');
  const sessions = chain(config.get('Session.defaults'), (value) => {
    if (value === 'cache') return cache;
    return value === undefined || value === null || value === 'php' ? native : storeOf(known(value, []), native);
  });
  return {
    sessionStores: [{ ...store, label: 'sessions', backend: sessions }],
    caches: config.expr('Cache.default') ? [{ ...store, label: 'the cache', stakes: 'speed', backend: cache }] : [],
    databases: config.expr('Datasources.default.host')
      ? [
          {
            label: 'the database',
            technology: name,
            engine: known('mysql', []),
            backend: hostBackend(host, 'mysql'),
            placeholder: placeholderOf(host),
          },
        ]
      : [],
    logSinks: logSinks(config),
    healthChecks: healthRoutes(app),
    httpApps: [{ technology: name, at: config.at }],
  };
}

/** Where each of CakePHP's loggers writes (cakephp/cakephp 5.2, src/Log/Engine); one of the app's own may send lines anywhere. */
function logSinks(config: ProductConfig): readonly LogSink[] {
  const names = config.keys('Log').filter((key) => key.endsWith('.className'));
  const writers = names.map((key) => chain(config.get(key), (value) => writerOf(String(value ?? 'File'))));
  const unread = writers.find((one) => one.state === 'unknown');
  if (unread || writers.length === 0) return [];
  const destinations = writers.flatMap((one) => (one.state === 'known' ? [one.value] : []));
  return [
    {
      label: 'the logs',
      technology: name,
      destinations: known(destinations, writers.flatMap(({ because }) => because).slice(0, 2)),
    },
  ];
}

function writerOf(className: string): Resolved<LogDestination> {
  const engine = /(File|Syslog|Console|Array)(Log)?$/.exec(className)?.[1];
  if (engine === undefined) return unknown(`'${className}' is not one of CakePHP's own loggers`, []);
  return known(
    engine === 'File' ? 'file' : engine === 'Syslog' ? 'syslog' : engine === 'Console' ? 'console' : 'nowhere',
    [],
  );
}

function healthRoutes(app: Resolution): readonly HealthCheck[] {
  return app.facts
    .of('use')
    .filter(({ technology, what }) => technology === name && /^health-(route|scope)$/.test(what))
    .map(({ name: route = '', what, at }) => ({
      label: `GET ${route}`,
      technology: name,
      via: 'route',
      // scopes put more before it, or behind
      ...(what === 'health-route' ? { ending: route } : {}),
      checks: [],
      obstacles: [],
      at,
    }));
}

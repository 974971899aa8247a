import type { AppParts } from '../../resolve/app.js';
import { chain, known, said } from '../../resolve/evidence.js';
import type { ProxyTrust } from '../../resolve/parts/http.js';
import { packageOf } from '../../resolve/version.js';
import { configReader, defaultStore, hostBackend, productConfig, storeOf } from '../php/product.js';
import { phpSessions } from '../php/sessions.js';
import { type Resolution, technology } from '../technology.js';

const name = 'yii';

/** Yii 2: components of config/web.php, or of the advanced template's main.php files. */
export default technology({
  name,
  title: 'Yii',
  readers: [
    configReader(name, /(^|\/)(config\/(web|db|main|main-local|common)|common\/config\/[\w-]+)\.php$/, (path) =>
      path.endsWith('/db.php') ? 'components.db.' : '',
    ),
  ],
  detect(facts) {
    const found = packageOf(facts, 'composer', 'yiisoft/yii2');
    return found && { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
  },
  parts,
});

function parts(app: Resolution): AppParts {
  const config = productConfig(app, name);
  if (!config.at) return {};
  const store = { technology: name, uses: [] };
  const component = (of: string) => config.get(`components.${of}.class`);
  const cache = storeOf(component('cache'), defaultStore('files', 'server', 'yiisoft/yii2, FileCache'));
  const dsn = config.get('components.db.dsn');
  return {
    sessionStores: [{ ...store, label: 'sessions', backend: sessions(app, component('session'), cache) }],
    caches: config.expr('components.cache') ? [{ ...store, label: 'the cache', backend: cache }] : [],
    locks: config.expr('components.mutex')
      ? [
          {
            ...store,
            label: 'the mutex',
            backend: storeOf(component('mutex'), defaultStore('files', 'server', 'yiisoft/yii2, FileMutex')),
          },
        ]
      : [],
    databases: config.expr('components.db.dsn')
      ? [
          {
            label: 'the database',
            technology: name,
            engine: chain(dsn, (text) => known(/^\w+/.exec(String(text ?? ''))?.[0] ?? 'mysql', [])),
            backend: hostBackend(
              chain(dsn, (text) => known(/host=([^;]+)/.exec(String(text ?? ''))?.[1], [])),
              'database',
            ),
            placeholder: false,
          },
        ]
      : [],
    httpApps: [{ technology: name, at: config.at }],
    proxyTrusts: [proxyTrust(config)],
  };
}

/** Forwarded headers of proxies that `trustedHosts` does not name are taken away (yiisoft/yii2 2.0.13, web/Request.php, filterHeaders). */
function proxyTrust(config: ReturnType<typeof productConfig>): ProxyTrust {
  const hosts = config.expr('components.request.trustedHosts');
  const request = config.expr('components.request');
  const at = hosts?.at ?? request?.at ?? config.at;
  return {
    technology: name,
    trusts: known(hosts ? 'bounded' : 'nobody', at ? [said(at, hosts ? 'names the proxies' : 'names no proxy')] : []),
    matters: [],
  };
}

/** `yii\web\Session` is PHP's own; `CacheSession` is as shared as the cache. */
function sessions(
  app: Resolution,
  of: ReturnType<ReturnType<typeof productConfig>['get']>,
  cache: ReturnType<typeof storeOf>,
) {
  const native = phpSessions(app).backend;
  return chain(of, (value) => {
    const text = String(value ?? '');
    if (/CacheSession/.test(text)) return cache;
    return text === '' || /web\\Session$/.test(text) ? native : storeOf(known(text, []), native);
  });
}

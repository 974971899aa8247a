import type { AppParts } from '../../resolve/app.js';
import { chain, known } from '../../resolve/evidence.js';
import { packageOf } from '../../resolve/version.js';
import { configReader, defaultStore, hostBackend, placeholderOf, productConfig, storeOf } from '../php/product.js';
import { phpSessions } from '../php/sessions.js';
import { type Resolution, technology } from '../technology.js';

const name = 'cakephp';

/** CakePHP 3 to 5: config/app.php. */
export default technology({
  name,
  title: 'CakePHP',
  readers: [configReader(name, /(^|\/)config\/app\.php$/)],
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
    httpApps: [{ technology: name, at: config.at }],
  };
}

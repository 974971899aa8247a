import type { AppParts } from '../../resolve/app.js';
import { known } from '../../resolve/evidence.js';
import { packageOf } from '../../resolve/version.js';
import { configReader, defaultStore, hostBackend, placeholderOf, productConfig, storeOf } from '../php/product.js';
import { type Resolution, technology } from '../technology.js';
import { cacheDriverReader, loadedCaches } from './cache-driver.js';
import { configClassReader, withEnvironment } from './config-class.js';
import { encryptionKey, logFiles, proxyTrusts } from './settings.js';

const name = 'codeigniter';

/** CodeIgniter 3 (`$config['sess_driver']`) and 4 (classes of app/Config with properties). */
export default technology({
  name,
  title: 'CodeIgniter',
  readers: [
    configReader(
      name,
      /(^|\/)app\/Config\/(Session|Cache|App|Database|Encryption)\.php$/,
      (path) => `${path.slice(path.lastIndexOf('/') + 1, -4)}.`,
    ),
    configReader(name, /(^|\/)application\/config\/(production\/)?(config|database|cache)\.php$/),
    cacheDriverReader,
    configClassReader,
  ],
  detect(facts, files) {
    const found =
      packageOf(facts, 'composer', 'codeigniter4/framework') ?? packageOf(facts, 'composer', 'codeigniter/framework');
    if (found) return { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
    const file = files.find((path) => /(^|\/)(app\/Config\/Session|application\/config\/config)\.php$/.test(path));
    return file === undefined ? undefined : { at: { file, start: 0, end: 0 } };
  },
  parts,
});

function parts(app: Resolution): AppParts {
  const config = withEnvironment(productConfig(app, name), app);
  if (!config.at) return {};
  const store = { technology: name, uses: [] };
  const driver = config.expr('Session.driver') ? config.get('Session.driver') : config.get('sess_driver');
  const host = config.expr('Database.default.hostname')
    ? config.get('Database.default.hostname')
    : config.get('db.default.hostname');
  return {
    sessionStores: [
      {
        ...store,
        label: 'sessions',
        backend: storeOf(driver, defaultStore('files', 'server', 'CodeIgniter, Session')),
      },
    ],
    logSinks: logFiles(config),
    secrets: encryptionKey(config),
    caches: config.expr('Cache.handler')
      ? [
          {
            ...store,
            label: 'the cache',
            stakes: 'speed',
            backend: storeOf(config.get('Cache.handler'), defaultStore('files', 'server', 'CodeIgniter, Cache')),
          },
        ]
      : loadedCaches(app),
    databases:
      (config.expr('Database.default.hostname') ?? config.expr('db.default.hostname'))
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
    proxyTrusts: proxyTrusts(config),
    httpApps: [{ technology: name, at: config.at }],
  };
}

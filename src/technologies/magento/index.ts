import type { AppParts } from '../../resolve/app.js';
import { chain, known } from '../../resolve/evidence.js';
import type { Backend } from '../../resolve/reach.js';
import { packageOf } from '../../resolve/version.js';
import { configReader, defaultStore, hostBackend, productConfig, storeOf } from '../php/product.js';
import { type Resolution, technology } from '../technology.js';

const name = 'magento';

/** Magento 2: app/etc/env.php. */
export default technology({
  name,
  title: 'Magento',
  keeps: /(^|\/)(html|pub\/media|var)\/?$/,
  readers: [configReader(name, /(^|\/)app\/etc\/env(\.production)?\.php(\.(dist|sample|template))?$/)],
  detect(facts, files) {
    const found =
      packageOf(facts, 'composer', 'magento/product-community-edition') ??
      packageOf(facts, 'composer', 'magento/product-enterprise-edition') ??
      packageOf(facts, 'composer', 'magento/framework');
    if (found) return { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
    const file = files.find((path) => /(^|\/)app\/etc\/env\.php$/.test(path));
    return file === undefined ? undefined : { at: { file, start: 0, end: 0 } };
  },
  parts,
});

function parts(app: Resolution): AppParts {
  const config = productConfig(app, name);
  if (!config.at) return {};
  const store = { technology: name, uses: [] };
  const host = config.get('db.connection.default.host');
  const lock = config.get('lock.provider');
  return {
    sessionStores: [
      {
        ...store,
        label: 'sessions',
        backend: storeOf(config.get('session.save'), defaultStore('files', 'server', 'magento/framework, SaveHandler')),
      },
    ],
    caches: [
      {
        ...store,
        label: 'the cache',
        backend: storeOf(
          config.get('cache.frontend.default.backend'),
          defaultStore('files', 'server', 'magento/framework, Cache\\Frontend\\Factory'),
        ),
      },
      ...(config.expr('cache.frontend.page_cache.backend')
        ? [
            {
              ...store,
              label: 'the page cache',
              content: 'pages' as const,
              backend: storeOf(
                config.get('cache.frontend.page_cache.backend'),
                defaultStore('files', 'server', 'magento/framework'),
              ),
            },
          ]
        : []),
    ],
    locks: [
      {
        ...store,
        label: 'the lock provider',
        backend: chain(lock, (value) =>
          value === 'zookeeper'
            ? known({ technology: 'zookeeper', reach: 'shared' as const }, [])
            : storeOf(known(value, []), defaultStore('the database', 'shared', 'magento/framework, Lock')),
        ),
      },
    ],
    fileStores: [
      {
        ...store,
        label: 'media files',
        content: 'upload',
        backend: chain(config.get('remote_storage.driver'), (driver) =>
          driver && driver !== 'file'
            ? known<Backend>({ technology: 'object storage', reach: 'shared' }, [])
            : known<Backend>({ technology: 'the local disk', reach: 'server' }, []),
        ),
      },
    ],
    databases: config.expr('db.connection.default.host')
      ? [
          {
            label: 'the database',
            technology: name,
            engine: known('mysql', []),
            backend: hostBackend(host, 'mysql'),
            placeholder: false,
          },
        ]
      : [],
    httpApps: [{ technology: name, at: config.at }],
  };
}

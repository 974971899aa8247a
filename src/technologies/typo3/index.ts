import type { AppParts } from '../../resolve/app.js';
import { chain, known } from '../../resolve/evidence.js';
import { packageOf } from '../../resolve/version.js';
import { configReader, defaultStore, hostBackend, productConfig, storeOf } from '../php/product.js';
import { type Resolution, technology } from '../technology.js';

const name = 'typo3';

/** TYPO3: config/system/settings.php, LocalConfiguration.php before 12. Sessions and page caches are tables of its database by default. */
export default technology({
  name,
  title: 'TYPO3',
  keeps: /(^|\/)(fileadmin|html)\/?$/,
  readers: [configReader(name, /(^|\/)(config\/system\/settings|typo3conf\/LocalConfiguration)\.php$/)],
  detect(facts, files) {
    const found = packageOf(facts, 'composer', 'typo3/cms-core');
    if (found) return { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
    const file = files.find((path) => /(^|\/)typo3conf\/LocalConfiguration\.php$/.test(path));
    return file === undefined ? undefined : { at: { file, start: 0, end: 0 } };
  },
  parts,
});

function parts(app: Resolution): AppParts {
  const config = productConfig(app, name);
  if (!config.at) return {};
  const store = { technology: name, uses: [] };
  const host = config.get('DB.Connections.Default.host');
  const proxy = config.get('SYS.reverseProxyIP');
  const database = (builtin: string) => defaultStore('the database', 'shared', builtin);
  return {
    sessionStores: [
      {
        ...store,
        label: 'sessions',
        backend: storeOf(config.get('SYS.session.FE.backend'), database('typo3/cms-core, DatabaseSessionBackend')),
      },
    ],
    caches: [
      {
        ...store,
        label: 'the cache of pages',
        backend: storeOf(
          config.get('SYS.caching.cacheConfigurations.pages.backend'),
          database('typo3/cms-core, Typo3DatabaseBackend'),
        ),
      },
    ],
    databases: config.expr('DB.Connections.Default.host')
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
    proxyTrusts: [
      {
        technology: name,
        matters: [],
        trusts: chain(proxy, (value) => known(value === '*' ? 'everyone' : value ? 'bounded' : 'nobody', [])),
      },
    ],
    httpApps: [{ technology: name, at: config.at }],
  };
}

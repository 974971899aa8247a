import type { AppParts } from '../../resolve/app.js';
import { chain, known } from '../../resolve/evidence.js';
import { configReader, defaultStore, hostBackend, productConfig, storeOf } from '../php/product.js';
import { type Resolution, technology } from '../technology.js';

const name = 'joomla';

/** Joomla: the class JConfig in configuration.php. */
export default technology({
  name,
  title: 'Joomla',
  keeps: /(^|\/)(html|images)\/?$/,
  readers: [{ ...configReader(name, /(^|\/)configuration\.php$/), mentions: ['JConfig'] }],
  detect(facts) {
    const setting = facts.of('setting').find((fact) => fact.technology === name && fact.key === 'session_handler');
    return setting && { at: { ...setting.at, end: setting.at.start } };
  },
  parts,
});

function parts(app: Resolution): AppParts {
  const config = productConfig(app, name);
  if (!config.at) return {};
  const store = { technology: name, uses: [] };
  const caching = config.get('caching');
  const cached = caching.state === 'known' && Number(caching.value) > 0;
  const host = config.get('host');
  return {
    sessionStores: [
      {
        ...store,
        label: 'sessions',
        backend: storeOf(
          config.get('session_handler'),
          defaultStore('the database', 'shared', 'Joomla, session_handler'),
        ),
      },
    ],
    caches: cached
      ? [
          {
            ...store,
            label: 'the cache',
            stakes: 'speed',
            backend: storeOf(config.get('cache_handler'), defaultStore('files', 'server', 'Joomla, cache_handler')),
          },
        ]
      : [],
    databases: config.expr('host')
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
        trusts: chain(config.get('behind_loadbalancer'), (value) => known(value ? 'everyone' : 'nobody', [])),
      },
    ],
    httpApps: [{ technology: name, at: config.at }],
  };
}

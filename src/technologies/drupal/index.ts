import type { AppParts } from '../../resolve/app.js';
import { chain, known, type Resolved, said } from '../../resolve/evidence.js';
import { mountOf } from '../../resolve/mounts.js';
import type { Backend } from '../../resolve/reach.js';
import { packageOf } from '../../resolve/version.js';
import {
  configReader,
  defaultStore,
  hostBackend,
  type ProductConfig,
  placeholderOf,
  productConfig,
  storeOf,
} from '../php/product.js';
import { type Resolution, technology } from '../technology.js';

const name = 'drupal';

/** Drupal 8 and later: sites/default/settings.php. Sessions and the default cache are tables of its database. */
export default technology({
  name,
  title: 'Drupal',
  keeps: /(^|\/)(html|sites(\/default(\/files)?)?)\/?$/,
  readers: [configReader(name, /(^|\/)sites\/[\w.-]+\/settings(\.(production|prod|platformsh|pantheon))?\.php$/)],
  detect(facts, files) {
    const found =
      packageOf(facts, 'composer', 'drupal/core-recommended') ?? packageOf(facts, 'composer', 'drupal/core');
    if (found) return { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
    const file = files.find((path) => /(^|\/)sites\/default\/settings\.php$/.test(path));
    return file === undefined ? undefined : { at: { file, start: 0, end: 0 } };
  },
  parts,
});

function parts(app: Resolution): AppParts {
  const config = productConfig(app, name);
  if (!config.at) return {};
  const store = { technology: name, uses: [] };
  const host = config.get('databases.default.default.host');
  const trusted = config.get('settings.reverse_proxy');
  return {
    sessionStores: [
      { ...store, label: 'sessions', backend: defaultStore('the database', 'shared', 'drupal/core, SessionHandler') },
    ],
    caches: [
      {
        ...store,
        label: 'the cache',
        backend: storeOf(
          config.get('settings.cache.default'),
          defaultStore('the database', 'shared', 'drupal/core, DatabaseBackend'),
        ),
      },
    ],
    fileStores: [{ ...store, label: 'public files', content: 'upload', backend: files(app, config) }],
    databases: config.expr('databases.default.default.host')
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
    proxyTrusts: [
      { technology: name, matters: [], trusts: chain(trusted, (value) => known(value ? 'bounded' : 'nobody', [])) },
    ],
    httpApps: [{ technology: name, at: config.at }],
  };
}

/** sites/default/files, unless S3 File System or Flysystem takes over public files. */
function files(app: Resolution, config: ProductConfig): Resolved<Backend> {
  const offloaded = config.expr('settings.s3fs.use_s3_for_public') ?? config.expr('settings.flysystem');
  if (offloaded)
    return known({ technology: 'object storage', reach: 'shared' }, [
      said(offloaded.at, 'moves public files to object storage'),
    ]);
  const mount = mountOf(app, 'sites/default/files');
  if (mount?.shared) return known({ technology: 'a shared mount', reach: 'shared' }, mount.because);
  const path = config.expr('settings.file_public_path');
  const at = path?.at ?? config.at;
  return known(
    { technology: 'the local disk', reach: 'server' },
    at ? [said(at, 'keeps public files below sites/default/files')] : [],
  );
}

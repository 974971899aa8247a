import type { AppParts } from '../../resolve/app.js';
import { chain, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { mountOf } from '../../resolve/mounts.js';
import type { Backend } from '../../resolve/reach.js';
import {
  configReader,
  hostBackend,
  type ProductConfig,
  placeholderOf,
  productConfig,
  storeOf,
} from '../php/product.js';
import { type Resolution, technology } from '../technology.js';

const name = 'moodle';

/** Moodle: `$CFG` in config.php. */
export default technology({
  name,
  title: 'Moodle',
  keeps: /(^|\/)(html|moodledata)\/?$/,
  readers: [
    {
      ...configReader(name, /(^|\/)config(-production|-docker)?\.php$/),
      mentions: ['$CFG->dataroot', '$CFG->wwwroot'],
    },
  ],
  detect(facts) {
    const setting = facts.of('setting').find((fact) => fact.technology === name && fact.key === 'dataroot');
    return setting && { at: { ...setting.at, end: setting.at.start } };
  },
  parts,
});

function parts(app: Resolution): AppParts {
  const config = productConfig(app, name);
  if (!config.at) return {};
  const host = config.get('dbhost');
  return {
    sessionStores: [{ label: 'sessions', technology: name, uses: [], backend: sessions(config) }],
    fileStores: [
      { label: 'the files of courses', technology: name, content: 'upload', uses: [], backend: files(app, config) },
    ],
    databases: [
      {
        label: 'the database',
        technology: name,
        engine: known('mysql', []),
        backend: hostBackend(host, 'mysql'),
        placeholder: placeholderOf(host),
      },
    ],
    proxyTrusts: [
      {
        technology: name,
        matters: [],
        trusts: chain(config.get('reverseproxy'), (value) =>
          chain(config.get('sslproxy'), (ssl) => known(value || ssl ? 'everyone' : 'nobody', [])),
        ),
      },
    ],
    httpApps: [{ technology: name, at: config.at }],
  };
}

/** Without a class in config.php, a switch in the database chooses between files and the database. */
function sessions(config: ProductConfig): Resolved<Backend> {
  const chosen = config.get('session_handler_class');
  return storeOf(chosen, unknown('a setting in the database chooses between files and the database', []));
}

function files(app: Resolution, config: ProductConfig): Resolved<Backend> {
  const other = config.expr('alternative_file_system_class');
  if (other)
    return known({ technology: 'object storage', reach: 'shared' }, [
      said(other.at, 'keeps files in another file system'),
    ]);
  return chain(config.get('dataroot'), (value): Resolved<Backend> => {
    const root = String(value ?? '').replace(/^\/+/, '');
    const mount = root ? mountOf(app, root.slice(root.lastIndexOf('/') + 1), [`/${root}`]) : undefined;
    if (mount?.shared) return known({ technology: 'a shared mount', reach: 'shared' }, mount.because);
    return known({ technology: 'the local disk', reach: 'server' }, []);
  });
}

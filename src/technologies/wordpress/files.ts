import type { AppParts } from '../../resolve/app.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { mountOf } from '../../resolve/mounts.js';
import type { FileStore, LocalWrite } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import type { Resolution } from '../technology.js';
import { outermost } from './image.js';
import { offloaders, pluginsOf } from './plugins.js';
import { uploadRepair } from './repairs.js';
import type { WordPressConfig } from './settings.js';

/** Where uploads go, and whether the running site may change its own code. */
export function fileParts(app: Resolution, config: WordPressConfig): AppParts {
  if (!config.at) return {};
  return { fileStores: [uploads(app, config)], localWrites: code(app, config) };
}

function uploads(app: Resolution, config: WordPressConfig): FileStore {
  return {
    label: 'uploads',
    technology: 'wordpress',
    content: 'upload',
    uses: [],
    repair: uploadRepair(app, config, uploadFolder(config)),
    backend: uploadBackend(app, config),
  };
}

const wholeApp = ['/var/www/html', '/app', '/srv/app', '/usr/src/app', '/bitnami/wordpress', '/var/www'];

function uploadBackend(app: Resolution, config: WordPressConfig): Resolved<Backend> {
  const plugins = pluginsOf(app);
  for (const { slug, constant, title } of offloaders) {
    const plugin = plugins.find((each) => slug.test(each.slug));
    if (!plugin && !config.definition(constant)) continue;
    const value = config.get(constant);
    const brought: Evidence[] = plugin ? [said(plugin.at, `brings ${title}`)] : [];
    const isMap = value.state === 'unknown' && /list stands/.test(value.why);
    if (isMap || (value.state === 'known' && value.value))
      return known({ technology: 'object storage', reach: 'shared' }, [...brought, ...value.because]);
    if (value.state === 'unknown' || !config.definition(constant))
      return unknown(`${title} ships, but whether it is switched on is kept in the database`, [
        ...brought,
        ...value.because,
      ]);
    return local(app, config, [...brought, ...value.because]);
  }
  return local(app, config, []);
}

function local(app: Resolution, config: WordPressConfig, because: readonly Evidence[]): Resolved<Backend> {
  const mount = mountOf(app, uploadFolder(config), wholeApp);
  if (mount?.shared) return known({ technology: 'a shared mount', reach: 'shared' }, [...because, ...mount.because]);
  const at = config.definition('UPLOADS')?.at ?? config.definition('WP_CONTENT_DIR')?.at ?? config.at;
  const place: Evidence[] = at ? [said(at, `uploads stay below ${uploadFolder(config)} on the disk`)] : [];
  return known({ technology: 'the local disk', reach: 'server' }, [...because, ...place, ...(mount?.because ?? [])]);
}

function uploadFolder(config: WordPressConfig): string {
  return config.at?.file.endsWith('config/application.php') ? 'web/app/uploads' : 'wp-content/uploads';
}

/** DISALLOW_FILE_MODS forbids installing and updating from the admin (wp-includes/load.php, wp_is_file_mod_allowed). */
function code(app: Resolution, config: WordPressConfig): readonly LocalWrite[] {
  const forbidden = config.get('DISALLOW_FILE_MODS');
  const [copied] = outermost(
    app.facts.of('use').filter((fact) => fact.technology === 'wordpress' && fact.what === 'copies-code'),
  );
  const mount = mountOf(app, 'wp-content', wholeApp);
  const label = 'the code of WordPress, its plugins and themes';
  const store = { label, technology: 'wordpress', content: 'code' as const, uses: [] };
  if (forbidden.state === 'unknown') return [{ ...store, backend: forbidden }];
  if (forbidden.value)
    return [{ ...store, backend: known({ technology: 'the release', reach: 'shared' }, forbidden.because) }];
  if (mount?.shared)
    return [{ ...store, backend: known({ technology: 'a shared mount', reach: 'shared' }, mount.because) }];
  const says = 'installing and updating from the admin, and automatic updates, stay allowed';
  const at = config.definition('DISALLOW_FILE_MODS')?.at ?? config.at;
  const because = [
    ...forbidden.because,
    ...(at ? [said(at, says)] : []),
    ...(copied ? [said(copied.at, 'puts the code into a folder that the site may write')] : []),
  ];
  const repair = config.turnOn('DISALLOW_FILE_MODS', ['Ship core, plugins and themes with the release.']);
  return [{ ...store, backend: known({ technology: 'the local disk', reach: 'server' }, because), repair }];
}

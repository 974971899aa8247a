import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { mountOf } from '../../resolve/mounts.js';
import type { FileStore } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import { switchByRewriting } from '../shell/rewrites.js';
import type { Resolution } from '../technology.js';
import { mappingRepair, storageRepair } from './repairs.js';
import type { SymfonyConfig } from './settings.js';

/** Where files of users are stored: Flysystem storages, Vich mappings, Liip's thumbnails. */
export function fileStores(app: Resolution, config: SymfonyConfig): readonly FileStore[] {
  return [...flysystem(app, config), ...vich(app, config), ...liip(app, config)];
}

function flysystem(app: Resolution, config: SymfonyConfig): readonly FileStore[] {
  const storages = config.expr(['flysystem', 'storages']) ?? config.expr(['oneup_flysystem', 'adapters']);
  if (storages?.is !== 'map') return [];
  return storages.entries.flatMap(({ key, value }) => {
    const kind = adapterOf(value);
    const backend =
      kind && adapterBackend(app, config, { kind: kind.name, at: kind.at, directory: directoryOf(value) });
    return backend
      ? [
          {
            label: `files of the storage ${key}`,
            technology: 'symfony',
            content: 'upload' as const,
            uses: [],
            backend,
            repair: switchByRewriting(app.facts, { file: value.at.file, word: key }) ?? storageRepair(key),
          },
        ]
      : [];
  });
}

/** `adapter: local` (1.x, 2.x), `local: { directory }` (3.x), or the adapter's name as the key (oneup). */
function adapterOf(storage: Expr): { name: Resolved<string>; at: Expr } | undefined {
  const named = entryOf(storage, 'adapter');
  if (named) return { name: textOf(named), at: named };
  const key =
    storage.is === 'map'
      ? storage.entries.find(({ key }) =>
          /^(local|awss3v3|asyncaws|aws|asyncawss3|gcloud|googlecloudstorage|azure\w*|sftp|ftp|webdav|memory|gridfs|bunnycdn|service|custom)$/.test(
            key,
          ),
        )
      : undefined;
  return key && { name: known(key.key, [said(key.value.at, `is a ${key.key} adapter`)]), at: key.value };
}

function textOf(expr: Expr): Resolved<string> {
  const text = literalText(expr);
  return text === undefined
    ? unknown('the adapter is chosen by a variable', [said(expr.at, 'chooses the adapter')])
    : known(text, [said(expr.at, `is '${text}'`)]);
}

function directoryOf(storage: Expr): Expr | undefined {
  return (
    entryOf(entryOf(storage, 'options'), 'directory') ??
    entryOf(entryOf(storage, 'local'), 'directory') ??
    entryOf(entryOf(storage, 'local'), 'location')
  );
}

function adapterBackend(
  app: Resolution,
  config: SymfonyConfig,
  given: { kind: Resolved<string>; at: Expr; directory: Expr | undefined },
): Resolved<Backend> | undefined {
  const kind = given.kind.state === 'unknown' && given.at.is !== 'literal' ? evaluated(config, given.at) : given.kind;
  if (kind.state === 'unknown') return kind;
  if (kind.value === 'memory' || kind.value === 'null') return undefined;
  if (/^(aws|asyncaws|s3|gcloud|google|azure|bunny|webdav|sftp|ftp|gridfs|do)/i.test(kind.value))
    return known({ technology: 'object storage', reach: 'shared' }, kind.because);
  if (kind.value !== 'local') return unknown(`the adapter '${kind.value}' is a service of the app`, kind.because);
  return disk(app, given.directory && config.evaluate(given.directory), kind.because);
}

function evaluated(config: SymfonyConfig, expr: Expr): Resolved<string> {
  const value = config.evaluate(expr);
  if (value.state === 'unknown') return value;
  return value.value ? known(String(value.value), value.because) : unknown('no adapter is set', value.because);
}

/** The local disk, unless the folder is a mount that all servers share. */
export function disk(
  app: Resolution,
  directory: Resolved<unknown> | undefined,
  because: readonly Evidence[],
): Resolved<Backend> {
  const folder =
    directory?.state === 'known'
      ? String(directory.value ?? '').replace(/^(\.|\/app|\/srv\/app|\/var\/www\/html)\//, '')
      : undefined;
  const mount = folder ? mountOf(app, folder) : undefined;
  if (mount?.shared) return known({ technology: 'a shared mount', reach: 'shared' }, [...because, ...mount.because]);
  return known({ technology: 'the local disk', reach: 'server' }, because);
}

/** Vich moves files into `upload_destination` of the local disk, unless it works through Flysystem or Gaufrette. */
function vich(app: Resolution, config: SymfonyConfig): readonly FileStore[] {
  const mappings = config.expr(['vich_uploader', 'mappings']);
  const storage = literalText(config.expr(['vich_uploader', 'storage'])) ?? 'file_system';
  if (mappings?.is !== 'map') return [];
  return mappings.entries.flatMap(({ key, value }): FileStore[] => {
    if (storage !== 'file_system') return [];
    const target = entryOf(value, 'upload_destination');
    if (!target) return [];
    const backend = disk(app, config.evaluate(target), [said(target.at, 'is a folder of the local disk')]);
    return [
      {
        label: `uploads of the mapping ${key}`,
        technology: 'symfony',
        content: 'upload',
        uses: [],
        backend,
        repair: mappingRepair(key, target.at),
      },
    ];
  });
}

/** Liip's thumbnails in the web root: made on the server that is asked first, and made again on each other one, so nothing is lost. */
function liip(app: Resolution, config: SymfonyConfig): readonly FileStore[] {
  const resolvers = config.expr(['liip_imagine', 'resolvers']);
  const stores = config.expr(['flysystem', 'storages']);
  if (resolvers?.is !== 'map' || stores) return [];
  return resolvers.entries.flatMap(({ key, value }): FileStore[] => {
    const web = entryOf(value, 'web_path');
    if (!web) return [];
    const backend = disk(app, undefined, [said(web.at, 'keeps thumbnails in the web root')]);
    return [
      { label: `thumbnails of the resolver ${key}`, technology: 'symfony', content: 'temporary', uses: [], backend },
    ];
  });
}

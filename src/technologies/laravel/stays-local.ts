import type { Expr } from '../../facts/expr.js';
import type { Repair } from '../../resolve/repair.js';
import type { Resolution } from '../technology.js';
import { literalOf } from './code-paths.js';
import { asText, type LaravelConfig } from './settings.js';
import { usesOf } from './stores.js';

/**
 * Why a disk cannot get another driver by its configuration alone: something else finds its files by where they lie. Then people are told, and
 * nothing is changed. `disk` is absent for the default one.
 */
export function unlessLocal(app: Resolution, config: LaravelConfig, disk: string | undefined): Pick<Repair, 'lacks'> {
  const lacks =
    byPath(app, config, disk) ??
    byFolder(app, config, disk) ??
    sameFolder(config, disk) ??
    belowPublic(config, disk) ??
    besideBucket(app, config, disk);
  return lacks === undefined ? {} : { lacks };
}

/** In a bucket nothing has a path that a program of this machine could open (league/flysystem 3, AwsS3V3Adapter: a key, with its prefix). */
function byPath(app: Resolution, config: LaravelConfig, disk: string | undefined): string | undefined {
  const user = usesOf(app, 'disk-path').find(({ options }) => {
    if (options?.any) return disk !== undefined;
    if (options?.media) return disk === (known(config, 'media-library.disk_name') ?? 'public');
    return options?.disk === undefined ? disk === undefined : [undefined, disk].includes(nameOf(config, options.disk));
  });
  return (
    user &&
    `${user.at.file} opens its files by ${(user.options?.any ?? user.options?.media) ? '' : 'Storage::'}${user.name}()`
  );
}

/** The same folder asked for by the framework's functions: `public/storage` is the link to that of the disk 'public' (filesystems.links). */
function byFolder(app: Resolution, config: LaravelConfig, disk: string | undefined): string | undefined {
  const own = disk ?? known(config, 'filesystems.default');
  const root = own === undefined ? undefined : folderOfDisk(config, own);
  if (own === undefined || root === undefined) return undefined;
  const inner = config
    .names('filesystems.disks')
    .flatMap((one) => folderOfDisk(config, one) ?? [])
    .filter((folder) => folder !== root && isBelow(folder, root));
  const user = usesOf(app, 'folder-path').find(({ name, options }) => {
    const written = options?.folder && literalOf(options.folder)?.replace(/(?<!\/)\/+$/, '');
    if (!written) return false;
    const path = name === 'storage_path' ? written : written.replace(/^storage(?=\/|$)/, 'app/public');
    if (name === 'public_path' && path === written) return false;
    return isBelow(path, root) && !inner.some((folder) => isBelow(path, folder));
  });
  return user && `${user.at.file} finds files of its folder by ${user.name}()`;
}

/** The folder of a disk below `storage/`. */
function folderOfDisk(config: LaravelConfig, disk: string): string | undefined {
  return /^storage_path\(\s*['"]\/?([\w./-]+?)\/?['"]\s*\)$/.exec(rootOf(config, disk)?.trim() ?? '')?.[1];
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Two names of one folder: what is written under one is looked for under the other. */
function sameFolder(config: LaravelConfig, disk: string | undefined): string | undefined {
  const own = disk ?? known(config, 'filesystems.default');
  const root = own === undefined ? undefined : rootOf(config, own);
  if (own === undefined || root === undefined) return undefined;
  const twin = config.names('filesystems.disks').find((one) => one !== own && rootOf(config, one) === root);
  return twin && `the disk '${twin}' has the same folder: what is written by one of them is looked for by the other`;
}

/** What lies in the web root is linked, and handed out by the web server, as a file. */
function belowPublic(config: LaravelConfig, disk: string | undefined): string | undefined {
  const own = disk ?? known(config, 'filesystems.default');
  const root = own === undefined ? undefined : rootOf(config, own);
  return root !== undefined && /\bpublic_path\(/.test(root)
    ? 'its folder lies in the web root: pages may link its files there, and the web server hands them out'
    : undefined;
}

/** Code that stores in a bucket already has a choice of its own, and expects this disk to be the local side of it. */
function besideBucket(app: Resolution, config: LaravelConfig, disk: string | undefined): string | undefined {
  if (disk === undefined) return undefined;
  const other = usesOf(app, 'disk-write').find(({ options }) => {
    const name = options?.disk && (nameOf(config, options.disk) ?? wordsOf(options.disk));
    return (
      name !== undefined &&
      name !== disk &&
      (known(config, `filesystems.disks.${name}.driver`) === 's3' || /::s3\b/i.test(name))
    );
  });
  return other && `${other.at.file} stores in a bucket already: look for the setting of the app's own that leads there`;
}

function nameOf(config: LaravelConfig, expr: Expr): string | undefined {
  const value = asText(config.evaluate(expr));
  return literalOf(expr) ?? (value.state === 'known' ? value.value : undefined);
}

function wordsOf(expr: Expr): string | undefined {
  return expr.is === 'opaque' ? expr.source : undefined;
}

function known(config: LaravelConfig, key: string): string | undefined {
  const value = config.text(key);
  return value.state === 'known' ? value.value : undefined;
}

/** As its configuration writes it. */
function rootOf(config: LaravelConfig, disk: string): string | undefined {
  return wordsOfAny(config.expr(`filesystems.disks.${disk}.root`));
}

function wordsOfAny(expr: Expr | undefined): string | undefined {
  if (expr?.is === 'env') return wordsOfAny(expr.fallback);
  return expr && (literalOf(expr) ?? wordsOf(expr));
}

import type { Expr } from '../../facts/expr.js';
import { chain, type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { mountOf } from '../../resolve/mounts.js';
import type { FileStore, LocalWrite } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import { packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { withDeadKey } from './backends.js';
import { literalOf } from './code-paths.js';
import { diskRepair, namedDiskRepair } from './repairs-files.js';
import { asText, chosenBy, type LaravelConfig } from './settings.js';
import { usesOf } from './stores.js';

const technology = 'laravel';
const nowhere = { file: '', start: 0, end: 0 };

/** A disk that something is stored on: its name (undefined: the default one), how it was chosen, and what stores. */
interface DiskUse {
  readonly name: Resolved<string | undefined>;
  readonly use: Evidence;
  readonly upload: boolean;
  /** What says the name, where that is a setting or the environment. */
  readonly chooser?: Expr | undefined;
  /** It only lies there until a form is sent. */
  readonly waits?: true;
}

/** The disks that the app stores files on. */
export function fileStores(app: Resolution, config: LaravelConfig): readonly FileStore[] {
  const byDisk = new Map<string, DiskUse[]>();
  for (const found of told([...diskUses(app, config), ...packageDisks(app, config)])) {
    const key = found.name.state === 'known' ? (found.name.value ?? '') : '';
    byDisk.set(key, [...(byDisk.get(key) ?? []), found]);
  }
  const defaultName = config.text('filesystems.default');
  // what waits on a disk that code names besides is told with that disk: there is the repair of both
  const isNamed = defaultName.state === 'known' && defaultName.value !== undefined && byDisk.has(defaultName.value);
  if (isNamed && byDisk.get('')?.every(({ waits }) => waits)) byDisk.delete('');
  const stores: FileStore[] = [];
  for (const [name, uses] of byDisk) {
    const isDefault = name === '' || (defaultName.state === 'known' && defaultName.value === name && byDisk.has(''));
    if (name !== '' && (isDefault || isTwinOfDefault(config, name, defaultName, byDisk.has('')))) continue;
    const [first] = uses;
    const chosen = name === '' ? withDeadKey(config, 'filesystems.default', defaultName) : first?.name;
    if (!chosen) continue;
    const label = name === '' ? 'files on the default disk' : `files on the disk '${name}'`;
    const backend = withMount(
      app,
      diskBackend(config, chosen, name === '' ? isOwnDefault(config) : isNamedByCode(chosen)),
    );
    const folder = folderOf(config, chosen);
    stores.push({
      ...(folder ? { diskAt: folder.at } : {}),
      label,
      technology,
      backend,
      uses: uses.map(({ use }) => use).slice(0, 5),
      repair:
        name === ''
          ? diskRepair(app, config)
          : namedDiskRepair(app, config, { disk: name, chooser: uses.find(({ chooser }) => chooser)?.chooser }),
      content: uses.some(({ upload }) => upload) ? 'upload' : 'generated',
    });
  }
  return stores;
}

/** A disk whose name code computes is no further one beside those that are told; where none is told, it is what the default names. */
function told(uses: readonly DiskUse[]): readonly DiskUse[] {
  const named = uses.filter(({ name }) => name.state === 'known');
  return named.length > 0 ? named : uses.map((use) => ({ ...use, name: known(undefined, []) }));
}

/** Another name for the folder of the default disk: one store, one repair. */
function isTwinOfDefault(
  config: LaravelConfig,
  name: string,
  chosen: Resolved<string | undefined>,
  isUsed: boolean,
): boolean {
  if (!isUsed || chosen.state !== 'known' || chosen.value === undefined) return false;
  const [own, other] = [name, chosen.value].map((disk) => config.expr(`filesystems.disks.${disk}.root`));
  return own !== undefined && other !== undefined && wordsOf(own) === wordsOf(other);
}

/** Where the configuration says the folder of a disk. */
function folderOf(config: LaravelConfig, chosen: Resolved<string | undefined>): Expr | undefined {
  return chosen.state === 'known' && chosen.value ? config.expr(`filesystems.disks.${chosen.value}.root`) : undefined;
}

/** What an expression says, wherever it stands. */
function wordsOf(expr: Expr): string {
  return JSON.stringify(expr, (key, value: unknown) => (key === 'at' ? undefined : value));
}

/** A default that the app names for good, on a disk of its own making: what to change is the disk. */
function isOwnDefault(config: LaravelConfig): boolean {
  const expr = config.expr('filesystems.default');
  return expr?.is === 'literal' && !/^(local|public)$/.test(String(expr.value));
}

/** A disk whose name code says is decided by its driver; one that a setting names, by that setting. */
function isNamedByCode({ because }: Resolved<string | undefined>): boolean {
  const last = because.findLast(({ at }) => 'file' in at)?.at;
  return (
    !last || !('file' in last) || !/(^|\/)(config\/[^/]*\.php|[^/]*\.?env[^/]*|[^/]*compose[^/]*)$/.test(last.file)
  );
}

function diskUses(app: Resolution, config: LaravelConfig): readonly DiskUse[] {
  return usesOf(app, 'disk-write').map((fact) => {
    const disk = fact.options?.disk;
    const name = disk ? asText(config.evaluate(disk)) : known(undefined, []);
    return {
      name: name.state === 'unknown' || name.value ? name : known(undefined, []),
      use: said(fact.at, `stores files (${fact.name})`),
      upload: literalOf(fact.options?.upload) === 'yes',
      chooser: disk && chooserOf(disk, config),
    };
  });
}

/** The read of the environment behind the name of a disk, with a setting on the way or without. */
function chooserOf(expr: Expr, config: LaravelConfig): Expr | undefined {
  const behind = expr.is === 'setting' ? config.expr(expr.key) : expr;
  return behind?.is === 'env' ? behind : undefined;
}

const remote =
  /^(s3|gcs|google\w*|azure\w*|ftp|sftp|rackspace|dropbox|oss|minio|webdav|cos|qiniu|spaces|r2|b2|backblaze|do_spaces|cloudinary|bunny\w*|scaleway)$/;

/** Where a disk of the configuration keeps its files. An explicit disk is decided by its driver, the default disk by what chooses it. */
export function diskBackend(
  config: LaravelConfig,
  name: Resolved<string | undefined>,
  explicit: boolean,
): Resolved<Backend> {
  const follow = explicit ? chain<string | undefined, Backend> : chosenBy<string | undefined, Backend>;
  return follow(name, (disk) => {
    if (disk === undefined) return unknown('no config file names the default disk', []);
    return chain(config.text(`filesystems.disks.${disk}.driver`), (found): Resolved<Backend> => {
      const driver = found ?? (/^(local|public)$/.test(disk) ? 'local' : disk);
      if (driver === 'local') return known({ technology: `the disk '${disk}'`, reach: 'server' }, []);
      if (driver === 'scoped' || driver === 'read-only') {
        const inner = config.text(`filesystems.disks.${disk}.disk`);
        return inner.state === 'known' && inner.value !== disk
          ? diskBackend(config, inner, true)
          : unknown('the disk refers to itself', []);
      }
      if (remote.test(driver)) return known({ technology: driver, reach: 'shared' }, []);
      return unknown(`the disk driver '${driver}' is not one of Laravel's own`, []);
    });
  });
}

/** A local folder that the deployment mounts from shared storage is shared. */
function withMount(app: Resolution, backend: Resolved<Backend>): Resolved<Backend> {
  if (backend.state === 'unknown' || backend.value.reach !== 'server') return backend;
  for (const folder of ['storage/app/public', 'storage/app/private', 'storage/app', 'storage', 'public/uploads']) {
    const mount = mountOf(app, folder);
    if (mount?.shared) return known({ ...backend.value, reach: 'shared' }, [...backend.because, ...mount.because]);
  }
  return backend;
}

/** Packages that store files by themselves, and the setting of their disk. */
function* packageDisks(app: Resolution, config: LaravelConfig): Iterable<DiskUse> {
  const of = (key: string, fallback: string | undefined): Resolved<string | undefined> => {
    const value = config.text(key);
    return value.state === 'known' && value.value === undefined ? known(fallback, []) : value;
  };
  const chosenIn = (key: string) => chooserOf({ is: 'setting', key, at: nowhere }, config);
  const uploads = usesOf(app, 'trait', 'form-upload');
  const livewire = uploads.find(({ name }) => name === 'WithFileUploads');
  // the forms of Filament do (filament/forms 3, InteractsWithForms.php; filament/schemas 4, InteractsWithSchemas.php)
  const filled = ['forms', 'filament'].some((name) => packageOf(app.facts, 'composer', `filament/${name}`))
    ? uploads.find(({ name }) => name === 'FileUpload' || name === 'SpatieMediaLibraryFileUpload')
    : undefined;
  const chosen = livewire ?? filled;
  // livewire/livewire, config/livewire.php: temporary_file_upload.disk null means the default disk
  if (chosen)
    yield {
      name: of('livewire.temporary_file_upload.disk', undefined),
      use: said(chosen.at, 'is given a file that Livewire keeps from the moment it is chosen until the form is sent'),
      upload: true,
      waits: true,
    };
  const media = uploads.find(({ name }) => name === 'InteractsWithMedia' || name === 'SpatieMediaLibraryFileUpload');
  // spatie/laravel-medialibrary, config/media-library.php: disk_name env MEDIA_DISK, public
  if (media)
    yield {
      name: of('media-library.disk_name', 'public'),
      chooser: chosenIn('media-library.disk_name'),
      use: said(media.at, 'attaches media'),
      upload: true,
    };
  const form = uploads.find(({ name }) => name === 'FileUpload');
  // filament/filament, config/filament.php: default_filesystem_disk env FILAMENT_FILESYSTEM_DISK, public
  if (form)
    yield {
      name: of('filament.default_filesystem_disk', 'public'),
      chooser: chosenIn('filament.default_filesystem_disk'),
      use: said(form.at, 'receives uploads in a form'),
      upload: true,
    };
  const chunks = packageOf(app.facts, 'composer', 'pion/laravel-chunk-upload');
  if (chunks)
    yield {
      name: of('chunk-upload.storage.disk', 'local'),
      chooser: chosenIn('chunk-upload.storage.disk'),
      use: said(chunks.fact.at, 'receives uploads in chunks, one request each'),
      upload: true,
    };
}

/** Search indexes and backups on local disks. */
export function localWrites(app: Resolution, config: LaravelConfig): readonly LocalWrite[] {
  return [...searchIndexes(app, config), ...backups(app, config)];
}

/** laravel/scout with TNTSearch keeps its index in SQLite files below storage. */
function searchIndexes(app: Resolution, config: LaravelConfig): readonly LocalWrite[] {
  if (!packageOf(app.facts, 'composer', 'laravel/scout')) return [];
  const driver = config.text('scout.driver');
  if (driver.state === 'unknown' || driver.value !== 'tntsearch') return [];
  return [
    {
      label: 'the search index',
      technology,
      backend: known({ technology: 'tntsearch', reach: 'server' }, driver.because),
      uses: [],
      content: 'index',
    },
  ];
}

/** spatie/laravel-backup, config/backup.php: the destination is the disk `local` unless said otherwise. */
function backups(app: Resolution, config: LaravelConfig): readonly LocalWrite[] {
  if (!packageOf(app.facts, 'composer', 'spatie/laravel-backup')) return [];
  const scheduled = app.facts.of('schedule').some(({ name }) => /backup/.test(name));
  const disks = config.list('backup.backup.destination.disks');
  const expr = config.expr('backup.backup.destination.disks');
  if (
    disks.state === 'unknown' ||
    !(scheduled || usesOf(app, 'artisan-call').some(({ name }) => /backup/.test(name ?? '')))
  )
    return [];
  return disks.value.flatMap((disk, index) => {
    const backend = diskBackend(config, known(disk, []), true);
    const item = expr?.is === 'list' ? expr.items[index] : expr;
    if (backend.state === 'unknown' || disks.value.length > 1) return [];
    const because = [...backend.because, ...(item ? [said(item.at, `backups go to the disk '${disk}'`)] : [])];
    return [
      { label: 'backups', technology, backend: known(backend.value, because), uses: [], content: 'backup' as const },
    ];
  });
}

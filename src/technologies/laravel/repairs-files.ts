import type { Expr } from '../../facts/expr.js';
import { byHand, type Change, type Repair, switchTo } from '../../resolve/repair.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import { copyFirst } from '../bucket-copy.js';
import type { Resolution } from '../technology.js';
import { switched } from './repairs.js';
import type { LaravelConfig } from './settings.js';
import { unlessLocal } from './stays-local.js';

/** The default disk becomes the S3 disk of the configuration. */
export function diskRepair(app: Resolution, config: LaravelConfig): Repair | undefined {
  const cloud = cloudDisk(config);
  if (!cloud) return undefined;
  const used = config.text('filesystems.default');
  const usual = atLeast(config.version, 11) ? 'storage/app/private' : 'storage/app';
  const own = used.state === 'known' && used.value !== undefined ? used.value : undefined;
  // the keys in the bucket are the paths below the folder of the disk that was used
  const folder = own === undefined ? usual : config.expr(`filesystems.disks.${own}.root`) ? folderOf(config, own) : own === 'public' ? 'storage/app/public' : usual;
  const needs = [
    ...bucketNeeds(app, config, [folder, `s3://$${variableOf(cloud, 'bucket')}`], cloud),
    ...moving(app),
    ...(own === 'public' ? [readByUsers(cloud)] : []),
  ];
  const repair = switched(config, 'filesystems.default', { to: cloud.name, needs });
  const { lacks } = unlessLocal(app, config, undefined);
  return repair && (lacks === undefined ? repair : mountedFirst(repair, lacks, folder));
} // biome-ignore format: one choice

/** What opens files by where they lie finds none in a bucket: a folder that all servers have serves it, and the disk as well. */
function mountedFirst({ title, needs }: Repair, lacks: string, folder: string): Repair {
  const place = mountOf(folder);
  return {
    ...byHand(
      'Mount one folder on every server for the files of the default disk',
      `Mount ${place} from storage that all servers share: ${lacks}`,
      `A bucket (${title.replace(/^Set /, '')}) is for later, once all of that reads by the disk: get(), readStream(), url()`,
      ...needs.filter((need) => need.startsWith('Look at all')),
    ),
    whole: true,
  };
}

/** Over a folder of the release (the web root) a mount would hide what the release brings. */
function mountOf(folder: string): string {
  return folder.startsWith('storage/')
    ? folder
    : `the folders that users fill below ${folder} (none that a release brings along)`;
}

/** Everything on the default disk moves, also what is no upload. */
function moving(app: Resolution): readonly string[] {
  const files = new Set(app.facts.of('use').flatMap(({ technology, what, options, at }) => technology === 'laravel' && /^(task-)?disk-write$/.test(what) && options?.disk === undefined ? [at.file] : []));
  if (files.size < 2) return [];
  const shown = [...files].slice(0, 4).join(', ');
  return [`Look at all that writes to that disk (${shown}): what pages or the web server find by its local path takes a disk of its own with the driver local`];
} // biome-ignore format: one condition

/** The adapter for this version (laravel/framework 9.x moved to Flysystem 3), the bucket, and what is there already. */
function bucketNeeds(
  app: Resolution,
  config: LaravelConfig,
  move: readonly [string, string],
  cloud: CloudDisk | undefined,
): readonly string[] {
  const range = atLeast(config.version, 9) ? '^3.0' : '^1.0';
  const installed = packageOf(app.facts, 'composer', 'league/flysystem-aws-s3-v3');
  const [bucket, region, key, secret] = ['bucket', 'region', 'key', 'secret'].map((option) =>
    variableOf(cloud, option),
  );
  return [
    `Provide a bucket and set ${bucket}, ${region}, ${key} and ${secret} on every server.`,
    copyFirst(...move),
    ...(installed ? [] : [`composer require league/flysystem-aws-s3-v3 "${range}" --with-all-dependencies`]),
  ];
}

function readByUsers(cloud: CloudDisk | undefined): string {
  return `Let users read the bucket's files as they read the folder: set ${variableOf(cloud, 'url')} to the address of the bucket or its CDN, and 'visibility' => 'public' on the disk ${cloud?.name ?? 's3'}`;
}

/** A disk of the configuration that is in a bucket, and the variables that its options are read from. */
interface CloudDisk {
  readonly name: string;
  readonly variables: ReadonlyMap<string, string>;
}

/** What the framework's own disk reads (laravel/framework 11.9, config/filesystems.php). */
const usual: ReadonlyMap<string, string> = new Map([
  ['key', 'AWS_ACCESS_KEY_ID'],
  ['secret', 'AWS_SECRET_ACCESS_KEY'],
  ['region', 'AWS_DEFAULT_REGION'],
  ['bucket', 'AWS_BUCKET'],
  ['endpoint', 'AWS_ENDPOINT'],
  ['use_path_style_endpoint', 'AWS_USE_PATH_STYLE_ENDPOINT'],
  ['url', 'AWS_URL'],
]);

/** The one that the app describes (`s3`, else the only one that no backups go to), else the framework's. */
function cloudDisk(config: LaravelConfig): CloudDisk | undefined {
  const isCloud = (disk: string) => {
    const driver = config.text(`filesystems.disks.${disk}.driver`);
    return driver.state === 'known' && driver.value === 's3';
  };
  const backups = config.list('backup.backup.destination.disks');
  const kept = backups.state === 'known' ? backups.value : [];
  const own = config.names('filesystems.disks').filter((disk) => isCloud(disk) && !kept.includes(disk));
  const name = own.length === 1 && !own.includes('s3') ? own[0] : isCloud('s3') ? 's3' : undefined;
  if (name === undefined) return undefined;
  const read = [...usual.keys()].flatMap((option) => {
    const expr = config.expr(`filesystems.disks.${name}.${option}`);
    return expr?.is === 'env' ? [[option, expr.name] as const] : [];
  });
  return { name, variables: new Map(read) };
}

function variableOf(cloud: CloudDisk | undefined, option: string): string {
  return cloud?.variables.get(option) ?? usual.get(option) ?? '';
}

function credentialsOf(cloud: CloudDisk | undefined): readonly string[] {
  return ['key', 'secret', 'region', 'bucket', 'endpoint', 'use_path_style_endpoint'].map((option) => {
    const fallback = option === 'use_path_style_endpoint' ? ', false' : '';
    return `'${option}' => env('${variableOf(cloud, option)}'${fallback}),`;
  });
}

/**
 * A disk that code names gets the driver s3 under its own name, so that no code has to change; its folder becomes a prefix in the bucket. Where
 * a variable names the disk (`chooser`) and one in a bucket is described, the variable is set, and the configuration stays as it is.
 */
export function namedDiskRepair(
  app: Resolution,
  config: LaravelConfig,
  { disk, chooser }: { readonly disk: string; readonly chooser?: Expr | undefined },
): Repair {
  const stays = unlessLocal(app, config, disk);
  // what would have to be decided first is all that can be said
  if (stays.lacks !== undefined)
    return {
      ...byHand(
        `Decide first what may leave the folder of the disk '${disk}'`,
        `Not by its driver alone: ${stays.lacks}`,
        `As long as that is so, a mount that every server shares on ${mountOf(folderOf(config, disk))} is what serves all of it`,
        'Put what users need later on a disk of its own in a bucket, or in the one that the app has for it, and let the rest stay local',
      ),
      whole: true,
    };
  const cloud = cloudDisk(config);
  const chosen = cloud && byChooser(app, config, { disk, chooser, cloud });
  if (chosen) return chosen;
  const changes = changedDisk(config, disk, cloud) ?? newDisk(app, config, { disk, cloud });
  const move = [folderOf(config, disk), `s3://$${variableOf(cloud, 'bucket')}/${disk}`] as const;
  return {
    title: `Give the disk '${disk}' the driver s3`,
    safety: changes ? 'unsafe' : 'manual',
    changes: changes ?? [],
    needs: [
      ...(changes ? [] : [`Write below 'disks' in config/filesystems.php:\n${arrayOf(disk, cloud).join('\n')}`]),
      ...bucketNeeds(app, config, move, cloud),
      `Links to the local folder lead to old files only: show files that anybody may see by Storage::disk('${disk}')->url($path), and hand out through the app, as today, what it checks before.`,
    ],
  };
}

/** A package that keeps the name of the disk with each file goes on to look for those that are there where they were (spatie/laravel-medialibrary 11, Media.php). */
function byChooser(
  app: Resolution,
  config: LaravelConfig,
  { disk, chooser, cloud }: { readonly disk: string; readonly chooser: Expr | undefined; readonly cloud: CloudDisk },
): Repair | undefined {
  const isMedia = packageOf(app.facts, 'composer', 'spatie/laravel-medialibrary') !== undefined;
  const to = { env: cloud.name, code: `'${cloud.name}'` };
  const change = chooser?.is === 'env' ? switchTo(chooser, config.scope.environment, to) : undefined;
  if (chooser?.is !== 'env' || !change) return undefined;
  return {
    title: `Set ${chooser.name}=${cloud.name}`,
    safety: 'unsafe',
    whole: true,
    changes: [change],
    needs: [
      ...bucketNeeds(app, config, [folderOf(config, disk), `s3://$${variableOf(cloud, 'bucket')}`], cloud),
      ...(isMedia ? [`After the copy, set the columns disk and conversions_disk of the table media from '${disk}' to '${cloud.name}': each row names its disk.`] : []),
      ...(disk === 'public' ? [readByUsers(cloud)] : []),
    ],
  };
} // biome-ignore format: one record

/** The folder that a disk has today, as its configuration writes it (`storage_path('app/public')`). */
function folderOf(config: LaravelConfig, disk: string): string {
  const root = config.expr(`filesystems.disks.${disk}.root`);
  const written = root?.is === 'opaque' ? root.source : '';
  const path = /^storage_path\(\s*['"]([\w./-]*)['"]\s*\)$/.exec(written)?.[1];
  if (path !== undefined) return `storage/${path}`;
  return root === undefined ? `storage/app/${disk}` : `the folder of the disk '${disk}'`;
}

function changedDisk(config: LaravelConfig, disk: string, cloud: CloudDisk | undefined): readonly Change[] | undefined {
  const key = `filesystems.disks.${disk}`;
  const driver = config.expr(`${key}.driver`);
  if (driver?.is !== 'literal' || driver.value !== 'local' || driver.at.file === '') return undefined;
  const beside = (leaf: string, text: string): readonly Change[] => {
    const found: Expr | undefined = config.expr(`${key}.${leaf}`);
    return found?.at.file === driver.at.file ? [{ is: 'replace', at: found.at, text }] : [];
  };
  return [
    { is: 'replace', at: driver.at, text: "'s3'" },
    { is: 'lines', at: driver.at, text: credentialsOf(cloud) },
    ...beside('root', `'${disk}'`),
    ...beside('url', `env('${variableOf(cloud, 'url')}')`),
  ];
}

/** Since 11 the disks of the app are merged over those of the framework (laravel/framework 11.x, LoadConfiguration.php, mergeableOptions). */
function newDisk(
  app: Resolution,
  config: LaravelConfig,
  { disk, cloud }: { readonly disk: string; readonly cloud: CloudDisk | undefined },
): readonly Change[] | undefined {
  const folder = app.root === '.' || app.root === '' ? '' : `${app.root}/`;
  const off = app.facts.of('use').some(({ technology, what }) => technology === 'laravel' && what === 'merge-off');
  if (off || !atLeast(config.version, 11) || config.has('filesystems') || !/^[\w-]+$/.test(disk)) return undefined;
  const lines = arrayOf(disk, cloud).map((line) => `        ${line}`);
  const text = ['<?php', '', 'return [', "    'disks' => [", ...lines, '    ],', '];', ''].join('\n');
  return [{ is: 'create', file: `${folder}config/filesystems.php`, text }];
}

function arrayOf(disk: string, cloud: CloudDisk | undefined): readonly string[] {
  const url = `'url' => env('${variableOf(cloud, 'url')}'),`;
  const options = ["'driver' => 's3',", ...credentialsOf(cloud), `'root' => '${disk}',`, url];
  return [`'${disk}' => [`, ...options.map((option) => `    ${option}`), '],'];
}

import type { Expr } from '../../facts/expr.js';
import { byHand, type Change, type Repair } from '../../resolve/repair.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import { copyFirst } from '../bucket-copy.js';
import type { Resolution } from '../technology.js';
import { switched } from './repairs.js';
import type { LaravelConfig } from './settings.js';
import { unlessLocal } from './stays-local.js';

/** The default disk becomes the S3 disk of the configuration. */
export function diskRepair(app: Resolution, config: LaravelConfig): Repair | undefined {
  const disk = config.text('filesystems.disks.s3.driver');
  if (disk.state === 'unknown' || disk.value !== 's3') return undefined;
  const used = config.text('filesystems.default');
  const usual = atLeast(config.version, 11) ? 'storage/app/private' : 'storage/app';
  const own = used.state === 'known' && used.value !== undefined ? used.value : undefined;
  // the keys in the bucket are the paths below the folder of the disk that was used
  const folder = own === undefined ? usual : config.expr(`filesystems.disks.${own}.root`) ? folderOf(config, own) : own === 'public' ? 'storage/app/public' : usual;
  const needs = [
    ...bucketNeeds(app, config, [folder, 's3://$AWS_BUCKET']),
    ...moving(app),
    ...(own === 'public' ? ["Let users read the bucket's files as they read the folder: set AWS_URL to the address of the bucket or its CDN, and 'visibility' => 'public' on the disk s3"] : []),
  ];
  const repair = switched(config, 'filesystems.default', { to: 's3', needs });
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
function bucketNeeds(app: Resolution, config: LaravelConfig, move: readonly [string, string]): readonly string[] {
  const range = atLeast(config.version, 9) ? '^3.0' : '^1.0';
  const installed = packageOf(app.facts, 'composer', 'league/flysystem-aws-s3-v3');
  return [
    'Provide a bucket and set AWS_BUCKET, AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY on every server.',
    copyFirst(...move),
    ...(installed ? [] : [`composer require league/flysystem-aws-s3-v3 "${range}" --with-all-dependencies`]),
  ];
}

const credentials = [
  "'key' => env('AWS_ACCESS_KEY_ID'),",
  "'secret' => env('AWS_SECRET_ACCESS_KEY'),",
  "'region' => env('AWS_DEFAULT_REGION'),",
  "'bucket' => env('AWS_BUCKET'),",
  "'endpoint' => env('AWS_ENDPOINT'),",
  "'use_path_style_endpoint' => env('AWS_USE_PATH_STYLE_ENDPOINT', false),",
];

/** A disk that code names gets the driver s3 under its own name, so that no code has to change; its folder becomes a prefix in the bucket. */
export function namedDiskRepair(app: Resolution, config: LaravelConfig, disk: string): Repair {
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
  const changes = changedDisk(config, disk) ?? newDisk(app, config, disk);
  return {
    title: `Give the disk '${disk}' the driver s3`,
    safety: changes ? 'unsafe' : 'manual',
    changes: changes ?? [],
    needs: [
      ...(changes ? [] : [`Write below 'disks' in config/filesystems.php:\n${arrayOf(disk).join('\n')}`]),
      ...bucketNeeds(app, config, [folderOf(config, disk), `s3://$AWS_BUCKET/${disk}`]),
      `Links to the local folder lead to old files only: show files that anybody may see by Storage::disk('${disk}')->url($path), and hand out through the app, as today, what it checks before.`,
    ],
  };
}

/** The folder that a disk has today, as its configuration writes it (`storage_path('app/public')`). */
function folderOf(config: LaravelConfig, disk: string): string {
  const root = config.expr(`filesystems.disks.${disk}.root`);
  const written = root?.is === 'opaque' ? root.source : '';
  const path = /^storage_path\(\s*['"]([\w./-]*)['"]\s*\)$/.exec(written)?.[1];
  if (path !== undefined) return `storage/${path}`;
  return root === undefined ? `storage/app/${disk}` : `the folder of the disk '${disk}'`;
}

function changedDisk(config: LaravelConfig, disk: string): readonly Change[] | undefined {
  const key = `filesystems.disks.${disk}`;
  const driver = config.expr(`${key}.driver`);
  if (driver?.is !== 'literal' || driver.value !== 'local' || driver.at.file === '') return undefined;
  const beside = (leaf: string, text: string): readonly Change[] => {
    const found: Expr | undefined = config.expr(`${key}.${leaf}`);
    return found?.at.file === driver.at.file ? [{ is: 'replace', at: found.at, text }] : [];
  };
  return [
    { is: 'replace', at: driver.at, text: "'s3'" },
    { is: 'lines', at: driver.at, text: credentials },
    ...beside('root', `'${disk}'`),
    ...beside('url', "env('AWS_URL')"),
  ];
}

/** Since 11 the disks of the app are merged over those of the framework (laravel/framework 11.x, LoadConfiguration.php, mergeableOptions). */
function newDisk(app: Resolution, config: LaravelConfig, disk: string): readonly Change[] | undefined {
  const folder = app.root === '.' || app.root === '' ? '' : `${app.root}/`;
  const off = app.facts.of('use').some(({ technology, what }) => technology === 'laravel' && what === 'merge-off');
  if (off || !atLeast(config.version, 11) || config.has('filesystems') || !/^[\w-]+$/.test(disk)) return undefined;
  const lines = arrayOf(disk).map((line) => `        ${line}`);
  const text = ['<?php', '', 'return [', "    'disks' => [", ...lines, '    ],', '];', ''].join('\n');
  return [{ is: 'create', file: `${folder}config/filesystems.php`, text }];
}

function arrayOf(disk: string): readonly string[] {
  const options = ["'driver' => 's3',", ...credentials, `'root' => '${disk}',`, "'url' => env('AWS_URL'),"];
  return [`'${disk}' => [`, ...options.map((option) => `    ${option}`), '],'];
}

import type { AppParts } from './app.js';
import { type Evidence, known, placeOf, said } from './evidence.js';
import { type Holds, heldIn } from './image-folders.js';
import type { FileStore, LocalWrite } from './parts/store.js';
import type { Mount, Process, Service } from './parts/topology.js';
import type { Profile } from './profile.js';

interface Given {
  readonly processes: readonly Process[];
  readonly services: readonly Service[];
  readonly profile: Profile;
  /** Shipped files of the app. */
  readonly files: readonly string[];
  /** Folders whose files a framework of the app judges itself. */
  readonly judged: readonly RegExp[];
  /** What is told of the app already: a volume that something else has judged is not judged twice. */
  readonly told: AppParts;
}

export interface Kept {
  readonly fileStores: readonly FileStore[];
  readonly localWrites: readonly LocalWrite[];
}

/**
 * What a stack keeps for its app in volumes of one host: whoever gives a container a volume says that what is written there must outlive it,
 * and a second copy elsewhere has a volume of its own. Only where one app is started: in a stack of many products nothing says whose data it is.
 */
export function keptInVolumes(given: Given): Kept {
  // what a process that runs once keeps for itself (the dumps of a cron container) is no other copy's
  const judged = ofOneProduct(given.processes).filter(({ role }) => role !== 'scheduler');
  const proxied = new Set(given.services.filter(({ role }) => role === 'proxy').flatMap(({ volumes }) => volumes.flatMap(({ source }) => source ?? []))); // biome-ignore format: one list
  const places = placesOf(given.told);
  const fileStores: FileStore[] = [];
  const localWrites: LocalWrite[] = [];
  const seen = new Set<string>();
  const isPlaceOf = ({ at }: Mount) => places.some(({ file, start }) => file === at.file && start === at.start);
  const filled = foldersIn(given.files);
  const kept = judged.flatMap((process) => {
    const own = process.volumes.map((mount) => ({ process, mount, holds: heldIn(process.image, mount.path) }));
    return own.filter(({ mount, holds }) => isKept(mount, holds, given.profile) && !given.judged.some((folder) => folder.test(mount.path)) && (holds || uploads.test(mount.path) || !isGiven(mount, filled))); // biome-ignore format: one condition
  });
  const ofData = new Set(kept.flatMap(({ process, holds }) => (holds === 'data' ? [process] : [])));
  for (const { process, mount, holds } of kept) {
    const key = mount.source ?? mount.path;
    if (seen.has(key) || (mount.source && proxied.has(mount.source))) continue;
    seen.add(key);
    if (isPlaceOf(mount)) continue;
    if (mount.reach.state === 'unknown') continue;
    const because = [...mount.reach.because, said(mount.at, `keeps ${mount.path} of ${process.name}`)];
    const isBeside = !holds && ofData.has(process);
    // what is built here says by its code whether it keeps files of users: a folder for anything (`storage`) is no proof
    const isNamed =
      uploads.test(mount.path) &&
      ((process.folders ?? []).length === 0 || !forAnything.test(mount.path) || keepsUploads(given.told));
    if (holds ? holds === 'uploads' : isNamed) fileStores.push(storeOf(because, mount.path));
    else localWrites.push({ ...writeOf(mount, because), ...(isBeside ? { confidence: 'low' } : {}) });
  }
  // the only volume of an app that is seen to keep uploads on its disk is where they are
  const [only, ...more] = localWrites;
  const isTold = only?.content === 'other' && more.length === 0 && fileStores.length === 0 && !kept.some(({ mount }) => isPlaceOf(mount)) && keepsUploadsOnly(given.told); // biome-ignore format: one condition
  const writes = isTold ? [] : localWrites;
  return { fileStores: [...fileStores, ...volumesOfImages(given), ...claimsOfOneNode(given)], localWrites: writes };
}

/**
 * What a stack starts of one product: what the repository builds, else what one publisher publishes (`acme/shop`, `acme/shop-worker`). None where several
 * publishers stand side by side, or several stacks.
 */
export function ofOneProduct(processes: readonly Process[]): readonly Process[] {
  const all = processes.filter(({ technology, role, standing }) => /^(compose|kamal|ecs|ansible)$/.test(technology) && role !== 'job' && !standing); // biome-ignore format: one list
  if (new Set(all.map(({ at }) => at.file)).size > most) return [];
  const built = all.filter(({ folders = [] }) => folders.length > 0);
  if (built.length > 0) return built;
  const products = new Set(all.map(({ image, name }) => (image === undefined ? name : publisherOf(image))));
  return products.size === 1 ? all : [];
}

/** A stack is laid over another one; more files are stacks of their own. */
const most = 2;

/** `acme` for `ghcr.io/acme/shop:1.2`; the whole name for an image that stands in no one's name. */
function publisherOf(image: string): string {
  const parts = image
    .replace(/@.*|:[^/:]*$/gs, '')
    .toLowerCase()
    .split('/');
  if (parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? '')) parts.shift();
  return parts[0] ?? image;
}

/** `VOLUME` of an image that nothing else gives a place, where the app is known to keep uploads on its disk. */
function volumesOfImages({ processes, told }: Given): readonly FileStore[] {
  if (!keepsUploads(told)) return [];
  return processes
    .filter(({ technology, role }) => technology === 'dockerfile' && role === 'web')
    .flatMap(({ volumes }) => volumes.filter(({ path }) => !aside.test(path) && !ofDatabase.test(path)))
    .map((mount) => storeOf([said(mount.at, `is kept outside of the image, on the host of each copy: ${mount.path}`)]));
} // biome-ignore format: conditions

/** What a workload that users reach keeps of them on a claim that one node may mount: files on another node are others, or none at all. */
function claimsOfOneNode({ processes, told }: Given): readonly FileStore[] {
  // an app whose code is here says itself where its files are
  if ((told.fileStores ?? []).length > 0) return [];
  const seen = new Set<string>();
  return processes.filter(({ balanced, role }) => balanced || role === 'web').flatMap(({ name, image, volumes }) =>
    volumes.flatMap(({ path, at, mountedAt, exclusive, off, readOnly, reach }) => {
      const claim = `${at.file}:${at.start}`;
      const holds = heldIn(image, path);
      const isUpload = holds ? holds === 'uploads' : uploads.test(path);
      if (!exclusive || off || readOnly || !mountedAt || !isUpload || seen.has(claim)) return [];
      seen.add(claim);
      return [storeOf([...reach.because, said(mountedAt, `is where ${name} keeps ${path}`)])];
    }),
  );
} // biome-ignore format: conditions

const uploads =
  /(^|\/)(uploads?|media(-?files)?|files|attachments?|avatars?|images?|photos?|pictures?|library|documents?|assets|storage|user-?data)\/?$/i;

const forAnything = /(^|\/)(files|library|assets|storage|user-?data)\/?$/i;

function keepsUploads({ fileStores = [] }: AppParts): boolean {
  return fileStores.some(({ backend }) => backend.state === 'known' && backend.value.reach === 'server');
}

/** Not of the app's data: what is made anew, what is given to it, what belongs to the host. */
const aside =
  /(^|\/)(tmp|temp|caches?|\.cache|logs?|run|sockets?|node_modules|vendor|\.?venv|bundle|gems|site-packages|\.(m2|npm|gradle|cargo)|dist|build|static(files)?|ssl|certs?|certificates?|letsencrypt|etc|proc|sys|dev|conf(ig)?\.d|models?|model-cache|plugins-cache|initdb\.d|docker-entrypoint[\w.-]*)(\/|$)/i;
/** Where servers of data keep it, in the packages of distributions and the official images: no files of users. */
const ofDatabase =
  /^\/(var\/lib\/(postgres(ql)?|mysql|mariadb|mongo(db)?|redis|valkey|rabbitmq|elasticsearch|opensearch|clickhouse)|data\/(db|redis|postgres(ql)?|mysql))(\/|$)/i;
const settings = /(^|\/)(conf|config|configs|configuration|settings|secrets)\/?$/i;
const file = /\/[^/]*\.[A-Za-z]\w{0,9}$/;

function isKept({ path, source, reach, readOnly, code, scripts }: Mount, holds: Holds | undefined, { sharedPaths }: Profile): boolean {
  if (holds && holds !== 'uploads' && holds !== 'data') return false;
  if (readOnly || code || scripts || source === undefined || reach.state === 'unknown' || reach.value !== 'server') return false;
  // a database beside the app's data is judged as such
  if (/sqlite|(^|[-_])(db|database)([-_]|$)|redis|valkey/i.test(source) || ofDatabase.test(path)) return false;
  // an app of a distribution keeps its data below /etc: `/etc/shop/data`
  const place = /\/(data|uploads?|media|files|storage)\/?$/.test(path) ? path.replace(/^\/etc\//, '/') : path;
  if (aside.test(place) || file.test(path) || sharedPaths.some((shared) => isBelow(path, shared))) return false;
  const bind = /^[./~$?]/.test(source);
  // a place of the host below which people mount what servers share
  return !(bind && (settings.test(path) || /^\/(mnt|nfs|efs|media|srv\/nfs|etc|dev|proc|sys|var\/run|lib)(\/|$)/.test(source)));
} // biome-ignore format: conditions

/** Folders that hold files of the repository; what only keeps one there (`.gitkeep`, a README) fills none. */
function foldersIn(files: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>(files);
  for (const path of files) {
    if (/(^|\/)(\.[^/]*|README[^/]*)$/i.test(path)) continue;
    let folder = path;
    while (folder.includes('/')) {
      folder = folder.slice(0, folder.lastIndexOf('/'));
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** What the repository ships, mounted into a container: the app is given it, whoever changes it there. */
function isGiven({ source, at }: Mount, filled: ReadonlySet<string>): boolean {
  if (!source?.startsWith('./')) return false;
  const folder = at.file.slice(0, at.file.lastIndexOf('/') + 1);
  return filled.has(`${folder}${source.slice(2)}`.replace(/(?<!\/)\/+$/, ''));
}

function isBelow(path: string, shared: string): boolean {
  const own = shared.replace(/^\.?\/+|(?<!\/)\/+$/g, '');
  return own !== '' && `${path.replace(/(?<!\/)\/+$/, '')}/`.includes(`/${own}/`);
}

function storeOf(because: readonly Evidence[], path?: string): FileStore {
  return { ...(path ? { path } : {}), label: 'files that the app keeps in volumes', technology: 'compose', content: 'upload', backend: known({ technology: 'disk', reach: 'server' }, because), uses: [], confidence: 'medium' }; // biome-ignore format: one record
}

function writeOf({ path }: Mount, because: readonly Evidence[]): LocalWrite {
  const content = /(^|\/)(backups?|dumps?)\/?$/i.test(path) ? 'backup' : 'other';
  return { path, label: 'what the app keeps in volumes', technology: 'compose', content, backend: known({ technology: 'a volume', reach: 'server' }, because), uses: [], confidence: 'medium' }; // biome-ignore format: one record
}

function keepsUploadsOnly({ fileStores = [], localWrites = [], databases = [] }: AppParts): boolean {
  const isLocal = ({ backend }: Pick<FileStore, 'backend'>) => backend.state !== 'known' || backend.value.reach === 'server';
  const isSeen = fileStores.some(({ backend, technology }) => technology !== 'compose' && backend.state === 'known' && backend.value.reach === 'server');
  return isSeen && !localWrites.some(isLocal) && !databases.some(isLocal);
} // biome-ignore format: conditions

/** Places that stores of any kind were proved by. */
function placesOf(told: AppParts): readonly { readonly file: string; readonly start: number }[] {
  const stores = [...(told.fileStores ?? []), ...(told.localWrites ?? []), ...(told.sessionStores ?? []), ...(told.caches ?? []), ...(told.databases ?? [])]; // biome-ignore format: one list
  return stores.flatMap(({ backend }) => [...backend.because, { at: placeOf(backend.because) ?? { builtin: '' } }].flatMap(({ at }) => ('file' in at ? [at] : []))); // biome-ignore format: one list
}

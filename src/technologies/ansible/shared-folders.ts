import { type Expr, literalText } from '../../facts/expr.js';
import { known, said } from '../../resolve/evidence.js';
import type { FileStore } from '../../resolve/parts/store.js';
import { entries, within } from '../yaml/values.js';
import { valueIn } from './jinja.js';
import type { TaskRun } from './plays.js';
import { chosenHost, moduleOf, option, optionText } from './tasks.js';

/** Folders where frameworks and their conventions put what users upload. */
const uploads =
  /(^|\/)(uploads?|wp-content\/uploads|app\/uploads|public\/(system|uploads|media|storage|files)|storage\/app(\/public)?|media|var\/(media|uploads)|sites\/[^/]+\/files|pub\/media|fileadmin)\/?$/;
/** Folders of a release that are linked to one outside of it: what they hold is not of the release. */
const kept = /\/(data|storage|files|shared)\/?$/;
/** Mounts that several hosts have. */
const networked = /^(nfs\d?|cifs|smb\w*|glusterfs|ceph|efs|fuse\.(s3fs|glusterfs|sshfs|ceph\w*))$/;

/** Folders that plays mount from a network file system. */
export function sharedMounts(runs: readonly TaskRun[]): readonly string[] {
  return runs.flatMap((run) => {
    const module = moduleOf(run.body);
    const isShared = module?.name === 'mount' && networked.test(optionText(run, module, 'fstype') ?? '');
    return (isShared && optionText(run, module, 'path', 'name')) || [];
  });
}

/** Links of a release into a folder that outlives releases: shared between the releases of one host, not between hosts. */
export function sharedFolders(runs: readonly TaskRun[]): readonly FileStore[] {
  const mounts = sharedMounts(runs);
  const stores = new Map<string, FileStore>();
  for (const run of runs) {
    const module = moduleOf(run.body);
    if (module?.name !== 'file' || chosenHost(run)) continue;
    const state = optionText(run, module, 'state');
    if (state === 'directory') {
      const made = folderMade(run, mounts);
      if (made) stores.set(made.path, made.store);
    }
    if (state !== 'link') continue;
    const src = optionText(run, module, 'src') ?? '';
    const dest = optionText(run, module, 'dest', 'path', 'name') ?? '';
    const isKept = kept.test(dest) && inWebRoot.test(dest) && !src.startsWith(dest.replace(/\/[^/]*\/?$/, '/'));
    // a release without the folder of its own kind of files is linked to one above all releases
    if (!(uploads.test(dest) || isKept) || mounts.some((mount) => src.startsWith(mount))) continue;
    const at = itemOf(run)?.at ?? option(run, module, 'dest', 'path', 'name')?.at ?? run.body.at;
    stores.set(`${at.file}:${at.start}`, {
      label: `uploads in ${lastOf(dest)}`,
      technology: 'ansible',
      content: 'upload',
      backend: known({ technology: 'disk', reach: 'server' }, [
        said(run.body.at, 'links each release to a folder of the host'),
        said(at, `is kept in ${src.split('/').slice(-2).join('/')} of the host, for all of its releases`),
      ]),
      uses: [],
    });
  }
  return [...stores.values()];
}

/** The last two names of a path; one where the other is only known while a playbook runs. */
function lastOf(path: string): string {
  const names = path.split('/').slice(-2);
  return (/[{}]/.test(names[0] ?? '') ? names.slice(1) : names).join('/');
}

const inWebRoot = /^\/(var\/www|srv|opt|home\/[^/]+|usr\/share\/(nginx|webapps))\//;

/** A folder for uploads that a play makes below the root of the web server, on the disk of each host. */
function folderMade(run: TaskRun, mounts: readonly string[]): { readonly path: string; readonly store: FileStore } | undefined {
  const module = moduleOf(run.body);
  const value = module && option(run, module, 'path', 'dest', 'name');
  const path = literalText(value) ?? '';
  if (!value || !uploads.test(path) || !inWebRoot.test(path) || mounts.some((mount) => path.startsWith(mount))) return undefined;
  const because = [said(run.body.at, 'makes a folder on each host'), said(value.at, `is ${path} of each host`)];
  const store: FileStore = { label: `uploads in ${path.split('/').slice(-2).join('/')}`, technology: 'ansible', content: 'upload', backend: known({ technology: 'disk', reach: 'server' }, because), uses: [] };
  return { path, store };
} // biome-ignore format: records

/** The item of a loop that the task is run for: where the folder is named. */
function itemOf(run: TaskRun): Expr | undefined {
  const looped = within(run.body, 'loop') ?? within(run.body, 'with_items');
  const item = looped && valueIn(run.scope('item'), run.scope);
  return item?.is === 'map' || item?.is === 'literal' ? (entries(item)[0]?.value ?? item) : undefined;
}

import { type Evidence, said } from './evidence.js';
import type { Process } from './parts/topology.js';
import type { Profile } from './profile.js';

/** A folder as the deployment mounts it: on storage that all servers share, or on a volume of one. */
export interface FolderMount {
  readonly shared: boolean;
  readonly because: readonly Evidence[];
}

/**
 * What the deployment files say of a folder of the app: the mount whose path ends with it (`/var/www/html/wp-content/uploads` for
 * `wp-content/uploads`) or, where `above` is given, a mount of one of these container paths that holds the whole app.
 */
export function mountOf(
  given: { readonly processes: readonly Process[]; readonly profile: Profile },
  folder: string,
  above: readonly string[] = [],
): FolderMount | undefined {
  if (given.profile.sharedPaths.some((path) => isBelow(folder, path))) return { shared: true, because: [] };
  let local: FolderMount | undefined;
  for (const process of given.processes) {
    for (const { path, reach, at } of process.volumes) {
      const own = path.replace(/(?<!\/)\/+$/, '');
      if (!own.endsWith(`/${folder}`) && !above.includes(own)) continue;
      if (reach.state === 'unknown') continue;
      const because = [...reach.because, said(at, `mounts ${own}`)];
      if (reach.value === 'shared') return { shared: true, because };
      local ??= { shared: false, because };
    }
  }
  return local;
}

function isBelow(folder: string, path: string): boolean {
  const own = path.replace(/^\.?\/+|(?<!\/)\/+$/g, '');
  return folder === own || folder.startsWith(`${own}/`);
}

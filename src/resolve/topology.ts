import type { AppPlace } from '../facts/app-place.js';
import type { Process } from './parts/topology.js';

/** Whether a process runs an app: its folders lie in the app's and in no other app deeper down. One that tells nothing runs every app. */
export function runs(process: Process, place: AppPlace): boolean {
  if (place.others.length === 0) return true;
  if (process.app !== undefined) return process.app === place.root;
  const owners = [...(process.folders ?? []), ...(process.starts ?? [])].map((folder) =>
    ownerOf(folder, [place.root, ...place.others]),
  );
  const owner =
    owners.find((one) => one !== undefined && one !== '.') ??
    namedLike(process.image, [place.root, ...place.others]) ??
    owners.find((one) => one !== undefined);
  return owner === undefined || owner === place.root;
}

function ownerOf(folder: string, roots: readonly string[]): string | undefined {
  return roots
    .filter((root) => root === '.' || folder === root || folder.startsWith(`${root}/`))
    .toSorted((a, b) => (a === '.' ? -1 : b === '.' ? 1 : a.length - b.length))
    .at(-1);
}

/** The app with a folder of the image's name on its path. */
function namedLike(image: string | undefined, roots: readonly string[]): string | undefined {
  const name = image
    ?.replace(/@.*|:[^/]{0,300}$/gs, '')
    .split('/')
    .at(-1)
    ?.toLowerCase();
  return name ? roots.find((root) => root.toLowerCase().split('/').includes(name)) : undefined;
}

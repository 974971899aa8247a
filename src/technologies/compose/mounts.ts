import type { Expr, ExprEntry } from '../../facts/expr.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import type { Mount } from '../../resolve/parts/topology.js';
import type { Reach } from '../../resolve/reach.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import type { Started } from '../shell/start.js';
import { items, roughText, shippedText, within } from '../yaml/values.js';
import { joined } from './stacks.js';

/** Where compose mounts what into a container, and who can reach it. */
export function mountsOf(
  body: Expr,
  given: { folder: string; context?: string; volumes: readonly ExprEntry[] },
): readonly Mount[] {
  return items(within(body, 'volumes')).flatMap((item) => {
    const mount = item.is === 'map' ? longForm(item) : shortForm(item);
    if (!mount) return [];
    const { source, path, readOnly } = mount;
    const bind = source !== undefined && /^[./~$?]/.test(source);
    const code =
      bind &&
      !settings.test(path) &&
      given.context !== undefined &&
      joined(given.folder, source.replace(/^\?/, '.')) === given.context &&
      /^[.?]/.test(source);
    return [{
      path,
      ...(source ? { source } : {}),
      reach: reachOf(source, item, given.volumes),
      readOnly,
      ...(code ? { code, repair: imageCode({ path, source }, []) } : {}),
      at: item.at,
    }]; // biome-ignore format: one record
  });
}

/**
 * Volumes that hold the code of the app: a named one that the web server of the stack has too, around other mounts of the container. An image
 * fills it once, when it is empty: a later image leaves the old code in it, on each host by itself.
 */
export function withCodeVolumes(
  mounts: readonly Mount[],
  proxied: ReadonlySet<string>,
  sharers: (source: string) => readonly string[],
): readonly Mount[] {
  return mounts.map((mount) => {
    const { source, path } = mount;
    if (mount.code && source !== undefined) return { ...mount, repair: imageCode({ path, source }, sharers(source)) };
    if (source === undefined || !proxied.has(source) || /^[./~$?]/.test(source)) return mount;
    const around = mounts.some(
      (other) => other !== mount && other.path.startsWith(`${path.replace(/(?<!\/)\/+$/, '')}/`),
    );
    return around ? { ...mount, code: true, repair: imageCode({ path, source }, sharers(source)) } : mount;
  });
}

/** Folders whose files the start of a container runs, each by itself: hooks that somebody puts there. */
export function withScriptFolders(mounts: readonly Mount[], started: Started | undefined): readonly Mount[] {
  const run = new Set(started?.reached.flatMap(({ command: { words, loop } }) => scriptFolder(words.map(({ value }) => value), loop) ?? [])); // biome-ignore format: one list
  return mounts.map((mount) =>
    run.has(mount.path.replace(/(?<!\/)\/+$/, '')) ? { ...mount, scripts: true as const } : mount,
  );
}

/** `/hooks` where `for file in /hooks/*; do "$file"; done`, or `run-parts /hooks`, runs what lies in it. */
function scriptFolder(words: readonly string[], loop: string | undefined): string | undefined {
  if (/(^|\/)run-parts$/.test(words[0] ?? '')) return words.at(-1);
  const [, name, folder] = /^for\s+(\w+)\s+in\s+["']?(\/[\w./-]+)\/["']?\*/.exec(loop ?? '') ?? [];
  const called = /^(\.|source|(ba|da|a)?sh|exec)$/.test(words[0] ?? '') ? words[1] : words[0];
  return name !== undefined && (called === `$${name}` || called === `\${${name}}`) ? folder : undefined;
}

/** Places for configuration: what is mounted there is no code, though it be the folder that the image is built from. */
const settings = /^\/(etc|conf|config|run|secrets)(\/|$)/;

function longForm(item: Expr): { source?: string; path: string; readOnly: boolean } | undefined {
  const path = shippedText(within(item, 'target'));
  if (!path || shippedText(within(item, 'type')) === 'tmpfs') return undefined;
  const source = shippedText(within(item, 'source'));
  return { path, ...(source ? { source } : {}), readOnly: shippedText(within(item, 'read_only')) === 'true' };
}

function shortForm(item: Expr): { source?: string; path: string; readOnly: boolean } | undefined {
  const [first = '', second, mode = ''] = roughText(item).split(/:(?![\\/]{2})/);
  if (first === '') return undefined;
  return second === undefined
    ? { path: first, readOnly: false }
    : { source: first, path: second, readOnly: /(^|,)ro(,|$)/.test(mode) };
}

const networked = /nfs|cifs|efs|smb|ceph|gluster|portworx|rexray|s3fs|longhorn/i;

function reachOf(source: string | undefined, item: Expr, volumes: readonly ExprEntry[]): Resolved<Reach> {
  const declared = volumes.find(({ key }) => key === source);
  const driver = `${roughText(within(declared?.value, 'driver'))} ${roughText(within(declared?.value, 'driver_opts', 'type'))}`;
  if (declared && networked.test(driver))
    return known('shared', [said(declared.value.at, `the volume ${source} is a network file system`)]);
  const words =
    source === undefined
      ? 'an anonymous volume'
      : /^[./~]/.test(source)
        ? 'a folder of the host'
        : `the volume ${source}`;
  return known('server', [said(item.at, `${words} stays on one host`)]);
}

/** All services that have the same folder or volume leave it together: one that stays behind would serve other files than the rest. */
function imageCode({ path, source }: { readonly path: string; readonly source: string }, sharers: readonly string[]): Repair {
  const of = sharers.length > 1 ? ` of ${sharers.slice(0, -1).join(', ')} and ${sharers.at(-1)} together` : '';
  return byHand(
    'Run the code of the image',
    'Look that the Dockerfile copies the code into the image (COPY . .)',
    `Then take "${source}:${path}" out of the volumes${of}; for development it belongs into compose.override.yaml, which docker compose reads by itself`,
    ...(of === '' ? [] : ['A web server among them needs the files that it serves from an image too']),
  );
} // biome-ignore format: one sentence

import type { ImageCopy } from '../../facts/image.js';
import { baseName, folderOf } from './paths.js';

/** Files of the build's context as they stand in the image. */
export interface PlacedCopy {
  /** Paths in the context, without a leading `./`; the empty text is the whole of it. */
  readonly sources: readonly string[];
  /** Absolute. */
  readonly target: string;
  /** The target is a folder that takes the sources under their own names. */
  readonly into: boolean;
}

/** So many files come through other stages at most. */
const most = 500;

/** What a stage copies, those of other stages traced back to the context that these took them from. */
export function placedCopies(
  copies: readonly ImageCopy[],
  workdir: string,
  copiesOf: (stage: string) => readonly PlacedCopy[],
): readonly PlacedCopy[] {
  return copies
    .flatMap((copy): readonly PlacedCopy[] => {
      const target = under(under(workdir, copy.workdir ?? '.'), copy.target);
      const into =
        copy.sources.length > 1 || /(^|\/)\.?$/.test(copy.target) || copy.sources.some((one) => one.includes('*'));
      if (copy.stage === undefined) return [{ sources: copy.sources.map(plain), target, into }];
      const inner = copiesOf(copy.stage);
      return copy.sources.flatMap((source) => inner.flatMap((one) => through(one, source, { target, into })));
    })
    .slice(0, most);
}

/** What one copy comes to, once the path that it was copied to, one above or one below is copied on to a target. */
export function through(
  copy: PlacedCopy,
  source: string,
  to: { readonly target: string; readonly into: boolean },
): readonly PlacedCopy[] {
  const path = under('/', source.replace(/\/\*+$/, ''));
  const below = relative(path, copy.target);
  if (below !== undefined) return [{ ...copy, target: under(to.target, below) }];
  const inside = relative(copy.target, path);
  if (inside === undefined || inside === '') return [];
  return copy.sources.flatMap((one): readonly PlacedCopy[] => {
    const rest =
      copy.into && baseName(one) !== '' && inside.startsWith(baseName(one))
        ? inside.slice(baseName(one).length)
        : `/${inside}`;
    return [{ sources: [plain(`${one}${rest}`)], target: to.target, into: to.into }];
  });
}

/**
 * The paths in the context that a path of the image may come from, the last copy first. A folder is copied by what it holds; a file under its own
 * name where the target is a folder.
 */
export function originsOf(copies: readonly PlacedCopy[], path: string): readonly string[] {
  const found: string[] = [];
  for (const { sources, target, into } of copies.toReversed()) {
    const rest = relative(target, path);
    if (rest === undefined) continue;
    for (const source of sources) {
      const glob = /^((?:.*\/)?)([^/*]*\*[^/]*)$/.exec(source);
      if (glob) {
        if (rest !== '' && matches(glob[2] ?? '', rest.split('/')[0] ?? '')) found.push(plain(`${glob[1]}${rest}`));
        continue;
      }
      if (rest === '') found.push(source);
      else {
        if (into && rest.split('/')[0] === baseName(source)) found.push(plain(`${folderOf(source)}/${rest}`));
        found.push(plain(`${source}/${rest}`));
      }
    }
  }
  return [...new Set(found)];
}

/** Files that are copied to a path below a folder, under a name that is given there. */
export function renamedBelow(
  copies: readonly PlacedCopy[],
  folder: string,
): readonly { readonly origin: string; readonly below: string }[] {
  return copies.flatMap(({ sources, target, into }) => {
    const below = into ? undefined : relative(folder, target);
    const [origin] = sources;
    return below && origin ? [{ origin, below }] : [];
  });
}

function matches(glob: string, name: string): boolean {
  const [head = '', ...parts] = glob.split('*');
  const tail = parts.at(-1) ?? '';
  return name.startsWith(head) && name.endsWith(tail) && name.length >= head.length + tail.length;
}

/** What leads from a folder to a path below it; the empty text for the folder itself. */
function relative(folder: string, path: string): string | undefined {
  if (folder === '/') return path.slice(1);
  if (path === folder) return '';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/** A path as seen from a folder of the image; `..` and `.` are walked. */
export function under(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function plain(source: string): string {
  return source
    .split('/')
    .filter((part, index, all) => part !== '.' && (part !== '' || index === all.length))
    .join('/');
}

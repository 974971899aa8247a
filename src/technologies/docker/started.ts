import type { Facts } from '../../facts/fact.js';
import type { Located, Span } from '../../facts/span.js';
import { onceFor } from '../../once.js';
import { followAll } from '../shell/programs.js';
import type { Start, Started } from '../shell/start.js';
import { originsOf, renamedBelow, under } from './copies.js';
import type { Image } from './image.js';
import { knownStart } from './known-starts.js';
import { baseName } from './paths.js';

/** What starts a container: the image's own words, or those that the deployment puts in their place. */
export interface ContainerStart {
  readonly image?: Image;
  readonly entrypoint?: StartWords;
  readonly command?: StartWords;
  readonly folders: readonly string[];
  /** The environment of the deployment over that of the image; the empty text when nothing sets it. */
  variable(name: string): string | undefined;
  readonly at: Span;
}

export interface StartWords {
  readonly words: readonly Located<string>[];
  readonly shell: boolean;
  readonly at: Span;
}

/** Follows a container's start through its entry point and scripts; undefined where nothing says what it starts. */
export function startedBy(
  given: ContainerStart,
  facts: Facts,
): { readonly start: Start; readonly started: Started } | undefined {
  const start = startOf(given);
  return start && { start, started: followAll(start, facts) };
}

function startOf(given: ContainerStart): Start | undefined {
  const { image } = given;
  const words = (command: Image['command']): StartWords | undefined =>
    command && { words: command.words, shell: command.form === 'shell', at: command.at };
  const entrypoint = given.entrypoint ?? words(image?.entrypoint);
  // An entry point of the deployment's own puts the image's CMD aside.
  const command = given.command ?? (given.entrypoint ? undefined : words(image?.command));
  const folders = [...new Set([...(image ? [image.folder] : []), ...given.folders])];
  const base =
    image &&
    knownStart(
      image.from,
      given.entrypoint?.words.map(({ value }) => value) ?? image.entrypoint?.words.map(({ value }) => value),
    );
  const shared = {
    folders,
    variable: given.variable,
    ...(image
      ? {
          ...shellOf(image.from),
          origins: (path: string) => filesOf(image, path),
          renamed: (folder: string) => renamedBelow(image.copies, folder),
          workdir: image.workdir,
          built: image.builds.map(({ value }) => value),
        }
      : {}),
    ...(base && base.before.length > 0 ? { before: base.before } : {}),
  };
  if (entrypoint?.shell && entrypoint.words.length > 0)
    return { ...shared, words: entrypoint.words, shell: true, at: entrypoint.at };
  const at = (command ?? entrypoint)?.at ?? image?.at ?? given.at;
  const own = entrypoint?.words ?? base?.entrypoint?.map((value) => ({ value, at })) ?? [];
  if (own.length > 0 && (entrypoint || isInit.test(own[0]?.value ?? ''))) {
    const shellWords = command?.shell
      ? [{ value: '/bin/sh', at: command.at }, { value: '-c', at: command.at }, ...command.words]
      : (command?.words ?? []);
    return { ...shared, words: [...own, ...shellWords], shell: false, at };
  }
  if (command && command.words.length > 0)
    return { ...shared, words: command.words, shell: command.shell, at: command.at };
  // What the base starts is not ours to follow, but the scripts that it runs are.
  return base && base.before.length > 0 ? { ...shared, words: [], shell: false, at } : undefined;
}

/** What `sh` is in an official image: BusyBox' ash on Alpine, else dash of the Debian that is stable today. */
function shellOf(from: string): Pick<Start, 'sh'> {
  const [name = '', tag = ''] = (from.split('@')[0] ?? '').replace(/^(docker\.io\/)?library\//, '').split(':');
  if (name === 'alpine' || /alpine/.test(tag)) return { sh: 'ash' };
  const isOfficial = /^(node|python|php|ruby|debian)$/.test(name);
  return isOfficial && !/bullseye|buster|stretch|jessie|sid/.test(tag) ? { sh: 'dash' } : {};
}

/** Entry points that start more than the command that they are given. */
const isInit = /^(\/init|\/sbin\/my_init)$/;

/** Where a file of the image may come from: by the folder that it stands in, or by its name alone where it is looked for on the PATH. */
function filesOf(image: Image, path: string): readonly string[] {
  if (path.includes('/')) {
    const place = under(image.workdir, path);
    return [...movedTo(image, place), ...originsOf(image.copies, place)];
  }
  return [
    ...binaries.flatMap((folder) => movedTo(image, `${folder}/${path}`)),
    ...image.copies.flatMap(({ sources, target, into }) => {
      if (!into && baseName(target) === path) return sources;
      return into ? sources.filter((source) => baseName(source) === path) : [];
    }),
    ...binaries.flatMap((folder) => originsOf(image.copies, `${folder}/${path}`)),
  ];
}

const moves =
  /\b(?:cp|mv|ln|install)\s+(?:-\S+\s+(?:\d{3,4}\s+)?)*([\w./-]{1,200})\s+([\w./-]{1,200})(?=\s*(?:$|[;&|\n\\]))/g;

/** Files that the build puts to a path by a command: `RUN cp docker/start.sh /start.sh`. */
function movedTo(image: Image, path: string): readonly string[] {
  return movesOf(image).get(path) ?? [];
}

/** Asked for each word of each script. */
const movesOf = onceFor((image: Image): ReadonlyMap<string, readonly string[]> => {
  const moved = new Map<string, string[]>();
  for (const { value } of image.builds)
    for (const [, source = '', target = ''] of value.matchAll(moves)) {
      const place = under(image.workdir, /(^|\/)\.?$/.test(target) ? `${target}/${baseName(source)}` : target);
      const paths = new Set([place, `${place}/${baseName(source)}`]);
      for (const origin of originsOf(image.copies, under(image.workdir, source)))
        for (const path of paths) moved.set(path, [...(moved.get(path) ?? []), origin]);
    }
  return moved;
});

/** Where programs without a path are looked for (POSIX `PATH` of the usual images). */
const binaries = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

import type { Facts } from '../../facts/fact.js';
import type { Located, Span } from '../../facts/span.js';
import { follow, type Start, type Started } from '../shell/start.js';
import type { Image } from './image.js';
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
  return start && { start, started: follow(start, facts) };
}

function startOf(given: ContainerStart): Start | undefined {
  const { image } = given;
  const own = (command: Image['command']): StartWords | undefined =>
    command && { words: command.words, shell: command.form === 'shell', at: command.at };
  const entrypoint = given.entrypoint ?? own(image?.entrypoint);
  // An entry point of the deployment's own puts the image's CMD aside.
  const command = given.command ?? (given.entrypoint ? undefined : own(image?.command));
  const folders = [...new Set([...(image ? [image.folder] : []), ...given.folders])];
  const shared = {
    folders,
    variable: given.variable,
    ...(image ? { origin: (path: string) => originOf(image, path) } : {}),
  };
  if (entrypoint?.shell && entrypoint.words.length > 0)
    return { ...shared, words: entrypoint.words, shell: true, at: entrypoint.at };
  if (entrypoint && entrypoint.words.length > 0) {
    const shellWords = command?.shell
      ? [{ value: '/bin/sh', at: command.at }, { value: '-c', at: command.at }, ...command.words]
      : (command?.words ?? []);
    return { ...shared, words: [...entrypoint.words, ...shellWords], shell: false, at: (command ?? entrypoint).at };
  }
  return command && command.words.length > 0
    ? { ...shared, words: command.words, shell: command.shell, at: command.at }
    : undefined;
}

/** Where a file of the image comes from: the COPY that puts it there. */
function originOf(image: Image, path: string): string | undefined {
  const name = baseName(path);
  const clean = (source: string) => source.replace(/^\.?\//, '');
  const copies = image.copies.filter(({ stage }) => stage === undefined).toReversed();
  const renamed = copies.find(({ sources, target }) => sources.length === 1 && baseName(target) === name);
  if (renamed?.sources[0]) return clean(renamed.sources[0]);
  // Into a folder a file goes under its own name.
  const named = copies.flatMap(({ sources, target }) =>
    /\/$|\/s?bin$|^\.$/.test(target) || sources.length > 1 ? sources : [],
  );
  const source = named.find((one) => baseName(one) === name);
  return source === undefined ? undefined : clean(source);
}

import { posix } from 'node:path';
import type { BuildArguments } from '../../facts/image.js';

/** What a command of docker does with images, its words with the variables filled in (`?` for what is not known). */
export type ImageCommand =
  | { readonly does: 'build'; readonly build: ImageBuild }
  | { readonly does: 'tag'; readonly from: string; readonly to: string }
  | { readonly does: 'push'; readonly name: string };

/** A build of an image. */
export interface ImageBuild {
  /** Path of the Dockerfile, as the folder of the command sees it. */
  readonly file: string;
  readonly target?: string;
  /** Its arguments, as far as they are known. */
  readonly given?: BuildArguments;
  readonly names: readonly string[];
  /** It leaves the machine by the build itself. */
  readonly pushes: boolean;
}

/** Options that are followed by a value (docs.docker.com, reference/cli/docker/buildx/build). */
const valued =
  /^(-[tfom]|--(tag|file|target|output|build-arg|platform|label|cache-from|cache-to|secret|ssh|progress|network|build-context|builder|metadata-file|iidfile|add-host|annotation|shm-size|memory|ulimit|attest|allow|call))$/;

/** `docker build`, `docker buildx build`, `docker image push`, `podman tag ...`; undefined for everything else. */
export function imageCommand(words: readonly string[]): ImageCommand | undefined {
  if (!/^(docker|podman)$/.test(words[0] ?? '')) return undefined;
  const at = /^(buildx|image)$/.test(words[1] ?? '') ? 2 : 1;
  const rest = words.slice(at + 1);
  const plain = rest.filter((word) => !word.startsWith('-'));
  const [first, second] = plain;
  if (words[at] === 'tag') return first && second ? { does: 'tag', from: first, to: second } : undefined;
  if (words[at] === 'push')
    return first ? { does: 'push', name: rest.some((word) => /^(-a|--all-tags)$/.test(word)) ? `${first}:?` : first } : undefined; // biome-ignore format: one choice
  if (words[at] !== 'build') return undefined;
  const build = buildOf(rest);
  return build && { does: 'build', build };
}

function buildOf(words: readonly string[]): ImageBuild | undefined {
  const given: (readonly [option: string, value: string])[] = [];
  let context: string | undefined;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const equals = word.indexOf('=');
    if (valued.test(word)) given.push([word, words[++index] ?? '']);
    else if (word.startsWith('--') && equals > 0) given.push([word.slice(0, equals), word.slice(equals + 1)]);
    else if (word.startsWith('-') && word !== '-') given.push([word, '']);
    else context ??= word;
  }
  const valuesOf = (...names: readonly string[]) => given.filter(([name]) => names.includes(name)).map(([, value]) => value); // biome-ignore format: one expression
  const file = valuesOf('-f', '--file').at(-1);
  // a Dockerfile that comes from elsewhere, or by standard input
  if (context === undefined || (file ?? context) === '-' || /:\/\/|^git@/.test(context)) return undefined;
  const target = valuesOf('--target').at(-1);
  const outputs = valuesOf('-o', '--output').map(outputOf);
  return {
    file: file ?? posix.join(context, 'Dockerfile'),
    ...(target === undefined ? {} : { target }),
    ...givenBy(valuesOf('--build-arg')),
    names: [...valuesOf('-t', '--tag'), ...outputs.flatMap(({ names }) => names)],
    pushes: valuesOf('--push').some((value) => value !== 'false') || outputs.some(({ pushes }) => pushes),
  };
}

/** `NAME=value`; what only the running pipeline knows is left to the default. */
export function givenBy(lines: readonly string[]): { readonly given?: BuildArguments } {
  const all = lines.flatMap((line) => /^\s*(\w+)=([^?]*)$/.exec(line)?.slice(1) ?? []);
  const given: Record<string, string> = {};
  for (let index = 0; index < all.length; index += 2) given[all[index] ?? ''] = all[index + 1] ?? '';
  return Object.keys(given).length > 0 ? { given } : {};
}

/** `type=registry,name=example/shop`, `type=image,"name=a/b,c/d",push=true` (docs.docker.com, build/exporters). */
export function outputOf(text: string): { readonly names: readonly string[]; readonly pushes: boolean } {
  const list = /(?:^|,)"name=([^"]*)"/.exec(text)?.[1] ?? /(?:^|,)name=([^,]*)/.exec(text)?.[1] ?? '';
  return {
    names: list.split(',').filter((name) => name !== ''),
    pushes: /(?:^|,)type=registry(?:,|$)/.test(text) || /(?:^|,)push=(?!false)/.test(text),
  };
}

/** A name as it is pulled, lower case: the tag is `?` where a part of it is not known; undefined where the name itself is not. */
export function pulledAs(written: string): string | undefined {
  const [, name, tag] = /^([\w.-]+(?::\d+)?(?:\/[\w.-]+)+)(?::([^:@/]+))?(?:@.{0,200})?$/.exec(written.trim().toLowerCase()) ?? []; // biome-ignore format: one line
  if (name === undefined) return undefined;
  if (tag === undefined) return name;
  return `${name}:${/^[\w.-]+$/.test(tag) ? tag : '?'}`;
}

/** Whether two names may be the same image: no tag is `latest`, and one that is not known may be any. */
export function sameImage(one: string, other: string): boolean {
  const [name, tag] = parted(one);
  const [otherName, otherTag] = parted(other);
  return name === otherName && (tag === otherTag || tag.includes('?') || otherTag.includes('?'));
}

function parted(reference: string): readonly [name: string, tag: string] {
  const colon = reference.lastIndexOf(':');
  return colon > reference.lastIndexOf('/') ? [reference.slice(0, colon), reference.slice(colon + 1)] : [reference, 'latest']; // biome-ignore format: one choice
}

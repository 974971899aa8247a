import type { Fact, Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { packageRun } from '../../facts/workspace.js';
import type { Start } from './start.js';

/** Where scripts are looked for. */
export interface ScriptPlace {
  readonly facts: Facts;
  readonly start: Start;
}

/** The script of the repository that a path in the image means; `beside` is a folder of the repository that it may be relative to. */
export function scriptOf(place: ScriptPlace, path: string, beside?: string): Fact<'shell-script'> | undefined {
  const name = baseName(path);
  if (!name || /[$\s]/.test(path)) return undefined;
  const scripts = place.facts.of('shell-script');
  const copied = fileOf(place, path, scripts);
  if (copied) return original(copied, scripts);
  const near = beside === undefined ? undefined : scripts.find(({ at }) => at.file === joined(beside, path));
  if (near) return near;
  // A bare word is a program of the system unless it looks like a script.
  if (!path.includes('/') && !/\.(sh|bash)$|entrypoint/.test(name)) return undefined;
  if (/^\/(usr\/)?s?bin\//.test(path)) return undefined;
  const same = scripts.filter(({ at }) => baseName(at.file) === name);
  const most = Math.max(0, ...same.map(({ at }) => commonTail(at.file, path)));
  const found = nearest(
    same.filter(({ at }) => commonTail(at.file, path) === most),
    place.start.folders,
  );
  return found && original(found, scripts);
}

/** What the image copies to a path; of several candidates the first that is there. */
export function fileOf<F extends { readonly at: Span }>(
  { start }: ScriptPlace,
  path: string,
  facts: readonly F[],
): F | undefined {
  for (const origin of start.origins?.(path) ?? []) {
    if (origin === '') continue;
    const same = facts.filter(({ at }) => at.file === origin || at.file.endsWith(`/${origin}`));
    const found = nearest(
      same.some(({ at }) => isFrom(at.file, origin, start))
        ? same.filter(({ at }) => isFrom(at.file, origin, start))
        : same,
      start.folders,
    );
    if (found) return found;
  }
  return undefined;
}

/** A file that the image has below a folder, and its path from there. */
export interface FileBelow<F> {
  readonly fact: F;
  readonly below: string;
}

/** What the image has below a folder, by what it copies there; where nothing is known of the image, what lies in a folder of that name. */
export function filesBelow<F extends { readonly at: Span }>(
  { start }: ScriptPlace,
  folder: string,
  facts: readonly F[],
): readonly FileBelow<F>[] {
  const renamed = start.renamed?.(folder) ?? [];
  const tail = `/${folder.split('/').filter(Boolean).slice(-2).join('/')}/`;
  return facts.flatMap((fact): readonly FileBelow<F>[] => {
    const { file } = fact.at;
    if (!start.origins) {
      const at = `/${file}`.lastIndexOf(tail);
      return at < 0 || tail === '//' ? [] : [{ fact, below: `/${file}`.slice(at + tail.length) }];
    }
    const named = renamed.find(({ origin }) => isFrom(file, origin, start));
    if (named) return [{ fact, below: named.below }];
    const parts = file.split('/');
    for (let from = parts.length - 1; from >= 0; from--) {
      const below = parts.slice(from).join('/');
      if (start.origins(`${folder}/${below}`).some((one) => isFrom(file, one, start))) return [{ fact, below }];
    }
    return [];
  });
}

/** Whether a file lies at a path of the build's context, which is one of the folders of the start or one above them. */
function isFrom(file: string, origin: string, { folders }: Start): boolean {
  if (origin === '' || (file !== origin && !file.endsWith(`/${origin}`))) return false;
  const context = file.slice(0, Math.max(0, file.length - origin.length - 1));
  return context === '' || folders.some((folder) => folder === context || folder.startsWith(`${context}/`));
}

/** Whether a file of the repository is surely what lies at a path of the image. */
export function liesAt(start: Start, path: string, file: string): boolean {
  return start.origins?.(path).some((origin) => isFrom(file, origin, start)) ?? false;
}

/** The scripts that lie in a folder of the image, in the order of their names. */
export function scriptsIn(place: ScriptPlace, folder: string): readonly Fact<'shell-script'>[] {
  return filesBelow(place, folder, place.facts.of('shell-script'))
    .filter(({ below }) => !below.includes('/'))
    .toSorted((a, b) => (a.below < b.below ? -1 : 1))
    .map(({ fact }) => fact);
}

function joined(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}

/** Repositories that generate folders for many versions hold a script many times: the one with the shortest path speaks for all. */
function original(script: Fact<'shell-script'>, all: readonly Fact<'shell-script'>[]): Fact<'shell-script'> {
  const same = all.filter(
    (other) =>
      other.at.end === script.at.end &&
      other.commands.length === script.commands.length &&
      other.commands.every(({ at }, index) => at.start === script.commands[index]?.at.start),
  );
  const depth = (path: string) => path.split('/').length;
  return (
    same.toSorted((a, b) => depth(a.at.file) - depth(b.at.file) || a.at.file.length - b.at.file.length)[0] ?? script
  );
}

function nearest<F extends { readonly at: Span }>(scripts: readonly F[], folders: readonly string[]): F | undefined {
  const inside = (path: string) => {
    const index = folders.findIndex((folder) => folder === '.' || path.startsWith(`${folder}/`));
    return index < 0 ? folders.length : index;
  };
  return scripts.toSorted((a, b) => inside(a.at.file) - inside(b.at.file) || a.at.file.length - b.at.file.length)[0];
}

/** How many of the last segments two paths have in common. */
function commonTail(one: string, other: string): number {
  const a = one.split('/').toReversed();
  const b = other.split('/').toReversed();
  let count = 0;
  while (count < a.length && a[count] === b[count]) count++;
  return count;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The scripts of package.json that a command runs; with those that run before them. */
export function packageScripts(place: ScriptPlace, words: readonly string[]): readonly Fact<'script'>[] {
  const { names = [], within } = packageRun(words) ?? {};
  return names.flatMap((name) => [`pre${name}`, name].flatMap((one) => scriptNamed(place, one, within) ?? []));
}

function scriptNamed(
  { facts, start }: ScriptPlace,
  name: string,
  within: string | undefined,
): Fact<'script'> | undefined {
  const all = facts.of('script').filter((script) => script.name === name && script.name !== 'main');
  // a package mostly lies in a folder of its name
  const part = within?.replace(/[{}.]/g, '').split('/').filter(Boolean).at(-1);
  const inside = part === undefined ? [] : all.filter(({ at }) => baseName(folderOf(at.file)) === part);
  const same = part === undefined ? all : inside;
  const rank = ({ at }: Fact<'script'>) => {
    const folder = at.file.includes('/') ? at.file.slice(0, at.file.lastIndexOf('/')) : '.';
    const index = start.folders.indexOf(folder);
    return index < 0 ? start.folders.length + folder.length : index;
  };
  return same.toSorted((a, b) => rank(a) - rank(b))[0];
}

import type { Fact, Facts } from '../../facts/fact.js';
import type { Start } from './start.js';

/** Where scripts are looked for. */
export interface ScriptPlace {
  readonly facts: Facts;
  readonly start: Start;
}

/** The script of the repository that a path in the image means. */
export function scriptOf(place: ScriptPlace, path: string): Fact<'shell-script'> | undefined {
  const name = baseName(path);
  if (!name || /[$\s]/.test(path)) return undefined;
  const scripts = place.facts.of('shell-script');
  const origin = place.start.origin?.(path);
  if (origin) {
    const copied = nearest(
      scripts.filter(({ at }) => at.file === origin || at.file.endsWith(`/${origin}`)),
      place.start.folders,
    );
    if (copied) return original(copied, scripts);
  }
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

function nearest(
  scripts: readonly Fact<'shell-script'>[],
  folders: readonly string[],
): Fact<'shell-script'> | undefined {
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

const runner = /^(\S*\/)?(npm|yarn|pnpm|bun)$/;

/** The scripts of package.json that a command runs: `npm start`, `yarn run x`, `npm-run-all a b`; with those that run before them. */
export function packageScripts(place: ScriptPlace, words: readonly string[]): readonly Fact<'script'>[] {
  const [first = '', ...rest] = words;
  const plain = rest.filter((word) => !word.startsWith('-'));
  const several = /^(npm-run-all2?|run-s|run-p)$/.test(first);
  const names = several
    ? plain
    : runner.test(first)
      ? plain.slice(/^(run|run-script)$/.test(plain[0] ?? '') ? 1 : 0).slice(0, 1)
      : [];
  return names.flatMap((name) => [`pre${name}`, name].flatMap((one) => scriptNamed(place, one) ?? []));
}

function scriptNamed({ facts, start }: ScriptPlace, name: string): Fact<'script'> | undefined {
  const same = facts.of('script').filter((script) => script.name === name && script.name !== 'main');
  const rank = ({ at }: Fact<'script'>) => {
    const folder = at.file.includes('/') ? at.file.slice(0, at.file.lastIndexOf('/')) : '.';
    const index = start.folders.indexOf(folder);
    return index < 0 ? start.folders.length + folder.length : index;
  };
  return same.toSorted((a, b) => rank(a) - rank(b))[0];
}

import { grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { PathOrigin } from '../program/paths.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';

/** Somebody who reads, sends or lists what lies at a path: where it starts, its folders, and its name. */
interface Reader {
  readonly effect: Effect;
  readonly parts: readonly string[];
}

/** Who looks for files, by the last part of the path that is written out. */
const readersOf = onceFor((program: Program) => {
  const readers = program.effects.of('read', 'serve', 'list').flatMap((effect): readonly Reader[] => {
    const path = effect.row.path === undefined ? undefined : argumentAt(effect.site.call, effect.row.path);
    if (!path) return [];
    return program.paths.of(path, effect.site.func).flatMap((origin) => {
      const parts = partsOf(origin);
      return parts.length > 0 ? [{ effect, parts }] : [];
    });
  });
  return grouped(readers, ({ parts }) => parts.findLast(isWritten) ?? []);
});

/** More readers of files of one name, or of one folder, say nothing more. */
const mostReaders = 50;

/** Who looks, in another run of the app's code than that which writes, for what is written at a path. */
export function readerOf(origin: PathOrigin, onWay: ReadonlySet<Func>, program: Program): Effect | undefined {
  const own = partsOf(origin);
  const near = own.toReversed().flatMap((part) => (isWritten(part) ? (readersOf(program).get(part) ?? []).slice(0, mostReaders) : [])); // biome-ignore format: one chain
  return near.find(({ effect, parts }) => !onWay.has(effect.site.func) && isPath(parts, own, effect.row.is !== 'read'))
    ?.effect;
}

/** Whether one who reads a file or lists a folder may come upon what lies at a path. */
export function looksAt({ site, row }: Effect, origin: PathOrigin, program: Program): boolean {
  const own = partsOf(origin);
  const path = own.length === 0 || row.path === undefined ? undefined : argumentAt(site.call, row.path);
  return (
    path !== undefined &&
    program.paths
      .of(path, site.func)
      .map(partsOf)
      .some((asked) => asked.length > 0 && isPath(asked, own, row.is !== 'read'))
  );
}

/**
 * The parts of a path, that which says where it starts first; what goes up from the file that says it is gone up. None where no folder and no name is
 * written out.
 */
function partsOf({ root, text, beside }: PathOrigin): readonly string[] {
  if (root === 'unknown' || root === 'temporary') return [];
  const isBeside = beside !== undefined && text.startsWith('<app>');
  const whole = isBeside ? `${beside}/..${text.slice('<app>'.length)}` : text;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..' && parts.length > 0) parts.pop();
    else if (part !== '' && part !== '.' && part !== '<app>') parts.push(part);
  }
  return parts.some(isWritten) ? [root, ...parts] : [];
}

/** The one file that a path stands for, the same in all ways of writing it; undefined where a part of it is not written out. */
export function fileOf(origin: PathOrigin): string | undefined {
  const parts = partsOf(origin);
  return parts.length > 0 && parts.every(isWritten) ? parts.join('/') : undefined;
}

/** A path in one way of writing it, up to variables of the environment; undefined where something in it is computed. */
export function keyOf(origin: PathOrigin): string | undefined {
  const parts = partsOf(origin);
  return parts.length > 0 && !parts.some((part) => part.includes('*')) ? parts.join('/') : undefined;
}

function isWritten(part: string): boolean {
  return !/[*<>]/.test(part);
}

/** Whether what is asked for may be what is written: a folder stands for all that lies below it. */
function isPath(asked: readonly string[], written: readonly string[], isFolder: boolean): boolean {
  if (asked.length > written.length || (asked.length < written.length && !isFolder)) return false;
  return asked.every((part, at) => {
    const own = written[at] ?? '';
    return part === own || !isWritten(part) || !isWritten(own);
  });
}

import type { Span } from '../facts/span.js';
import type { PathOrigin } from '../program/paths.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import type { WriteGroup } from '../resolve/parts/store.js';

/** A call that writes a file: the function it stands in, how a request comes to it, and where the file lies. */
export interface Written {
  readonly at: Span;
  readonly func: Func;
  /** Undefined where nobody is seen to call it. */
  readonly way: Way | undefined;
  readonly origin: PathOrigin | undefined;
}

/**
 * Writes that are one store, so that whoever moves one moves all: into one folder by one function; by the methods of one class that others call to
 * keep files (the actions of a controller keep files each of their own).
 */
export function writtenTogether(written: readonly Written[]): readonly WriteGroup[] {
  const groups: Written[][] = [];
  for (const one of written) {
    const mine = groups.filter((group) => group.some((other) => isOneStore(one, other)));
    const joined = [...mine.flat(), one];
    groups.splice(0, groups.length, ...groups.filter((group) => !mine.includes(group)), joined);
  }
  return groups.filter(({ length }) => length > 1).map((group) => ({ places: group.map(({ at }) => at) }));
}

function isOneStore(one: Written, other: Written): boolean {
  const isSameFolder = folderOf(one) !== undefined && folderOf(one) === folderOf(other);
  if (isSameFolder && outermost(one.func) === outermost(other.func)) return true;
  const { owner } = one.func;
  if (!owner || owner !== other.func.owner || !isCalled(one) || !isCalled(other)) return false;
  return isBelow(folderOf(one), folderOf(other));
}

function outermost(func: Func): Func {
  let here = func;
  while (here.outer?.outer) here = here.outer;
  return here;
}

/** Its class is not what the outside asks: it keeps files for those that are. */
function isCalled({ func, way }: Written): boolean {
  return !way || (way.calls.length > 0 && way.entry.func.owner !== func.owner);
}

function folderOf({ origin }: Written): string | undefined {
  if (!origin || origin.root === 'unknown') return undefined;
  const cut = origin.text.lastIndexOf('/');
  return cut < 0 ? undefined : origin.text.slice(0, cut);
}

/** One folder lies in the other, or it is not known where one of them lies. */
function isBelow(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return true;
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}

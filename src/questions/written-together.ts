import type { Span } from '../facts/span.js';
import { grouped } from '../grouped.js';
import type { PathOrigin } from '../program/paths.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import type { WriteGroup } from '../resolve/parts/store.js';
import { outermost } from './above.js';
import { fileOf } from './looked-for.js';

/** A call that writes a file: the function it stands in, how a request comes to it, and where the file lies. */
export interface Written {
  readonly at: Span;
  readonly func: Func;
  /** Undefined where nobody is seen to call it. */
  readonly way: Way | undefined;
  readonly origin: PathOrigin | undefined;
  /** Where what is only moved there lay before. */
  readonly from?: readonly PathOrigin[] | undefined;
}

/**
 * Writes that are one store, so that whoever moves one moves all: into one folder by one function; by the methods of one class, or by the functions
 * of one module, that others call to keep files (the actions of a controller keep files each of their own); what is moved away from where others write;
 * one file, or on one disk of the settings, whoever writes it.
 */
export function writtenTogether(all: readonly Written[]): readonly WriteGroup[] {
  const written = all.toSorted((a, b) => Number(a.from !== undefined) - Number(b.from !== undefined));
  const leads = new Map<Written, Written>();
  const leadOf = (one: Written): Written => {
    let lead = one;
    for (let next = leads.get(lead); next; next = leads.get(lead)) lead = next;
    if (lead !== one) leads.set(one, lead);
    return lead;
  };
  const join = (some: readonly Written[]): void => {
    for (const one of some.slice(1)) {
      const [lead, other] = [leadOf(some[0] ?? one), leadOf(one)];
      if (lead !== other) leads.set(other, lead);
    }
  };
  const ofFunctions = grouped(written, ({ func }) => [outermost(func)]);
  for (const own of ofFunctions.values())
    for (const [folder, some] of grouped(own, (one) => [folderOf(one)])) if (folder !== undefined) join(some);
  for (const [owner, own] of grouped(written, ({ func }) => [func.owner ?? func.module])) {
    const called = own.filter(isCalled);
    // where it is not known where one of the files of a class lies, it may be with any
    if ('parts' in owner && called.some((one) => folderOf(one) === undefined)) join(called);
    else {
      const byFolder = grouped(called, (one) => [folderOf(one) ?? '']);
      for (const [folder, some] of byFolder) join([...some, ...above(folder).flatMap((one) => byFolder.get(one)?.[0] ?? [])]); // biome-ignore format: one call
    }
  }
  for (const [disk, same] of grouped(written, ({ origin }) => [origin?.disk && origin.said?.expr]))
    if (disk) join(same);
  for (const [file, same] of grouped(written, ({ origin }) => [origin && fileOf(origin)]))
    if (file !== undefined) join(same);
  const places = grouped(written, (one) => (one.origin && one.origin.root !== 'unknown' ? [folderOf(one) ?? ''] : []));
  for (const one of written)
    for (const from of one.from ?? []) join([...(places.get(folderOf({ origin: from }) ?? '') ?? []).slice(0, 1), one]);
  return [...grouped(written, (one) => [leadOf(one)]).values()].filter(({ length }) => length > 1).map((group) => ({ places: group.map(({ at }) => at) })); // biome-ignore format: one chain
}

/** The folders that a folder lies in. */
function above(folder: string): readonly string[] {
  const parts = folder.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Its class is not what the outside asks: it keeps files for those that are. */
function isCalled({ func, way }: Written): boolean {
  const { owner } = func;
  const isFromOutside = (entry: Func) => (owner ? entry.owner !== owner : entry.module !== func.module);
  return way ? way.calls.length > 0 && isFromOutside(way.entry.func) : owner !== undefined;
}

function folderOf({ origin }: Pick<Written, 'origin'>): string | undefined {
  if (!origin || origin.root === 'unknown') return undefined;
  const cut = origin.text.lastIndexOf('/');
  return cut < 0 ? undefined : origin.text.slice(0, cut);
}

import { onceFor } from '../once.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { PathOrigin } from '../program/paths.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import { serving } from './asked.js';
import { most, reachedFrom } from './reached.js';

/** Who reads or hands out what lies in the machine's folder for temporary files, while a request is answered or a job is done. */
interface Reader {
  readonly effect: Effect;
  readonly entry: Func;
  readonly parts: readonly string[];
}

const readersOf = onceFor((program: Program): readonly Reader[] =>
  program.effects.of('read', 'serve').flatMap((effect): readonly Reader[] => {
    const { site, row, weak } = effect;
    const path = weak || row.path === undefined ? undefined : argumentAt(site.call, row.path);
    const found = path ? program.paths.of(path, site.func).flatMap(partsOf) : [];
    const way = found.length > 0 ? program.reach.wayTo(site.func, serving) : undefined;
    return way ? found.map((parts) => ({ effect, entry: way.entry.func, parts })) : [];
  }),
);

/** More readers than these say nothing more. */
const mostReaders = 50;

/**
 * Who comes for a file in the folder for temporary files by its name in another piece of work than the one that has written it: the next request or
 * the job may run on another machine. Nobody where one work reaches both, or where the one that reads would write it, too.
 */
export function awaitedBy(origins: readonly PathOrigin[], effect: Effect, way: Way, program: Program): Reader['effect'] | undefined {
  if (!/^(request|socket|job)$/.test(way.entry.kind)) return undefined;
  const own = origins.flatMap(partsOf);
  const near = own.flatMap((parts) => readersOf(program).filter((reader) => isPath(reader.parts, parts))).slice(0, mostReaders);
  if (near.length === 0) return undefined;
  const behind = reachedFrom([way.entry.func], program.graph);
  if (behind.size > most) return undefined;
  return near.find(({ effect: other, entry }) => {
    if (behind.has(other.site.func)) return false;
    const others = reachedFrom([entry], program.graph);
    return others.size <= most && !others.has(effect.site.func);
  })?.effect;
} // biome-ignore format: one condition a line

/** The folders and the name below the folder for temporary files; none of a name that is the same each time: marks and locks are the machine's own. */
function partsOf({ root, text }: PathOrigin): readonly (readonly string[])[] {
  const below = root === 'temporary' ? /^\/(?:var\/)?tmp\/(.+)$/.exec(text)?.[1] : undefined;
  const parts = below?.split('/').filter((part) => part !== '' && part !== '.');
  return parts?.at(-1)?.includes('*') && parts.some((part) => /\w{3}/.test(part)) ? [parts] : [];
}

/** The same way of writing it; what is not known may be anything, but not all of it. */
function isPath(asked: readonly string[], written: readonly string[]): boolean {
  return (
    asked.length === written.length &&
    asked.every((part, at) => part === written[at] || part === '*' || written[at] === '*') &&
    asked.some((part, at) => part === written[at] && /\w{3}/.test(part))
  );
}

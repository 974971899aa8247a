import { within } from '../code/walk.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { Secret } from '../resolve/parts/boot-step.js';
import { type Asked, evidenceOf, placeOfExpr } from './asked.js';
import { isRandom, originsOf } from './keys.js';
import { isSameThing } from './same-thing.js';

/** Secrets that a server makes for itself and keeps in a file: random, written where the file is missing, and read back. */
export function keyFilesAsked(asked: Asked): AppParts {
  return { secrets: asked.program.effects.of('write').flatMap((effect) => keptIn(effect, asked)) };
}

function keptIn(effect: Effect, asked: Asked): readonly Secret[] {
  const { site, row } = effect;
  const { program } = asked;
  const path = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  const data = row.data === undefined ? undefined : argumentAt(site.call, row.data);
  if (!path || !data || !asked.runs(site.func.module.path)) return [];
  const random = originsOf(data, site.func, asked, 0).find(({ value }) => isRandom(value, asked));
  if (!random?.value.made) return [];
  const way = program.reach.wayTo(site.func, ['request', 'boot', 'job', 'task', 'socket']);
  if (!way) return [];
  const where = { expr: path, func: site.func };
  const origins = program.paths.of(path, site.func);
  if (origins.some(({ root }) => root === 'temporary' || root === 'shared')) return [];
  if (!isMissingBefore(effect, asked) || !isReadBack(effect, where, asked)) return [];
  const made = random.value.made;
  const because = [
    { at: placeOfExpr(made.call, made.func), says: 'is made at random' },
    ...evidenceOf(way, effect, 'is kept in a file of this server where there is none yet'),
  ];
  return [
    {
      label: path.is === 'name' ? path.name.replace(/^\$/, '') : 'a key file',
      technology: asked.technologyOf(site.func.module.path),
      origin: known('per-server-file', because),
      at: placeOfExpr(site.call, site.func),
    },
  ];
}

/** `if (!file_exists($path))` around it. */
function isMissingBefore({ site, row }: Effect, { program }: Asked): boolean {
  const path = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  for (let at = site.guard; at !== undefined && path; at = site.func.fn.guards[at]?.outer) {
    const test = site.func.fn.guards[at]?.test;
    if (!test) continue;
    for (const one of within(test)) {
      if (one.is === 'call' || one.is === 'operation') continue;
      if (isSameThing({ expr: path, func: site.func }, { expr: one, func: site.func }, program)) return true;
    }
  }
  return false;
}

function isReadBack({ site }: Effect, where: Parameters<typeof isSameThing>[0], { program }: Asked): boolean {
  return program.effects.of('read').some(({ site: other, row }) => {
    if (other.func.module !== site.func.module || row.path === undefined) return false;
    const read = argumentAt(other.call, row.path);
    return read !== undefined && isSameThing(where, { expr: read, func: other.func }, program);
  });
}

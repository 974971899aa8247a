import type { Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { Program } from '../program/program.js';
import { givenBackBy, type Placed } from '../program/scopes.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { CacheStore, MemoryState } from '../resolve/parts/store.js';
import { givenFor } from './above.js';
import { type Asked, placeOfExpr, proofOf, stepsOf } from './asked.js';
import { cacheInMemory, stateInMemory } from './caches.js';

/** Caches that code makes beside the one of the framework, in the memory of a process or in files of a server, and what it counts there. */
export function storesAsked(asked: Asked): AppParts {
  const { effects } = asked.program;
  const kept = effects.of('cache').filter(({ row, weak }) => !weak && row.reach && row.reach !== 'shared');
  const [counted] = kept.filter(({ row }) => row.what === 'count').flatMap((effect) => keptOf(effect, asked) ?? []);
  const copies = kept.filter((effect) => effect.row.what !== 'count' && !isOfContent(effect, asked));
  const [cached] = copies.filter(({ row }) => row.path === undefined).flatMap((effect) => keptOf(effect, asked) ?? []);
  const inFiles = copies.filter(({ row }) => row.path !== undefined).flatMap((effect) => keptOf(effect, asked) ?? []);
  return {
    caches: [
      ...effects.of('connect').flatMap((effect) => cacheOf(effect, asked)),
      ...[...(cached ? [cached] : []), ...inFiles].map((one) => ({ ...one, stakes: 'speed' as const })),
    ],
    memoryStates: [
      ...(counted ? [counted] : []),
      ...effects.of('connect').flatMap((effect) => (isInMemory(effect, asked) ? stateInMemory(effect, asked) : [])),
    ],
  };
}

/** Kept under a key that changes with the file that it was made from: no copy of it is ever old. */
function isOfContent({ site, row }: Effect, { program }: Asked): boolean {
  const key = row.key === undefined ? undefined : argumentAt(site.call, row.key);
  return key !== undefined && isStamped({ expr: key, func: site.func }, program, deepest);
}

/** So many names, callers and functions of the app are gone through for what a key is made of. */
const deepest = 4;

function isStamped({ expr, func }: Placed, program: Program, left: number): boolean {
  const isSo = (placed: Placed) => isStamped(placed, program, left - 1);
  return [...within(expr)].some((one) => {
    if (one.is === 'name' && left > 0) {
      const given = givenFor(one, func, program);
      if (given.length > 0) return given.every(({ expr: arg, site }) => isSo({ expr: arg, func: site.func }));
      return (func.bindings.get(one.name) ?? []).some(isSo);
    }
    if (one.is !== 'call') return false;
    return program.linker.calleesOf(one, func).some((value) => {
      if (value.is === 'external') return program.library.stamps.find(value.name).length > 0;
      return value.is === 'function' && left > 0 && givenBackBy(value.func).some(isSo);
    });
  });
}

/** What a function of the platform keeps for all processes of one server (APCu, shared memory). */
function keptOf({ site, row, name }: Effect, asked: Asked): MemoryState | undefined {
  const { program } = asked;
  const way = asked.runs(site.func.module.path) ? program.reach.wayTo(site, ['request', 'job', 'socket']) : undefined;
  if (!way || !row.reach) return undefined;
  const at = placeOfExpr(site.call, site.func);
  // what is given a folder keeps files there
  const where = row.path === undefined ? 'in the memory of this machine' : 'in files of this server';
  const says = row.what === 'count' ? `counts or marks ${where}` : `stores ${where}`;
  const technology = row.path === undefined ? 'memory' : 'files';
  return {
    label: `what ${name.slice(name.lastIndexOf('/') + 1)}() keeps`,
    technology: asked.technologyOf(site.func.module.path),
    backend: known({ technology, reach: row.reach }, [...stepsOf(way), { at, says }]),
    uses: [],
    confidence: proofOf(way, false),
  };
}

function cacheOf(effect: Effect, asked: Asked): readonly CacheStore[] {
  const { site, row } = effect;
  if (!/^(cache|memo)$/.test(row.what ?? '') || !asked.runs(site.func.module.path) || isSetting(effect)) return [];
  if (isInMemory(effect, asked)) return cacheInMemory(effect, asked);
  const way = asked.program.reach.wayTo(site, ['request', 'job', 'socket', 'task', 'boot']);
  const found = reachOf(effect, asked);
  if (!way || !found || found.reach === 'shared') return [];
  const at = placeOfExpr(site.call, site.func);
  const because = [{ at, says: 'makes a cache of its own' }, ...found.because];
  return [
    {
      label: 'a cache',
      technology: asked.technologyOf(site.func.module.path),
      backend: known({ technology: found.name, reach: found.reach }, because),
      uses: [],
      stakes: 'speed',
    },
  ];
}

/** A table of a library that is kept in the process, judged by what the app does with it. */
function isInMemory({ site, row }: Effect, asked: Asked): boolean {
  const { language, path } = site.func.module;
  const isHere = language === 'javascript' || (language === 'ruby' && row.reach === 'process');
  return /^(cache|memo)$/.test(row.what ?? '') && isHere && asked.runs(path);
}

interface Found {
  readonly reach: 'process' | 'server' | 'shared';
  readonly name: string;
  readonly because: readonly { readonly at: ReturnType<typeof placeOfExpr>; readonly says: string }[];
}

/** Who sees it: by what is made, or by the name that the call is given. */
function reachOf({ site, row }: Effect, { program }: Asked): Found | undefined {
  if (row.reach) return { reach: row.reach, name: row.reach === 'process' ? 'memory' : 'files', because: [] };
  const given = row.reaches && argumentAt(site.call, row.reaches.arg);
  if (!given) return undefined;
  for (const value of program.linker.evaluate(given, site.func).flatMap(program.graph.concrete)) {
    if (value.is !== 'literal' || !Object.hasOwn(row.reaches?.of ?? {}, String(value.value))) continue;
    const reach = row.reaches?.of[String(value.value)];
    if (!reach) continue;
    return {
      reach,
      name: String(value.value),
      because: [{ at: placeOfExpr(value.expr, value.func), says: 'chooses it' }],
    };
  }
  return undefined;
}

/** What a setting of the framework or of a limiter is given is judged with the setting (`config.cache_store = ...`). */
function isSetting({ site }: Effect): boolean {
  const holds = (expr: Expr) => [...within(expr)].includes(site.call);
  return site.func.fn.events.some((event) => {
    if (event.is === 'bind')
      return event.target.is === 'member' && /^(cache_store|store)$/.test(event.target.name) && holds(event.value);
    const { value } = event;
    // `config.session_store :cache_store, cache: ...`
    return (
      value?.is === 'call' &&
      value.callee.is === 'member' &&
      value.callee.name.endsWith('_store') &&
      value.args.some((arg) => arg.name !== undefined && holds(arg.value))
    );
  });
}

import { within } from '../code/walk.js';
import { argumentAt } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import type { PathOrigin } from '../program/paths.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import { type Evidence, known } from '../resolve/evidence.js';
import type { FileStore, LocalWrite } from '../resolve/parts/store.js';
import { isIgnored, standInsOf, waysUp } from './above.js';
import { type Asked, evidenceOf, placeOfExpr, proofOf } from './asked.js';
import { atCallers, storesIn } from './at-callers.js';
import { awaitedBy } from './awaited.js';
import { removalsIn, writesIn } from './effects-in.js';
import { boundTo, funcsOn, isAnswer, isOtherBranch, passesThrough } from './gone.js';
import { type HandedOut, handedOutBy } from './handed-out.js';
import { isLeftWithContext } from './left-contexts.js';
import { readerOf } from './looked-for.js';
import { isMadeWhereMissing } from './made-again.js';
import { isOfEachCopy } from './of-each-copy.js';
import { isSameThing } from './same-thing.js';
import { comesFromClient, dataOf } from './sent.js';
import { isNeverMade } from './unmade.js';
import { conditionsOver } from './work.js';
import { type Written, writtenTogether } from './written-together.js';

/**
 * Files that the serving app writes to a disk of its own although a later request, perhaps on another server, would look for them:
 * a write that a request, a message or a job reaches, whose path does not start in a folder for temporary files or on shared storage, and
 * which is neither removed nor handed to a shared store by the functions on the way to it.
 */
export function filesAsked(asked: Asked): AppParts {
  const effects = asked.program.effects.of('write', 'move');
  const handedOut = handedOutBy(asked);
  const found = effects.flatMap((effect) => {
    const own = writeOf(effect, asked, handedOut);
    return own.length > 0 ? own : silent(effect, asked);
  });
  return {
    fileStores: found.flatMap(({ store }) => store ?? []),
    localWrites: found.flatMap(({ write }) => write ?? []),
    writeGroups: writtenTogether(found.flatMap(({ written }) => written ?? [])),
  };
}

interface Found {
  readonly store?: FileStore;
  readonly write?: LocalWrite;
  readonly written?: Written;
  /** The writes below a call that decides where they go, the innermost one last. */
  readonly below?: readonly Effect[];
}

/** The writes below a call that decides where they go, and the one of them that has what is written. */
interface Within {
  readonly below: readonly Effect[];
  readonly source?: Effect | undefined;
}

/** Writers that call writers beyond this number are not followed. */
const mostLevels = 4;

/** What is not told by itself may be told of by others, and is then one with what its class keeps. */
function silent({ site, row }: Effect, { program, runs }: Asked): readonly Found[] {
  if (!site.func.owner || !runs(site.func.module.path)) return [];
  const target = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  const origin = target ? clearest(program.paths.of(target, site.func)) : undefined;
  return [{ written: { at: placeOfExpr(site.call, site.func), func: site.func, way: undefined, origin } }];
}

const serving = ['request', 'socket', 'job', 'task'] as const;

/** A write, judged at each call that decides where it goes where its function is given the path. */
function writeOf(effect: Effect, asked: Asked, handedOut: HandedOut, inner: Within = { below: [] }): readonly Found[] {
  const { row } = effect;
  const { program } = asked;
  const isGiven = row.what === undefined && inner.below.length < mostLevels && !isBesideStore(effect, program);
  const callers = isGiven && asked.runs(effect.site.func.module.path) ? atCallers(effect, program) : undefined;
  if (!callers) return writeAt(effect, asked, handedOut, inner);
  const below = [effect, ...inner.below];
  const source = inner.source ?? (callers.isDataGiven ? undefined : effect);
  const kept = callers.effects
    .flatMap((one) => writeOf(one, asked, handedOut, { below, source }))
    .filter(({ store, write }) => store || (write && !write.passes));
  if (kept.length > 0) return inner.below.length > 0 ? kept : toldOfCallers(kept);
  const own = writeAt(effect, asked, handedOut, inner);
  const isDark = ({ site }: Effect) => !program.reach.wayTo(site, [...serving, 'command', 'boot']);
  return own.length === 0 || !callers.isWhole || callers.effects.some(isDark) ? own : [passing(effect)];
}

function writeAt(effect: Effect, asked: Asked, handedOut: HandedOut, { below, source }: Within): readonly Found[] {
  const { site, row } = effect;
  const { program } = asked;
  if (!asked.runs(site.func.module.path)) return [];
  if (site.func.owner && isNeverMade(site.func.owner, asked)) return [passing(effect)];
  const isDriver = isBesideStore(effect, program);
  // what moves a file that was sent is called while a request is answered, whoever calls it
  const isSent = row.what === 'upload' && row.is === 'move' && !effect.weak;
  const isDisk = row.what === 'disk';
  const seen = program.reach.wayTo(site, isDriver || isDisk ? [...serving, 'unknown'] : serving);
  const unseen: Way | undefined = isSent
    ? { entry: { kind: 'unknown', func: site.func }, calls: [], weak: true }
    : undefined;
  const way = seen ?? unseen;
  const target = row.path === undefined ? undefined : argumentAt(site.call, row.path);
  const origins = target ? program.paths.of(target, site.func) : [];
  // whoever runs it, unless somebody comes for it later
  const isTemporary = origins.length > 0 && origins.every(({ root }) => root === 'temporary');
  const awaited = isTemporary && way ? awaitedBy(origins, effect, way, program) : undefined;
  if (isTemporary && !awaited) return [passing(effect)];
  if (!way || (isDriver && isOtherChosen(site, asked))) return [];
  const kept = awaited
    ? clearest(origins)
    : clearest(inForce(origins, asked).filter((origin) => isKept(origin, asked)));
  const isUpload = row.what === 'upload' || isDriver || isDisk || comesFromClient(source ?? effect, kept, program);
  if (origins.length > 0 && !kept) return [passing(effect)];
  if (origins.some(({ of }) => of !== undefined && isDataAt(of, effect, program))) return [passing(effect)];
  if (target && passesThrough(target, effect, way, program)) return [passing(effect)];
  if (target && isLeftWithContext(target, site.func, way, program)) return [passing(effect)];
  // Of a path that nothing is known of, only what a user sent is surely meant to stay.
  if (!isUpload && (kept === undefined || kept.root === 'unknown')) return [];
  if (row.what === 'log') return [];
  if (!isUpload && target && isAnswer(target, effect, way, program)) return [passing(effect)];
  if (!isUpload && target && isMadeWhereMissing(target, [effect, ...below], way, program)) return [passing(effect)];
  // whether a folder can be written to is asked so too
  if (row.what === 'mark' && below.length === 0 && !isIgnored(site, program)) return [];
  if (row.is === 'move' && isWrittenHere(effect, program)) return [];
  if (!isUpload && isOfEachCopy(effect, way, program)) return [passing(effect)];
  // every copy of the program writes the same for itself
  if (!isUpload && /^(boot|task)$/.test(way.entry.kind) && isConstant(source ?? effect, asked))
    return [passing(effect)];
  const fetched = kept && [kept, ...origins].map(handedOut).find((found) => found !== undefined);
  const reader = awaited ?? (kept && !fetched ? readerOf(kept, funcsOn(way, effect), program) : undefined);
  // the file that the environment is read from decides what this server does
  const isSettings = kept !== undefined && /\/\.env$/.test(kept.text);
  const isLookedFor =
    isUpload ||
    isSettings ||
    row.what !== undefined ||
    fetched ||
    reader ||
    (kept && (kept.root === 'public' || isFetched(kept, site.func)));
  // a disk that is made is one, whoever asks for it
  const proof =
    isDisk && way.entry.kind === 'unknown'
      ? 'medium'
      : proofOf(way, effect.weak || kept?.root === 'unknown' || !isLookedFor);
  const says =
    kept && kept.root !== 'unknown'
      ? `writes ${shown(kept)} to the disk of this server`
      : 'writes a file to the disk of this server';
  const because: readonly Evidence[] = [...decided(kept), ...lookedFor(reader), ...evidenceOf(way, effect, says)];
  const technology = asked.technologyOf(site.func.module.path);
  const path = kept && kept.root !== 'unknown' ? { path: kept.text } : {};
  const disk = kept?.disk && kept.said ? { diskAt: placeOfExpr(kept.said.expr, kept.said.func) } : {};
  const common = { technology, uses: [], confidence: proof, ...path, ...disk };
  const moved =
    row.is === 'move' && row.what !== 'upload' && row.data !== undefined ? argumentAt(site.call, row.data) : undefined;
  const from = moved
    ? inForce(program.paths.of(moved, site.func), asked).filter(({ root }) => !/^(unknown|temporary)$/.test(root))
    : [];
  const written: Written = {
    at: placeOfExpr(site.call, site.func),
    func: site.func,
    way,
    origin: kept,
    ...(from.length > 0 ? { from } : {}),
  };
  // what waits in a folder for temporary files is looked for by the next request, and not kept
  if (isUpload && !awaited && !(kept && /^<app>\/(tmp|temp)\//.test(kept.text))) {
    return [
      {
        store: {
          label: 'uploaded files',
          content: 'upload',
          backend: known({ technology: 'the local disk', reach: 'server' }, because),
          ...common,
        },
        written,
        below,
      },
    ];
  }
  if (kept && (fetched || isFetched(kept, site.func)))
    return [
      {
        store: {
          label: 'generated files',
          content: 'generated',
          backend: known({ technology: 'the local disk', reach: 'server' }, fetched ? [fetched, ...because] : because),
          ...common,
        },
        written,
        below,
      },
    ];
  const content = row.what === 'export' || row.what === 'index' ? row.what : isSettings ? 'settings' : 'other';
  const label = isSettings ? 'a settings file' : 'a file';
  return [
    {
      write: { label, content, backend: known({ technology: 'file', reach: 'server' }, because), ...common },
      written,
      below,
    },
  ];
}

/** One store is told once, by the surest of those who decide for it: the first at the write itself, others at the calls that decide for them. */
function toldOfCallers(kept: readonly Found[]): readonly Found[] {
  // what others look for says more than what the server says of itself
  const isLog = ({ written }: Found) => /\.log$/.test(written?.origin?.text ?? '');
  const rank = (found: Found) =>
    (found.store ? 0 : 4) + { high: 0, medium: 1, low: 2 }[(found.store ?? found.write)?.confidence ?? 'high'] + (isLog(found) ? 3 : 0); // biome-ignore format: one sum
  const stores = storesIn(
    kept.toSorted((a, b) => rank(a) - rank(b)),
    ({ written }) => written?.origin,
  );
  return stores.map((found, index) => {
    const { written, below = [] } = found;
    const at = below.map(({ site }) => placeOfExpr(site.call, site.func));
    const last = below.at(-1);
    const place = at.at(-1);
    if (index > 0 || !last || !place) return found;
    const through = (because: readonly Evidence[]): readonly Evidence[] => {
      const [end] = because.slice(-1);
      if (!end) return because;
      const calls = [end.at, ...at.slice(0, -1)].map((one) => ({ at: one, says: 'says where it goes' }));
      return [...because.slice(0, -1), ...calls, { at: place, says: end.says }];
    };
    return {
      ...told(found, through),
      ...(written ? { written: { ...written, at: place, func: last.site.func } } : {}),
    };
  });
}

function told({ store, write }: Found, through: (because: readonly Evidence[]) => readonly Evidence[]): Found {
  const again = <T extends FileStore | LocalWrite>(one: T): T =>
    one.backend.state === 'known'
      ? { ...one, backend: { ...one.backend, because: through(one.backend.because) } }
      : one;
  return { ...(store ? { store: again(store) } : {}), ...(write ? { write: again(write) } : {}) };
}

/** What is written here goes to an object store where things are set otherwise: in the other branch, or by the class that stands in for this one. */
function isBesideStore({ site }: Effect, program: Asked['program']): boolean {
  const storesIn = (func: Func) => removalsIn(func, program).filter(({ row, weak }) => row.is === 'store' && !weak);
  const ways = waysUp(site, program.graph, mostWays);
  if (ways.some((one) => storesIn(one.func).some((other) => isOtherBranch(other.site, one)))) return true;
  return standInsOf(site.func, program).some((twin) => storesIn(twin).length > 0);
}

/** More calls than these above a write say nothing any more. */
const mostWays = 30;

/** A variable that is set decides for the other branch: it stands in a condition on the way, or in what that asks for. */
function isOtherChosen(site: Effect['site'], asked: Asked): boolean {
  const { linker, paths, graph } = asked.program;
  const ways = waysUp(site, graph, mostWays);
  return ways.some((way) =>
    conditionsOver(way)
      .flatMap((test) => [...within(test)])
      .flatMap((expr) => [expr, ...boundTo(expr, way.func)])
      .flatMap((expr) => linker.evaluate(expr, way.func))
      .some((value) => {
        const variable = value.is === 'external' ? paths.variableOf(value) : undefined;
        return variable !== undefined && asked.variable(variable.name) !== undefined;
      }),
  );
}

/** A file that no later request misses. */
function passing({ site }: Effect): Found {
  const at = placeOfExpr(site.call, site.func);
  const because = [{ at, says: 'writes a file that is gone when the work is done, or made again where it is missing' }];
  const backend = known({ technology: 'file', reach: 'server' as const }, because);
  return { write: { label: 'a file', technology: 'any', content: 'other', backend, uses: [], passes: true } };
}

/** Ruby's web servers hand out what lies below `public`, without asking the app (railties, `public_file_server`; sinatra, `public_folder`). */
function isFetched({ root, text }: PathOrigin, { module }: Func): boolean {
  return module.language === 'ruby' && (root === 'public' || /^(<app>|\.)?\/?public\//.test(text));
}

/** One place that is known says more than others that are not. */
function clearest(origins: readonly PathOrigin[]): PathOrigin | undefined {
  return origins.find(({ root }) => root !== 'unknown') ?? origins[0];
}

/** A variable that nothing sets gives way to what stands behind it, and that to one that is set. */
function inForce(origins: readonly PathOrigin[], asked: Asked): readonly PathOrigin[] {
  const others = origins.filter(({ variable, unless }) =>
    variable === undefined ? unless === undefined || !asked.isGiven(unless) : asked.isGiven(variable),
  );
  return others.some(({ root }) => root !== 'unknown') ? others : origins;
}

function isKept(origin: PathOrigin, asked: Asked): boolean {
  if (/^(temporary|memory|shared)$/.test(origin.root)) return false;
  if (origin.root === 'environment' && origin.variable) {
    const set = asked.variable(origin.variable);
    if (set && (/^\/(var\/)?tmp(\/|$)|^\/dev\//.test(set.value) || asked.isMountShared(set.value))) return false;
  }
  return !asked.isMountShared(origin.text.replace(/^<\w+>\/?/, ''));
}

/** Written under another name first, by the same function, and beside where it will be: that is told already. */
function isWrittenHere({ site, row }: Effect, program: Asked['program']): boolean {
  const from = row.data === undefined ? undefined : argumentAt(site.call, row.data);
  return writesIn(site.func, program).some(({ site: other, row: written }) => {
    const path =
      written.is !== 'write' || written.path === undefined ? undefined : argumentAt(other.call, written.path);
    if (!from || !path || !isSameThing({ expr: path, func: site.func }, { expr: from, func: site.func }, program))
      return false;
    return program.paths.of(path, site.func).some(({ root }) => root === 'app' || root === 'public');
  });
}

/** Nothing but words of the app's own. */
function isConstant(effect: Effect, { program }: Asked): boolean {
  const written = dataOf(effect, program).map(({ expr, func }) => program.linker.evaluate(expr, func));
  return written.length > 0 && written.every(([first]) => first?.is === 'literal');
}

/** `rename(file, join(dirname(file), name))`: it stays beside where it was. */
function isDataAt(name: string, effect: Effect, program: Asked['program']): boolean {
  if (effect.row.is !== 'move') return false;
  return dataOf(effect, program).some(({ expr, func }) =>
    program.linker
      .evaluate(expr, func)
      .flatMap((value) => [value, ...program.graph.concrete(value)])
      .some((value) => value.is === 'external' && value.name === name),
  );
}

function decided(origin: PathOrigin | undefined): readonly Evidence[] {
  if (!origin?.said || origin.root === 'unknown') return [];
  const { expr, func } = origin.said;
  return [
    {
      at: placeOfExpr(expr, func),
      says: origin.variable ? `the path comes from ${origin.variable}` : 'the path begins here',
    },
  ];
}

function lookedFor(reader: Effect | undefined): readonly Evidence[] {
  if (!reader) return [];
  const says = reader.row.is === 'list' ? 'looks for files there' : 'reads it';
  return [{ at: placeOfExpr(reader.site.call, reader.site.func), says }];
}

function shown({ text }: PathOrigin): string {
  const plain = text.replace(/\*+/g, '…');
  return plain.length > 40 ? `…${plain.slice(-38)}` : plain;
}

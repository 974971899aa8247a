import type { CodeLanguage } from '../../code/model.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { append } from '../../grouped.js';
import type { Site } from '../../program/graph.js';
import type { Program } from '../../program/program.js';
import type { Func } from '../../program/values.js';
import { type Assembled, assemble, type Piece } from './pieces.js';
import { type Rendering, render, type Stand } from './render.js';
import { constantEntriesIn, constantsIn, keepsItsObject, type Thin, thinOf, touchesOutside } from './thin.js';

export interface Reading {
  readonly language: CodeLanguage;
  textOf(path: string): string | undefined;
  /** Whether a reader looks for something that a text holds. */
  mentions(text: string): boolean;
  /** What readers make of a file that has this text. */
  read(path: string, text: string): Promise<readonly Fact[]>;
}

/** More files are not read again: what wraps a library everywhere is understood by the questions. */
const mostFiles = 600;
/** A function that is called from more places is a library of its own. */
const mostCallers = 40;

/**
 * Readers look at one file. Where that file calls a function of the app that does little more than call a library, they are shown the file as if that
 * stood there; each fact keeps the place where its text really stands. What the function's own file says of the same, without knowing what it is given, gives way.
 */
export async function withFunctionsUnfolded(
  facts: ReadonlyMap<string, readonly Fact[]>,
  program: Program,
  reading: Reading,
): Promise<ReadonlyMap<string, readonly Fact[]>> {
  const stands = standsOf(program, reading);
  if (stands.size === 0) return facts;
  const unfolded = new Map<Func, Set<Site>>();
  const rendering: Rendering = {
    textOf: (path) => reading.textOf(path) ?? '',
    standsIn: (path) => stands.get(path) ?? [],
    onUnfold: ({ func }, site) => unfolded.set(func, (unfolded.get(func) ?? new Set()).add(site)),
  };
  const told = new Map<string, readonly Told[]>();
  for (const path of [...stands.keys()].sort().slice(0, mostFiles)) {
    const file = assemble(withImports(path, render(path, rendering), { program, rendering }));
    if (file.text === rendering.textOf(path)) continue;
    const found = await reading.read(path, file.text);
    told.set(
      path,
      found.map((fact) => ({ fact: placed(fact, path, file), ...seenIn(fact, file) })),
    );
  }
  for (const [func, sites] of unfolded) {
    const { path } = func.module;
    const own = told.get(path) ?? (facts.get(path) ?? []).map((fact) => asItStands(fact, rendering.textOf(path)));
    told.set(path, withoutGiven(own, func, { sites, program }));
  }
  return together(facts, told);
}

/** A fact, and what it was told by: where in the file that was read, and of which text. */
interface Told {
  readonly fact: Fact;
  readonly own: Span;
  readonly said: string;
}

function seenIn({ at }: Fact, file: Assembled): Omit<Told, 'fact'> {
  return { own: file.ownPlaceOf(at.start, at.end), said: file.text.slice(at.start, at.end) };
}

function asItStands(fact: Fact, text: string): Told {
  return { fact, own: fact.at, said: text.slice(fact.at.start, fact.at.end) };
}

/** Each fact with the file that it stands in, once. */
function together(
  facts: ReadonlyMap<string, readonly Fact[]>,
  told: ReadonlyMap<string, readonly Told[]>,
): ReadonlyMap<string, readonly Fact[]> {
  const grown = new Map<string, Map<string, Fact>>();
  const add = (fact: Fact, path: string) => {
    const own = grown.get(path) ?? new Map<string, Fact>();
    grown.set(path, own);
    const key = JSON.stringify(fact);
    if (!own.has(key)) own.set(key, fact);
  };
  for (const [path, all] of told) {
    for (const { fact } of all) {
      const file = fact.at.file || path;
      if (!told.has(file) && !grown.has(file)) for (const one of facts.get(file) ?? []) add(one, file);
      add(fact, file);
    }
    if (!grown.has(path)) grown.set(path, new Map());
  }
  const result = new Map(facts);
  for (const [path, own] of grown)
    result.set(
      path,
      [...own.values()].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end),
    );
  return result;
}

function standsOf(program: Program, { language, textOf, mentions }: Reading): ReadonlyMap<string, readonly Stand[]> {
  const thin = new Map<Func, Thin | undefined>();
  const thinAt = (func: Func): Thin | undefined => {
    if (!thin.has(func)) {
      const text = textOf(func.module.path) ?? '';
      const callers = program.graph.callersOf(func).length;
      const isWorth =
        callers > 0 &&
        callers <= mostCallers &&
        (touchesOutside(func, program) || mentions(text.slice(func.fn.start, func.fn.end)));
      thin.set(func, isWorth ? thinOf(func, text) : undefined);
    }
    return thin.get(func);
  };
  const told = new Map<string, boolean>();
  const isToldOf = (path: string): boolean => {
    const known = told.get(path) ?? mentions(textOf(path) ?? '');
    told.set(path, known);
    return known;
  };
  const found = new Map<string, Stand[]>();
  for (const site of program.graph.sites) {
    const { func, call, targets, weak } = site;
    const { path } = func.module;
    if (func.module.language !== language || program.clients.has(path)) continue;
    const [target] = targets;
    const one = target && targets.length === 1 && !weak && !call.new ? thinAt(target) : undefined;
    if (one && keepsItsObject(one.func, site, textOf(one.func.module.path) ?? ''))
      append(found, path, { start: call.start, end: call.end, site, thin: one });
    if (site.names.some((name) => !name.startsWith('?')) && isToldOf(path))
      for (const { expr, text } of constantsIn(site, program))
        append(found, path, { start: expr.start, end: expr.end, text });
  }
  for (const module of program.scopes.modules) {
    const top = module.language === language && isToldOf(module.path) ? program.scopes.topOf(module) : undefined;
    for (const { expr, text } of top ? constantEntriesIn(top, program) : [])
      append(found, module.path, { start: expr.start, end: expr.end, text });
  }
  for (const list of found.values()) list.sort((a, b) => a.start - b.start || b.end - a.end);
  return found;
}

interface Importing {
  readonly program: Program;
  readonly rendering: Rendering;
}

/** Names that another file takes in are taken in here too, where they are not known. */
function withImports(path: string, pieces: readonly Piece[], { program, rendering }: Importing): readonly Piece[] {
  const own = program.scopes.moduleAt(path);
  const known = new Set(own?.imports.map(({ local }) => local));
  const lines: string[] = [];
  for (const { at, text } of pieces) {
    if (at.file === path) continue;
    for (const { local, module } of program.scopes.moduleAt(at.file)?.imports ?? []) {
      if (local === '' || known.has(local) || !new RegExp(`\\b${local}\\b`).test(text)) continue;
      known.add(local);
      lines.push(`use ${module.replaceAll('/', '\\')}${module.endsWith(local) ? '' : ` as ${local}`};`);
    }
  }
  if (lines.length === 0) return pieces;
  const text = rendering.textOf(path);
  const after = Math.max(
    ...(own?.imports.map(({ end }) => text.indexOf(';', end) + 1) ?? []),
    (/^namespace [^;{]+;/m.exec(text)?.index ?? -1) >= 0 ? text.indexOf(';', text.search(/^namespace /m)) + 1 : 0,
    text.startsWith('<?php') ? '<?php'.length : 0,
  );
  return insertedAt(after, ` ${lines.join(' ')}`, pieces, path);
}

function insertedAt(offset: number, added: string, pieces: readonly Piece[], path: string): readonly Piece[] {
  const found: Piece[] = [];
  let isDone = false;
  for (const piece of pieces) {
    const { at, frame, isMade } = piece;
    const isHere = !isDone && !frame && !isMade && at.file === path && at.start <= offset && offset <= at.end;
    if (!isHere) {
      found.push(piece);
      continue;
    }
    isDone = true;
    const cut = offset - at.start;
    const place = { file: path, start: offset, end: offset };
    found.push({ text: piece.text.slice(0, cut), at: { ...at, end: offset } });
    found.push({ text: added, at: place, isMade: true });
    found.push({ text: piece.text.slice(cut), at: { ...at, start: offset } });
  }
  return found.filter(({ text }) => text !== '');
}

interface GivingWay {
  readonly sites: ReadonlySet<Site>;
  readonly program: Program;
}

/** What a function's file says of a call whose arguments only the callers know goes once all of them have been read. */
function withoutGiven(told: readonly Told[], func: Func, { sites, program }: GivingWay): readonly Told[] {
  const { fn } = func;
  const callers = program.graph.callsTo(func);
  if (callers.some((site) => !sites.has(site))) return told;
  const names = fn.params.map(({ name }) => name);
  for (const event of fn.events) if (event.is === 'bind' && event.target.is === 'name') names.push(event.target.name);
  return told.filter(
    ({ own, said }) => !(own.start > fn.start && own.end <= fn.end && names.some((name) => said.includes(name))),
  );
}

/** A fact with all its places where they really stand. */
function placed(fact: Fact, path: string, file: Assembled): Fact {
  const move = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(move);
    if (typeof value !== 'object' || value === null) return value;
    const span = value as Partial<Span>;
    if (span.file === path && typeof span.start === 'number' && typeof span.end === 'number')
      return file.placeOf(span.start, span.end);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, move(inner)]));
  };
  const moved = move(fact) as Fact;
  return moved.kind === 'use' && moved.at.file !== path ? { ...moved, calledFrom: path } : moved;
}

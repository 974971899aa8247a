import type { Expr, Param } from '../../code/model.js';
import type { Span } from '../../facts/span.js';
import { argumentFor, restFor } from '../../program/arguments.js';
import type { Site } from '../../program/graph.js';
import type { Func } from '../../program/values.js';
import type { Frame, Piece } from './pieces.js';
import { type Stretch, standsAlone, type Thin } from './thin.js';

/** What stands for a place of a file: a call of a thin function, or a constant. */
export type Stand = Stretch & ({ readonly site: Site; readonly thin: Thin } | { readonly text: string });

export interface Rendering {
  textOf(path: string): string;
  /** What is replaced in a file, in order, outer ones before those within them. */
  standsIn(path: string): readonly Stand[];
  /** Told of each function that was read where it is called. */
  readonly onUnfold: (thin: Thin, site: Site) => void;
}

interface Around {
  readonly path: string;
  readonly frame?: Frame;
  /** Names that stand for what the call gives. */
  readonly given: ReadonlyMap<string, readonly Piece[]>;
  readonly open: readonly Func[];
}

const deepest = 4;

/** A file with thin functions put in where it calls them. */
export function render(path: string, rendering: Rendering): readonly Piece[] {
  const stretch = { start: 0, end: rendering.textOf(path).length };
  return renderStretch(stretch, { path, given: new Map(), open: [] }, rendering) ?? [];
}

function renderStretch({ start, end }: Stretch, around: Around, rendering: Rendering): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let at = start;
  const upTo = (place: number): boolean => {
    const plain = withGiven({ start: at, end: place }, around, rendering);
    if (plain) pieces.push(...plain);
    return plain !== undefined;
  };
  for (const stand of rendering.standsIn(around.path)) {
    if (stand.start < at || stand.end > end) continue;
    const inside = standing(stand, around, rendering);
    if (!inside) continue;
    if (!upTo(stand.start)) return undefined;
    pieces.push(...inside);
    at = stand.end;
  }
  return upTo(end) ? pieces : undefined;
}

function standing(stand: Stand, around: Around, rendering: Rendering): readonly Piece[] | undefined {
  const at: Span = { file: around.path, start: stand.start, end: stand.end };
  const frame = around.frame ? { frame: around.frame } : {};
  if ('text' in stand) return [{ text: stand.text, at, isMade: true, ...frame }];
  const { site, thin } = stand;
  if (around.open.includes(thin.func) || around.open.length >= deepest) return undefined;
  const given = givenTo(site, around, rendering);
  if (!given) return undefined;
  const stretch = thin.value ?? (standsAlone(site.call, site.func) ? thin.body : undefined);
  if (!stretch) return undefined;
  const inner: Around = {
    path: thin.func.module.path,
    frame: { call: at, ...(around.frame ? { outer: around.frame } : {}) },
    given,
    open: [...around.open, thin.func],
  };
  const withLocals = stretch === thin.value ? locals(thin, inner, rendering) : inner;
  const found = withLocals && renderStretch(stretch, withLocals, rendering);
  if (found) rendering.onUnfold(thin, site);
  return found;
}

function locals(thin: Thin, around: Around, rendering: Rendering): Around | undefined {
  let here = around;
  for (const [name, stretch] of thin.locals) {
    const value = renderStretch(stretch, here, rendering);
    if (!value) return undefined;
    here = { ...here, given: new Map([...here.given, [name, value]]) };
  }
  return here;
}

/** What a call gives for each parameter; undefined where that cannot be told. */
function givenTo(site: Site, around: Around, rendering: Rendering): Around['given'] | undefined {
  const { call } = site;
  const func = site.targets[0];
  if (!func || call.args.some(({ spread }) => spread)) return undefined;
  const given = new Map<string, readonly Piece[]>();
  for (const [index, param] of func.fn.params.entries()) {
    if (param.kind === 'rest') {
      const rest = restFor(func, index, call).map(({ value }) => renderStretch(value, around, rendering));
      if (rest.some((one) => one === undefined)) return undefined;
      given.set(`...${param.name}`, separated(rest as readonly (readonly Piece[])[], param, func));
      continue;
    }
    const argument = argumentFor(func, index, call);
    const value = argument
      ? renderStretch(argument, around, rendering)
      : param.fallback &&
        renderStretch(param.fallback, { path: func.module.path, given: new Map(), open: around.open }, rendering);
    if (!value) return undefined;
    given.set(param.name, argument && isLoose(argument) ? wrapped(value) : value);
  }
  return given;
}

function separated(all: readonly (readonly Piece[])[], param: Param, func: Func): readonly Piece[] {
  const at: Span = { file: func.module.path, start: param.at.start, end: param.at.end };
  return all.flatMap((pieces, index) =>
    index === 0 ? pieces : [{ text: ', ', at, isMade: true as const }, ...pieces],
  );
}

function isLoose({ is }: Expr): boolean {
  return is === 'operation' || is === 'choice';
}

function wrapped(pieces: readonly Piece[]): readonly Piece[] {
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last) return pieces;
  return [{ ...first, text: '(', isMade: true }, ...pieces, { ...last, text: ')', isMade: true }];
}

const token = /(?:\.\.\.)?\$\w+|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\b(?:self|static)\b(?=\s*::)|\buse\s*\(/g;

/** A stretch of text with what the call gives in place of parameters; undefined where one stands in a text or is taken along by a closure. */
function withGiven({ start, end }: Stretch, around: Around, { textOf }: Rendering): readonly Piece[] | undefined {
  const text = textOf(around.path).slice(start, end);
  const place = (from: number, to: number): Span => ({ file: around.path, start: start + from, end: start + to });
  const frame = around.frame ? { frame: around.frame } : {};
  const pieces: Piece[] = [];
  let at = 0;
  const upTo = (to: number) => {
    if (to > at) pieces.push({ text: text.slice(at, to), at: place(at, to), ...frame });
  };
  if (around.given.size > 0 || around.frame) {
    for (const { 0: word, index } of text.matchAll(token)) {
      if (word.startsWith('use')) return undefined;
      if (word.startsWith('"') && [...around.given.keys()].some((name) => word.includes(name))) return undefined;
      const owner = around.open.at(-1)?.owner;
      const value = /^(self|static)$/.test(word)
        ? owner && [
            {
              text: `\\${owner.fullName.replaceAll('/', '\\')}`,
              at: place(index, index + word.length),
              isMade: true as const,
              ...frame,
            },
          ]
        : around.given.get(word);
      if (!value) continue;
      upTo(index);
      pieces.push(...value);
      at = index + word.length;
    }
  }
  upTo(text.length);
  return pieces;
}

import type { Arg, CodeModule, Expr, Fn } from '../code/model.js';
import { expressionsOf, within } from '../code/walk.js';
import type { Span } from '../facts/span.js';
import { onceFor } from '../once.js';
import type { AppParts } from '../resolve/app.js';
import { said } from '../resolve/evidence.js';
import type { AnsweredPaths } from '../resolve/parts/answered-paths.js';
import type { Asked } from './asked.js';
import { isOpen } from './health.js';

/**
 * What may be a path that the app answers. No list of routes is ever whole (lists that grow, tables of them, frameworks that take them from
 * names of files and methods), so all that the code spells out counts: only a path of which nothing speaks is surely answered by nobody.
 */
export function routesAsked(asked: Asked): AppParts {
  const { program } = asked;
  const modules = program.scopes.modules.filter(({ path }) => asked.runs(path));
  if (modules.length === 0) return {};
  const unsure = program.entries.flatMap((entry): readonly Span[] => {
    const call = entry.site?.call ?? entry.decorator;
    if (!call || entry.row?.route === undefined || (!entry.row.mounted && isOpen(entry, program))) return [];
    return [{ file: (entry.site?.func ?? entry.func).module.path, start: call.start, end: call.end }];
  });
  return { answeredPaths: [{ may: (path) => mayAnswer(path, spelt(modules)), unsure }] };
}

/** What code spells out. */
interface Spelt {
  readonly words: ReadonlyMap<string, Span>;
  readonly open: readonly Open[];
}

/** Read where a probe asks for a path, and not before: that is every text of the app. */
const spelt = onceFor((modules: readonly CodeModule[]): Spelt => {
  const words = new Map<string, Span>();
  const open: Open[] = [];
  for (const module of modules) {
    open.push(...ofPlace(module));
    for (const [word, at] of wordsOf(module)) if (!words.has(word)) words.set(word, at);
    for (const [text, at] of routesIn(module)) {
      const route = openOf(text, at);
      if (route) open.push(route);
    }
  }
  return { words, open };
});

function mayAnswer(path: string, { words, open }: Spelt): ReturnType<AnsweredPaths['may']> {
  const segments = segmentsOf(path);
  const last = segments.at(-1);
  const at = last === undefined ? undefined : words.get(last);
  if (at) return { is: 'spoken', because: said(at, `speaks of ${last}`) };
  const route = open.find((one) => isAnswered(segments, one));
  return route && { is: 'open', because: said(route.at, 'answers whatever stands there') };
} // biome-ignore format: one signature

/** A route with places for anything; `rest` takes any number of words. */
interface Open {
  readonly segments: readonly (string | undefined)[];
  readonly rest: boolean;
  readonly at: Span;
}

/** Only the end of a route is known: what mounts or includes it may put more before it. */
function isAnswered(asked: readonly string[], { segments, rest }: Open): boolean {
  const fits = (from: number) => segments.every((one, index) => one === undefined || one === asked[from + index]);
  if (!rest) return asked.length >= segments.length && fits(asked.length - segments.length);
  return asked.some((_, from) => from + segments.length <= asked.length && fits(from));
}

function segmentsOf(path: string): readonly string[] {
  return path
    .replace(/[?#].*/s, '')
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '');
}

/** Longer texts are no paths. */
const longest = 200;

/** The last words of all that may be a path: texts, keys, names of functions and of files. */
function* wordsOf(module: CodeModule): Iterable<readonly [string, Span]> {
  const { path: file } = module;
  const [folder, name] = file.toLowerCase().split('/').slice(-2);
  for (const word of [folder, name?.replace(/\..*/s, '')])
    if (word !== undefined) yield [word, { file, start: 0, end: 0 }];
  for (const { name: called, start } of module.functions) {
    // frameworks that find methods by the path put a word before them (`actionPing`, `ping_get`)
    const own = called.toLowerCase();
    const names = [own, own.replace(/^(action|get|index)_?/, ''), own.replace(/_?(action|get|index)$/, '')];
    for (const name of names)
      for (const word of name === '' ? [] : [name, name.replaceAll('_', '-')])
        yield [word, { file, start, end: start }];
  }
  for (const expr of expressionsIn(module)) {
    if (expr.is !== 'literal' || typeof expr.value !== 'string' || expr.value.length > longest) continue;
    const last = segmentsOf(withoutPattern(expr.value)).at(-1);
    if (last !== undefined) yield [last, { file, start: expr.start, end: expr.end }];
  }
}

/** What surrounds a path that is written as an expression. */
function withoutPattern(text: string): string {
  return text
    .replace(/^\^/, '')
    .replace(/(\/\?)?(\$|\\Z)?$/, '')
    .replaceAll('\\', '');
}

function* expressionsIn(module: CodeModule): Iterable<Expr> {
  const all = function* (exprs: readonly (Expr | undefined)[]): Iterable<Expr> {
    for (const expr of exprs) if (expr) yield* within(expr);
  };
  for (const fn of module.functions) {
    yield* expressionsOf(fn);
    yield* all(fn.decorators);
  }
  for (const { decorators, macros, fields } of module.classes)
    yield* all([...decorators, ...macros, ...fields.map(({ value }) => value)]);
}

/** Texts that stand first in a call which is given more, or in a decorator: a path and who answers there. */
function* routesIn(module: CodeModule): Iterable<readonly [string, Span]> {
  const decorators = new Set<Expr>();
  const marked: readonly (Fn | CodeModule['classes'][number])[] = [...module.functions, ...module.classes];
  for (const { decorators: own } of marked) for (const one of own) decorators.add(one);
  for (const expr of expressionsIn(module)) {
    if (expr.is !== 'call') continue;
    const [first, ...more] = expr.args;
    if (!first || (more.length === 0 && !decorators.has(expr) && first.name === undefined && first.value.is !== 'map')) continue;
    for (const text of textsOf(first)) yield [text, { file: module.path, start: expr.start, end: expr.end }];
  }
} // biome-ignore format: conditions

/** `'/x'`, and `'/x' => handler` of Ruby. */
function textsOf({ name, value }: Arg): readonly string[] {
  const [entry] = value.is === 'map' ? value.entries : [];
  const text = entry?.key ?? value;
  return [...(name === undefined ? [] : [name]), ...(text.is === 'literal' && typeof text.value === 'string' ? [text.value] : [])];
} // biome-ignore format: one table

/** A word of a path that the client chooses: `:page`, `{page}`, `<page>`, `*`, `(.*)`; not one that only takes numbers. */
const any =
  /^(:\w+\??|\{[\w:?=]+\}\??|<((str|string|slug|path|any):)?\w+>|\*\w*|\(?\.[*+]\)?|\(\?P?<\w+>(\.[*+]|\[\^\/\.?\]\+|\[[^\]]*\\w[^\]]*\]\+)\))$/;
/** One that takes the rest of the path. */
const anyRest = /^(\*\w*|<path:\w+>|\(?\.[*+]\)?|\(\?P?<\w+>\.[*+]\)|\{\w+:\.[*+]\}|\{\w+:path\})$/;

function openOf(text: string, at: Span): Open | undefined {
  if (text.length > longest || !/[:{<*(]/.test(text) || /\s/.test(text)) return undefined;
  const words = text
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replace(/\/\?$/, '')
    .split('/')
    .filter((word) => word !== '');
  if (!words.some((word) => any.test(word) || anyRest.test(word))) return undefined;
  const last = words.at(-1);
  const rest = last !== undefined && anyRest.test(last);
  const kept = rest ? words.slice(0, -1) : words;
  return { segments: kept.map((word) => (any.test(word) ? undefined : word.toLowerCase())), rest, at };
}

/** Files whose place is the path that they answer: `pages/[slug].ts`, `app/[...all]/route.ts`. */
function ofPlace({ path: file }: CodeModule): readonly Open[] {
  if (!file.includes('[')) return [];
  const words = file
    .replace(/\.\w+$/, '')
    .replace(/\/(index|route|page|\+server|\+page)$/, '')
    .split('/');
  const from = words.findLastIndex((word) => /^(app|pages|routes)$/.test(word)) + 1;
  const path = words.slice(from).filter((word) => !/^\(.*\)$/.test(word));
  const rest = /^\[{1,2}\.\.\./.test(path.at(-1) ?? '');
  const kept = rest ? path.slice(0, -1) : path;
  const segments = kept.map((word) => (word.startsWith('[') ? undefined : word.toLowerCase()));
  return [{ segments, rest, at: { file, start: 0, end: 0 } }];
}

import { codeLanguageOf, loadLowering } from '../../src/code/lower/languages.js';
import type { CodeModule, Expr, Fn } from '../../src/code/model.js';
import { expressionsOf } from '../../src/code/walk.js';
import { loadLanguage, type Parse } from '../../src/parse/languages.js';

/** A file of an example with what it does. */
export interface Written {
  readonly path: string;
  readonly text: string;
  readonly module: CodeModule;
}

/** A call of an outside thing, in the pieces that a transformation puts together anew. */
export interface CallSite {
  readonly start: number;
  readonly end: number;
  /** What is called, as written, with `new` where it stands. */
  readonly callee: string;
  readonly args: readonly { readonly text: string; readonly name?: string }[];
  /** The import line that brings it, as written; empty for what is always there. */
  readonly brings: string;
}

export interface LiteralSite {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Reads a file of an example; undefined where it is no application code or has faults. */
export async function readCode(path: string, text: string): Promise<Written | undefined> {
  const language = codeLanguageOf(path);
  if (!language) return undefined;
  const parse = (await loadLanguage(language)) as Parse<typeof language>;
  const parsed = parse(text, path);
  if (parsed.problems.length > 0) return undefined;
  const module = (await loadLowering(language))(parsed.tree as never, text, path);
  return { path, text, module };
}

/** A line at the top of a file of JavaScript, behind its directives: `'use server'` is none where anything stands before it. */
export function atTop(text: string, line: string): string {
  const directives = /^(?:#!.*\n)?(?:(['"])use [a-z]+\1;?\n)*/.exec(text)?.[0] ?? '';
  return `${directives}${line}\n${text.slice(directives.length)}`;
}

/** Calls whose first name comes from a library or the language, and whose arguments a helper could be given. */
export function callSites({ text, module }: Written): readonly CallSite[] {
  const own = ownNames(module);
  const decorators = new Set(module.functions.flatMap(({ decorators }) => decorators));
  const found: CallSite[] = [];
  for (const fn of module.functions) {
    for (const expr of expressionsOf(fn)) {
      if (
        expr.is !== 'call' ||
        expr.markup ||
        decorators.has(expr) ||
        expr.args.some(({ spread, block }) => spread || block)
      )
        continue;
      const first = firstName(expr.callee);
      if (first === undefined || own.has(first)) continue;
      if (module.language === 'ruby' && (expr.callee.is !== 'member' || !/^[A-Z]/.test(first))) continue;
      if (module.language === 'php' && first.startsWith('$')) continue;
      const brought = module.imports.find(
        ({ local }) => local !== '' && local === (module.language === 'php' ? last(first) : first),
      );
      if (module.language === 'javascript' && !brought && !/^set(Interval|Timeout)$/.test(first)) continue;
      if (brought && /^\./.test(brought.module)) continue;
      const opening = text.indexOf('(', expr.callee.end);
      if (opening < 0 || opening >= expr.end) continue;
      const callee = text.slice(expr.start, opening).trim();
      if (/\n/.test(callee)) continue;
      found.push({
        start: expr.start,
        end: expr.end,
        callee,
        args: expr.args.map(({ value, name }) => ({
          text: text.slice(value.start, value.end),
          ...(name ? { name } : {}),
        })),
        brings: brought ? lineAt(text, brought.start, brought.end) : '',
      });
    }
  }
  return found;
}

/** Text literals that are values, not names of modules or keys. */
export function literalSites({ text, module }: Written): readonly LiteralSite[] {
  const found: LiteralSite[] = [];
  for (const fn of module.functions) {
    for (const expr of expressionsOf(fn)) {
      if (module.language === 'ruby' && expr.is === 'call' && isRequire(expr.callee)) continue;
      const parts: Expr[] =
        expr.is === 'call'
          ? expr.args.map(({ value }) => value)
          : expr.is === 'map'
            ? expr.entries.map(({ value }) => value)
            : [];
      for (const part of parts) {
        const written = text.slice(part.start, part.end);
        if (part.is === 'literal' && typeof part.value === 'string' && /^(['"]).*\1$/.test(written))
          found.push({ start: part.start, end: part.end, text: written });
      }
    }
  }
  return found;
}

/** What a file loads is no value. */
function isRequire(callee: Expr): boolean {
  return callee.is === 'name' && /^require(_relative)?$/.test(callee.name);
}

/** Names that the file binds itself: a helper elsewhere could not see them. */
function ownNames(module: CodeModule): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (fn: Fn) => {
    for (const { name } of fn.params) names.add(name);
    for (const event of fn.events) if (event.is === 'bind' && event.target.is === 'name') names.add(event.target.name);
  };
  for (const fn of module.functions) add(fn);
  for (const { name } of module.classes) names.add(name);
  for (const { local } of module.imports) names.delete(local);
  return names;
}

function firstName(expr: Expr): string | undefined {
  let here = expr;
  while (here.is === 'member' || here.is === 'index') here = here.of;
  return here.is === 'name' ? here.name : undefined;
}

function last(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function lineAt(text: string, start: number, end: number): string {
  const from = text.lastIndexOf('\n', start) + 1;
  const to = text.indexOf('\n', end);
  return text.slice(from, to < 0 ? text.length : to);
}

import { childOf, childrenOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Arg, Expr, Place } from '../../model.js';
import { deepest, emit, makesCalls, nameAt, opaque, placeOf } from '../draft.js';
import type { ShellLowering } from './lowering.js';
import { bindVariable, documentOf } from './words.js';

/** A command, a pipeline or a list as a value. `redirects` are those that stand behind it. */
export function runOf(low: ShellLowering, node: SyntaxNode, redirects: readonly SyntaxNode[] = []): Expr {
  if (low.depth >= deepest) return opaque(placeOf(node));
  low.depth++;
  const expr = read(low, node, redirects);
  low.depth--;
  return expr;
}

function read(low: ShellLowering, node: SyntaxNode, redirects: readonly SyntaxNode[]): Expr {
  const place = placeOf(node);
  switch (node.type) {
    case 'command':
      return redirected(low, node, {
        redirects: [...own(node), ...redirects],
        run: (more) => commandOf(low, node, more),
      });
    case 'pipeline': {
      const args = partsOf(node).map((part) => ({ value: low.run(part) }));
      const callee = nameAt('|', { start: node.start, end: node.start });
      return redirected(low, node, { redirects, run: () => ({ is: 'call', callee, args, ...place }) });
    }
    case 'list': {
      const [left, right] = partsOf(node);
      if (left === undefined || right === undefined) return opaque(place);
      const sign = operatorBetween(low, left, right);
      const before = low.run(left);
      return { is: 'operation', sign, left: before, right: low.run(right, redirects), ...place };
    }
    case 'redirected_statement': {
      const body = childOf(node, 'body');
      const mine = node.children.filter(({ field }) => field === 'redirect');
      if (body) return low.run(body, [...mine, ...redirects]);
      return redirected(low, node, { redirects: [...mine, ...redirects], run: () => opaque(place) });
    }
    case 'negated_command': {
      const [inner] = partsOf(node);
      return inner ? { is: 'operation', sign: '!', right: low.run(inner, redirects), ...place } : opaque(place);
    }
    case 'test_command':
      return low.word(node);
    default:
      return redirected(low, node, {
        redirects,
        run: () => {
          low.statement(node);
          return opaque(place);
        },
      });
  }
}

function own(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter(({ field }) => field === 'redirect');
}

/** `&&` or `||` between two commands. */
export function operatorBetween({ text }: ShellLowering, left: SyntaxNode, right: SyntaxNode): string {
  return /&&|\|\|/.exec(text.slice(left.end, right.start))?.[0] ?? '&&';
}

interface Redirected {
  readonly redirects: readonly SyntaxNode[];
  readonly run: (documents: readonly Arg[]) => Expr;
}

/** `a > b` is a call of `>` with the file and what is written to it. */
function redirected(low: ShellLowering, node: SyntaxNode, { redirects, run }: Redirected): Expr {
  const files: { readonly name: string; readonly target: Expr; readonly at: SyntaxNode }[] = [];
  const documents: Arg[] = [];
  const next: SyntaxNode[] = [];
  for (const redirect of redirects.flatMap((one) => [one, ...own(one)])) {
    const [target, ...words] = childrenOf(redirect, 'destination');
    // `echo >> file text`: the grammar takes the words behind the file for more of it
    for (const word of words) documents.push({ value: low.word(word) });
    if (redirect.type === 'file_redirect' && target) {
      const name = low.text
        .slice(redirect.start, target.start)
        .trim()
        .replace(/^1/, '')
        .replace(/^&>/, '>')
        .replace('|', '');
      if (!/&$/.test(name) || !/^(\d+|-)$/.test(sourceOf(low.text, target)))
        files.push({ name, target: low.word(target), at: redirect });
      continue;
    }
    const text = redirect.type === 'heredoc_redirect' ? documentOf(low, redirect) : undefined;
    if (text) documents.push({ value: text });
    if (redirect.type === 'herestring_redirect') {
      for (const part of partsOf(redirect)) documents.push({ value: low.word(part) });
    }
    if (redirect.type !== 'heredoc_redirect') continue;
    for (const part of partsOf(redirect)) {
      if (part.field === 'argument') documents.push({ value: low.word(part) });
      if (part.type === 'pipeline' || part.field === 'right') next.push(part);
    }
  }
  let expr = run(documents);
  for (const { name, target, at } of files) {
    const callee = nameAt(name, { start: at.start, end: at.start + name.length });
    const place = { start: node.start, end: at.end };
    expr = { is: 'call', callee, args: [{ value: target }, { value: expr }], ...place };
  }
  for (const part of next) {
    const place = { start: node.start, end: part.end };
    if (part.type === 'pipeline') {
      const callee = nameAt('|', { start: part.start, end: part.start });
      const args = [{ value: expr }, ...partsOf(part).map((one) => ({ value: low.run(one) }))];
      expr = { is: 'call', callee, args, ...place };
    } else {
      const sign = operatorBetween(low, { ...node, end: node.end }, part);
      expr = { is: 'operation', sign, left: expr, right: low.run(part), ...place };
    }
  }
  return expr;
}

/** What runs the command that it is given. */
const carriers = /^(exec|command|builtin|nohup|time|env|nice|setsid|sudo)$/;
const declaring = /^(export|local|readonly|declare|typeset)$/;

function commandOf(low: ShellLowering, node: SyntaxNode, documents: readonly Arg[]): Expr {
  const name = childOf(node, 'name');
  const local = name ? node.children.filter((child) => isAssignment(child) && isLocal(low, child, name)) : [];
  for (const child of node.children) if (isAssignment(child) && !local.includes(child)) assignmentOf(low, child);
  if (name === undefined) return opaque(placeOf(node));
  const words = node.children.filter(({ field }) => field === 'argument');
  const place = { start: (local[0] ?? name).start, end: node.end };
  const written = sourceOf(low.text, name);
  if (written === '.' || written === 'source') return sourcing(low, name, { words, place });
  if (declaring.test(written)) for (const word of words) declaredBy(low, written, word);
  const env = local.map((child) => ({
    name: sourceOf(low.text, childOf(child, 'name') ?? child),
    value: assignedBy(low, child),
  }));
  const asks = written === 'command' && /^-[vV]/.test(words[0] ? sourceOf(low.text, words[0]) : '');
  const args =
    carriers.test(written) && !asks ? carried(low, words, written) : words.map((word) => ({ value: low.word(word) }));
  return { is: 'call', callee: calleeOf(low, name), args: [...args, ...documents, ...env], ...place };
}

function calleeOf(low: ShellLowering, name: SyntaxNode): Expr {
  const word = low.word(name);
  return word.is === 'literal' ? nameAt(String(word.value), word) : word;
}

/** `exec gunicorn app`: a call of `gunicorn` within one of `exec`; options of `exec` itself stand before. */
function carried(low: ShellLowering, words: readonly SyntaxNode[], by: string): readonly Arg[] {
  let from = 0;
  for (; from < words.length; from++) {
    const written = sourceOf(low.text, words[from] ?? words[0] ?? never());
    if (by === 'env' && /^\w+=/.test(written)) continue;
    if (!/^-/.test(written)) break;
    if (/^-[aunC]$/.test(written)) from++;
  }
  const options = words.slice(0, from).map((word) => ({ value: low.word(word) }));
  const [name, ...rest] = words.slice(from);
  if (name === undefined) return options;
  const last = rest.at(-1) ?? name;
  const args = carriers.test(sourceOf(low.text, name))
    ? carried(low, rest, sourceOf(low.text, name))
    : rest.map((word) => ({ value: low.word(word) }));
  const call: Expr = { is: 'call', callee: calleeOf(low, name), args, start: name.start, end: last.end };
  return [...options, { value: call }];
}

function never(): never {
  throw new Error('a list of words ends before its length');
}

function isAssignment({ type }: SyntaxNode): boolean {
  return type === 'variable_assignment';
}

/** The grammar takes a line of several assignments to be part of the next line's command. */
function isLocal({ text }: ShellLowering, child: SyntaxNode, name: SyntaxNode): boolean {
  return !/(?<!\\)\r?\n/.test(text.slice(child.end, name.start));
}

function assignedBy(low: ShellLowering, assignment: SyntaxNode): Expr {
  const value = childOf(assignment, 'value');
  const end = { start: assignment.end, end: assignment.end };
  return value ? low.word(value) : { is: 'literal', value: '', ...end };
}

/** `A=1`, `A+=x`, `A[1]=x`. */
export function assignmentOf(low: ShellLowering, node: SyntaxNode): void {
  const name = childOf(node, 'name') ?? partsOf(node)[0];
  if (name === undefined) return;
  const value = assignedBy(low, node);
  const adds = low.text.startsWith('+=', name.end);
  bindVariable(low, low.word(name), { value, place: placeOf(node), ...(adds && { sign: '+=' }) });
}

/** `export A=1` behind other assignments, where the grammar sees a command with words. */
function declaredBy(low: ShellLowering, by: string, word: SyntaxNode): void {
  const [, name, eq] = /^(\w+)(=?)/.exec(sourceOf(low.text, word)) ?? [];
  if (name === undefined) return;
  if (by !== 'export' && by !== 'readonly' && low.here.fn !== 0) low.here.locals.add(`$${name}`);
  if (eq !== '=') return;
  const whole = low.word(word);
  const parts = whole.is === 'text' ? whole.parts : [whole];
  const [first, ...rest] = parts;
  if (first?.is !== 'literal' || parts.some(makesCalls)) return;
  const head = String(first.value).slice(name.length + 1);
  const values: Expr[] = head === '' ? [...rest] : [{ ...first, value: head }, ...rest];
  const [only] = values;
  const value: Expr =
    values.length === 0
      ? { is: 'literal', value: '', ...placeOf(word) }
      : values.length === 1 && only
        ? only
        : { is: 'text', parts: values, ...placeOf(word) };
  bindVariable(low, nameAt(`$${name}`, { start: word.start, end: word.start + name.length }), {
    value,
    place: placeOf(word),
  });
}

/** `local x=1`, `export A=b`, `declare -x C`. */
export function declarationOf(low: ShellLowering, node: SyntaxNode): void {
  const [, by = ''] = /^(\w+)/.exec(sourceOf(low.text, node)) ?? [];
  const names: Expr[] = [];
  for (const part of partsOf(node)) {
    const named = part.type === 'variable_assignment' ? (childOf(part, 'name') ?? part) : part;
    if (!/^(variable_name|variable_assignment)$/.test(part.type)) {
      names.push(low.word(part));
      continue;
    }
    const name = sourceOf(low.text, named);
    if (by !== 'export' && by !== 'readonly' && low.here.fn !== 0) low.here.locals.add(`$${name}`);
    if (part.type === 'variable_assignment') assignmentOf(low, part);
    names.push({ is: 'literal', value: name, ...placeOf(named) });
  }
  const callee = nameAt(by, { start: node.start, end: node.start + by.length });
  const value: Expr = { is: 'call', callee, args: names.map((one) => ({ value: one })), ...placeOf(node) };
  emit(low, { is: 'do', value, ...placeOf(node) });
}

interface Sourcing {
  readonly words: readonly SyntaxNode[];
  readonly place: Place;
}

/** `. ./lib.sh`; what stands before the first literal folder of the path is taken to be where the script lies. */
function sourcing(low: ShellLowering, name: SyntaxNode, { words: [path, ...rest], place }: Sourcing): Expr {
  const value = path && low.word(path);
  const module = value && moduleOf(value);
  if (module !== undefined) {
    low.imports.push({ local: '', module, name: '*', ...place });
    return { is: 'import', module, ...place };
  }
  const args = [...(value ? [{ value }] : []), ...rest.map((word) => ({ value: low.word(word) }))];
  return { is: 'call', callee: calleeOf(low, name), args, ...place };
}

function moduleOf(value: Expr): string | undefined {
  if (value.is === 'literal') return String(value.value) || undefined;
  const last = value.is === 'text' ? value.parts.at(-1) : undefined;
  if (last?.is !== 'literal' || value.is !== 'text' || value.parts.length > 2) return undefined;
  const rest = /^\/+(?!\/)([^\0]*\w)$/.exec(String(last.value))?.[1];
  if (rest === undefined) return undefined;
  return value.parts[0]?.is === 'literal' ? undefined : rest.startsWith('.') ? rest : `./${rest}`;
}

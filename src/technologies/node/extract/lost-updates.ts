import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import { escapePattern } from '../../../parse/escapes.js';
import type { Node } from '../../../parse/javascript-node.js';
import { type JsCall, jsArgument, jsDotted } from '../../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import { table } from '../../../table.js';
import { jsExpr } from '../js/expr.js';
import { type JsFile, sourceText, spanOf } from '../js/file.js';
import { functionsAround, isFunction } from '../js/functions.js';

const clients = /^(redis|ioredis|handy-redis|@redis\/client|iovalkey|memcached|memjs|@vercel\/kv|@upstash\/redis)$/;
const clientNames = /redis|valkey|memcached/i;
const guards = /lock|mutex|\.watch\s*\(|\.multi\s*\(|\.eval(sha)?\s*\(|transaction/i;
/** Where each command takes the value that it writes. */
const writes: Readonly<Record<string, number>> = table({ set: 1, setEx: 2, setex: 2, pSetEx: 2, psetex: 2 });

/**
 * A value is read from a store that servers share, changed in code and written back under the same key. Text is compared:
 * the same receiver, the same key, within one function, and nothing there that looks like a lock or a transaction. Keys that are
 * written differently may be the same where both are constants: what they come to is compared when all files are known.
 */
export function* lostUpdateFacts(file: JsFile): Iterable<Fact> {
  const imports = [...file.imports.values()].some(({ source }) => clients.test(source));
  for (const { node, path } of file.calls) {
    const [, receiver = '', verb = ''] = /^(.+)\.(\w+)$/.exec(jsDotted(node.callee as Node) ?? '') ?? [];
    const position = writes[verb];
    if (position === undefined || !(clientNames.test(receiver) || (imports && /client|kv|store/i.test(receiver))))
      continue;
    const key = jsArgument(node, 0);
    const value = jsArgument(node, position);
    const around = [...functionsAround(path)].at(-1)?.node;
    if (!key || !value || !around || guards.test(sourceText(file, around))) continue;
    const found = readBefore(file, { write: node, around, receiver, key, path });
    if (!found) continue;
    const { read, keys } = found;
    const names = namesFor(file, read, node);
    const direct = sourceText(file, value).includes(sourceText(file, read));
    // from the start of the line: `const count = Number(await client.get(key)) + 1` changes what it reads
    const line = file.text.lastIndexOf('\n', read.start ?? 0) + 1;
    const between = file.text.slice(line, node.end ?? 0);
    const isWritten = direct || names.some((name) => mentions(sourceText(file, value), name));
    const isChanged = direct ? changesByItself(sourceText(file, value)) : names.some((name) => changes(between, name));
    if (!isWritten || !isChanged || isOnMiss(file, path, { read, names: namesBound(file, read) })) continue;
    yield {
      kind: 'use',
      technology: 'node',
      what: 'lost-update',
      name: sourceText(file, key),
      options: {
        read: { is: 'opaque', source: sourceText(file, read), at: spanOf(file, read) },
        ...(keys ? { keys: { is: 'list', items: keys, at: spanOf(file, key) } } : {}),
      },
      at: spanOf(file, node),
    };
  }
}

/** The names that the result of the read itself is given. */
function namesBound(file: JsFile, read: JsCall): readonly string[] {
  return file.ofType('VariableDeclarator').flatMap(({ node }) => {
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return [];
    const { init } = node;
    const value = init.type === 'AwaitExpression' ? init.argument : init;
    return value.start === read.start && value.end === read.end ? [node.id.name] : [];
  });
}

interface Reading {
  readonly read: JsCall;
  readonly names: readonly string[];
}

/** Written only where nothing was found: what is put there was made anew, and whoever makes it makes the same. */
function isOnMiss(file: JsFile, path: JsPath, { read, names }: Reading): boolean {
  let below = path.node as Node;
  for (const { node } of jsAncestors(path)) {
    if (node.type === 'IfStatement' && (node.start ?? 0) > (read.end ?? 0)) {
      const says = whether(sourceText(file, node.test), names);
      if ((says === 'found' && node.alternate === below) || (says === 'missing' && node.consequent === below))
        return true;
    }
    if (node.type === 'BlockStatement' && endsBefore(file, { node, below, read, names })) return true;
    below = node as Node;
  }
  return false;
}

/** What a condition asks of the names, where it asks nothing else. */
function whether(test: string, names: readonly string[]): 'found' | 'missing' | undefined {
  for (const name of names) {
    const own = escapePattern(name);
    if (new RegExp(`^${own}(\\s*!==?\\s*(null|undefined))?$`).test(test)) return 'found';
    if (new RegExp(`^(!\\s*${own}|${own}\\s*===?\\s*(null|undefined))$`).test(test)) return 'missing';
  }
  return undefined;
}

/** `if (found) return found;` between the read and the write. */
function endsBefore(
  file: JsFile,
  block: Reading & { readonly node: Node & { type: 'BlockStatement' }; readonly below: Node },
): boolean {
  const { node, below, read, names } = block;
  return node.body.some(
    (one) =>
      one.type === 'IfStatement' &&
      (one.start ?? 0) > (read.end ?? 0) &&
      (one.end ?? 0) < (below.start ?? 0) &&
      whether(sourceText(file, one.test), names) === 'found' &&
      /\b(return|throw)\b[^{}]{0,400}\}?$/.test(sourceText(file, one.consequent)),
  );
}

interface Writing {
  readonly write: JsCall;
  readonly around: Node;
  readonly receiver: string;
  readonly key: Node;
  readonly path: JsPath;
}

interface Found {
  readonly read: JsCall;
  /** What both are given for the key, where that is not written in the same way. */
  readonly keys?: readonly Expr[];
}

function readBefore(file: JsFile, { write, around, receiver, key, path }: Writing): Found | undefined {
  const inside = ({ start, end }: Node) => (start ?? 0) >= (around.start ?? 0) && (end ?? 0) <= (around.end ?? 0);
  const reads = file.calls.flatMap(({ node, path: at }) => {
    const argument = jsArgument(node, 0);
    const isRead =
      inside(node) && (node.start ?? 0) < (write.end ?? 0) && jsDotted(node.callee as Node) === `${receiver}.get`;
    return isRead && argument ? [{ read: node, argument, at }] : [];
  });
  const same = reads.findLast(({ argument }) => sourceText(file, argument) === sourceText(file, key));
  if (same) return { read: same.read };
  const own = jsExpr(file, path, key);
  for (const { read, argument, at } of reads.toReversed()) {
    const other = jsExpr(file, at, argument);
    const isOpen = own.is !== 'literal' || other.is !== 'literal';
    if (isOpen ? isConstant(own) && isConstant(other) : own.value === other.value) return { read, keys: [own, other] };
  }
  return undefined;
}

/** What is written out, here or in another file, or stands in for a variable. */
function isConstant(expr: Expr): boolean {
  return expr.is === 'literal' || expr.is === 'setting' || (expr.is === 'env' && expr.fallback?.is === 'literal');
}

/** Names that hold what was read: the callback's last parameter, a variable, and variables made from those. */
function namesFor(file: JsFile, read: JsCall, write: JsCall): readonly string[] {
  const callback = read.arguments.at(-1) as Node | undefined;
  const params = callback && isFunction(callback) && 'params' in callback ? (callback.params as Node[]) : [];
  const last = params.at(-1);
  const names: string[] = last?.type === 'Identifier' ? [last.name] : [];
  const words = sourceText(file, read);
  const made = [
    ...file
      .ofType('VariableDeclarator')
      .flatMap(({ node }) =>
        node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init
          ? [{ name: node.id.name, from: node.init as Node }]
          : [],
      ),
    ...[...file.assignments].flatMap(([name, all]) => all.map(({ value }) => ({ name, from: value }))),
  ].toSorted((a, b) => (a.from.start ?? 0) - (b.from.start ?? 0));
  for (const { name, from } of made) {
    if ((from.end ?? 0) < (read.start ?? 0) || (from.start ?? 0) > (write.end ?? 0)) continue;
    const text = sourceText(file, from);
    if (text.includes(words) || names.some((known) => mentions(text, known))) names.push(name);
  }
  return names;
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$.])${escapePattern(name)}(?![\\w$])`).test(text);
}

/** Counted up or down, given an item, or a field of it set. */
function changes(text: string, name: string): boolean {
  const own = `(?<![\\w$.])${escapePattern(name)}`;
  return new RegExp(
    `${own}\\s*(\\+\\+|--|[-+*]=)|${own}\\.(push|unshift|splice|pop|shift)\\(|${own}(\\.\\w+|\\[[^\\]]{1,300}\\])+\\s*([-+*]?=(?!=)|\\+\\+|--)|${own}\\)?\\s{0,20}(\\|\\|\\s{0,20}0\\)|\\?\\?\\s{0,20}0\\))?\\s{0,20}[-+*]\\s*[\\w(]|delete ${own}|${own}\\s*=[^=;][^;]{0,300}\\)\\s*[-+*]\\s*\\w`,
  ).test(text);
}

function changesByItself(text: string): boolean {
  return /\)\s*[-+*]\s*\w/.test(text);
}

import type { Fact } from '../../facts/fact.js';
import { rubyAssignments, rubyChain, rubyItems, rubyPairs, rubyPath, rubyText } from '../../parse/ruby.js';
import {
  childOf,
  enclosing,
  partsOf,
  type SyntaxNode,
  type SyntaxTree,
  sourceOf,
  walk,
} from '../../parse/syntax-node.js';
import { type RubyFile, spanOf } from './expr.js';

/** Words without which a file keeps nothing in memory and takes no lock. */
export const stateMentions = [
  '@@',
  '{}',
  '[]',
  'Hash.new',
  'Set.new',
  'Concurrent::',
  'Mutex',
  'Monitor',
  'flock',
  '$',
];

/** Something that lives as long as the process: a class variable, a constant, a global, an instance variable of a class, a Sinatra setting. */
interface Holder {
  readonly name: string;
  readonly shape: 'collection' | 'value' | 'mutex';
  readonly at: SyntaxNode;
}

type How = 'put' | 'take' | 'memo' | 'assign' | 'count';

const putting = /^(push|append|add|store|unshift|prepend|enq|concat|merge!|update|compute|put_if_absent|insert)$/;
const taking = /^(delete|delete_if|reject!|clear|shift|pop|deq|filter!|select!|keep_if)$/;
const containers =
  /^(Hash|Array|Set|Queue|SortedSet|Concurrent::(Map|Hash|Array|Set)|ThreadSafe::(Cache|Hash|Array))\.new\b/;

/** Methods that fill a registry while the app starts. */
const atStart =
  /^(initialize|register\w*|inherited|included|extended|prepended|configure\w*|config|define\w*|load\w*|setup\w*|reset\w*|reload\w*|boot\w*|alias\w*|use|mount|attr\w*|has_\w+|belongs_to\w*|acts_as\w*|\w+_(accessor|attribute|option)s?)!?$/;

/** Class methods whose names say that something just happened. */
const requesting =
  /^(push|record|track|incr\w*|count|remember|enqueue|ban|acquire|release|subscribe|connect|join|leave)(_|[!?]?$)/;

/** Values that requests change and that live in the memory of one process, and locks that only one process or server knows. */
export function* stateFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  if (!serves(tree.text, path)) return;
  const file = { path, text: tree.text };
  const holders = new Map<string, Holder>();
  for (const holder of holdersOf(file, tree)) if (!holders.has(holder.name)) holders.set(holder.name, holder);
  yield* memories(file, tree, holders);
  yield* locks(file, tree, holders);
}

/** Code that answers requests or does jobs: below app/, or a file of Sinatra or Rack. */
function serves(text: string, path: string): boolean {
  return (
    /(^|\/)app\/(?!(views|assets|inputs|admin)\/)/.test(path) ||
    /\bSinatra\b|["']sinatra["']|\bdef call\(env\)/.test(text)
  );
}

function* holdersOf(file: RubyFile, tree: SyntaxTree): Iterable<Holder> {
  for (const { path: name, keys, value, node, operator } of rubyAssignments(tree.text, tree.root)) {
    if (keys.length > 0 || !/^(\|\|)?=$/.test(operator)) continue;
    const shape = shapeOf(file, value);
    const lives = /^(@@|\$)[a-z]\w*$/.test(name)
      || (shape !== 'value' && (/^[A-Z]\w*$/.test(name) || (/^@\w+$/.test(name) && ofClass(node)) || (/^[a-z]\w*$/.test(name) && !within(node)))); // biome-ignore format: one condition
    if (lives) yield { name, shape, at: node };
  }
  for (const node of walk(tree.root)) {
    const link = node.type === 'call' ? rubyChain(file.text, node)?.links.at(-1) : undefined;
    if (link?.name !== 'set' || childOf(node, 'receiver') || within(node) === 'method') continue;
    const name = rubyText(file.text, link.args[0]?.value);
    const value = link.args[1]?.value;
    const shape = value && shapeOf(file, value);
    if (name && shape && shape !== 'value') yield { name: `settings.${name}`, shape, at: node };
  }
}

/** An instance variable of the class itself: in its body, in `class << self` or in `def self.x`. */
function ofClass(node: SyntaxNode): boolean {
  const method = enclosing(node, 'method', 'singleton_method');
  if (!method) return enclosing(node, 'class', 'module') !== undefined;
  return method.type === 'singleton_method' || enclosing(method, 'singleton_class') !== undefined;
}

/** The scope that ends with a call: variables of a file's top level last, those of methods and classes do not. */
function within(node: SyntaxNode): 'method' | 'class' | 'block' | undefined {
  const around = enclosing(node, 'method', 'singleton_method', 'class', 'module', 'block', 'do_block', 'lambda');
  if (!around) return undefined;
  return /method/.test(around.type) ? 'method' : /class|module/.test(around.type) ? 'class' : 'block';
}

function shapeOf(file: RubyFile, value: SyntaxNode): Holder['shape'] {
  const source = sourceOf(file.text, value);
  if (/^(::)?(Thread::)?(Mutex|Monitor)\.new\b/.test(source)) return 'mutex';
  if (value.type === 'hash') return rubyPairs(file.text, value).length === 0 ? 'collection' : 'value';
  if (value.type === 'array') return rubyItems(value).length === 0 ? 'collection' : 'value';
  return containers.test(source.replace(/^::/, '')) ? 'collection' : 'value';
}

function* memories(file: RubyFile, tree: SyntaxTree, holders: ReadonlyMap<string, Holder>): Iterable<Fact> {
  const changed = new Map<Holder, { readonly how: How; readonly node: SyntaxNode }[]>();
  for (const node of walk(tree.root)) {
    const change = changeOf(file, node);
    const holder = change && holders.get(change.target);
    if (!holder || holder.at === node || holder.shape === 'mutex' || !inRequest(file, node, holder)) continue;
    if (change.how === 'put' && keepsOnce(file, node, holder.name)) continue;
    if (change.how === 'assign' && holder.shape === 'collection') continue;
    changed.set(holder, [...(changed.get(holder) ?? []), { how: change.how, node }]);
  }
  for (const [holder, changes] of changed) {
    const first = changes.find(({ how }) => how === 'put' || how === 'count' || how === 'assign');
    if (!first) continue;
    yield { kind: 'use', technology: 'ruby', what: 'memory', name: holder.name, inside: methodName(file, first.node) ?? '', at: spanOf(file, first.node) }; // biome-ignore format: one record
  }
}

/** `X[k] = v`, `X << v`, `X.push(v)`, `@@x += 1`: what is changed, and how. */
function changeOf(file: RubyFile, node: SyntaxNode): { readonly target: string; readonly how: How } | undefined {
  const left = childOf(node, 'left');
  const operator = sourceOf(file.text, childOf(node, 'operator') ?? node);
  if (left && (node.type === 'assignment' || node.type === 'operator_assignment')) {
    const target = baseOf(file, left);
    if (target === undefined) return undefined;
    if (operator === '||=') return { target, how: 'memo' };
    if (left.type === 'element_reference') return { target, how: 'put' };
    return { target, how: node.type === 'assignment' ? 'assign' : 'count' };
  }
  if (left && node.type === 'binary' && operator === '<<') return changeAt(file, left, 'put');
  const receiver = node.type === 'call' ? childOf(node, 'receiver') : undefined;
  const method = childOf(node, 'method');
  const name = method ? sourceOf(file.text, method) : '';
  if (receiver && putting.test(name)) return changeAt(file, receiver, 'put');
  return receiver && taking.test(name) ? changeAt(file, receiver, 'take') : undefined;
}

function changeAt(
  file: RubyFile,
  node: SyntaxNode,
  how: How,
): { readonly target: string; readonly how: How } | undefined {
  const target = baseOf(file, node);
  return target === undefined ? undefined : { target, how };
}

/** The name under all brackets: `X` of `X[a][b]`; `self.class.` before an attribute is passed over. */
function baseOf(file: RubyFile, node: SyntaxNode): string | undefined {
  let here: SyntaxNode | undefined = node;
  while (here?.type === 'element_reference') here = childOf(here, 'object');
  return rubyPath(file.text, here);
}

/** The method asks first whether the value is there, and computes it only when it is not: every server comes to the same. */
function keepsOnce(file: RubyFile, node: SyntaxNode, target: string): boolean {
  const method = enclosing(node, 'method', 'singleton_method');
  if (!method) return false;
  const name = target.replace(/\W/g, '\\$&');
  return new RegExp(`(return|unless|if)\\s+[^\\n]*${name}(\\[|\\.key\\?|\\.include\\?|\\.has_key|\\.fetch|\\s*($|\\n|if|&&|\\|\\|))|${name}\\[[^\\]\\n]*\\]\\s*\\|\\||${name}\\.(fetch|compute_if_absent)|defined\\?\\(?${name}`).test(
    sourceOf(file.text, method),
  ); // biome-ignore format: one test
}

/** Inside a method, or a block of a Sinatra route, that runs after the start. */
function inRequest(file: RubyFile, node: SyntaxNode, holder: Holder): boolean {
  const method = enclosing(node, 'method', 'singleton_method');
  if (!method) return within(node) === 'block' && /\bsinatra\b/i.test(file.text) && within(holder.at) !== 'block';
  const name = methodName(file, node) ?? '';
  if (atStart.test(name)) return false;
  const ofItself = method.type === 'singleton_method' || enclosing(method, 'singleton_class') !== undefined;
  // A class method of a model or a controller is as often a macro, called while classes load, as it is called by requests.
  return !ofItself || !/(^|\/)app\/(models|controllers)\//.test(file.path) || requesting.test(name);
}

function methodName(file: RubyFile, node: SyntaxNode): string | undefined {
  const method = enclosing(node, 'method', 'singleton_method');
  const name = method && childOf(method, 'name');
  return name && sourceOf(file.text, name);
}

/** What other servers see too: rows, jobs and mails. */
const shared =
  /\.(save!?|create!?|update!|update_(all|columns?|attributes?)!?|increment!|decrement!|destroy!?|delete_all|insert_all!?|upsert(_all)?|first_or_create!?|find_or_create_by!?|transaction|with_lock|deliver_now|deliver_later|perform_later|perform_async)\b|\.update\(\w+:|\bDB\[/;

/** `LOCK.synchronize { ... }` and `file.flock(File::LOCK_EX)` around work on what all servers share. */
function* locks(file: RubyFile, tree: SyntaxTree, holders: ReadonlyMap<string, Holder>): Iterable<Fact> {
  for (const node of walk(tree.root)) {
    if (node.type !== 'call') continue;
    const method = childOf(node, 'method');
    const receiver = childOf(node, 'receiver');
    const name = method ? sourceOf(file.text, method) : '';
    if (!receiver || !method) continue;
    const at = { file: file.path, start: node.start, end: method.end };
    const owner = baseOf(file, receiver) ?? '';
    if (name === 'synchronize' && holders.get(owner)?.shape === 'mutex' && shared.test(sourceOf(file.text, node)))
      yield { kind: 'use', technology: 'ruby', what: 'mutex', name: owner, at };
    if (name !== 'flock' || !/LOCK_EX/.test(partsOf(childOf(node, 'arguments')).map((part) => sourceOf(file.text, part)).join())) continue; // biome-ignore format: one condition
    const around = enclosing(node, 'method', 'singleton_method', 'do_block', 'block');
    if (around && shared.test(sourceOf(file.text, around)))
      yield { kind: 'use', technology: 'ruby', what: 'file-lock', name: owner, at };
  }
}

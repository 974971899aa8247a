import type { Parsed } from './parsed.js';
import { rubyText } from './ruby-text.js';
import { parseSyntax } from './syntax.js';
import { childOf, partsOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from './syntax-node.js';

export { rubyLiteral, rubyString, rubySymbol, rubyText } from './ruby-text.js';

/** An argument of a call. `name` for `key: 1`, `:key => 1` and `"key" => 1`. */
export interface RubyArgument {
  readonly name?: string;
  readonly value: SyntaxNode;
  /** `splat` for `*a` and `**a`, `block` for `&a`; the value is what stands behind the sign. */
  readonly is: 'positional' | 'keyword' | 'splat' | 'block';
}

/** A pair of a hash; without a key it is `**more`. */
export interface RubyPair {
  /** The key's text, when it is a symbol or a string. */
  readonly name?: string;
  readonly key?: SyntaxNode;
  readonly value: SyntaxNode;
}

export interface RubyBlock {
  readonly parameters: readonly string[];
  readonly statements: readonly SyntaxNode[];
  readonly node: SyntaxNode;
}

export interface RubyLink {
  /** `cache_store`, `configure`; `[]` for `x[:a]`, `call` for `x.(a)`. */
  readonly name: string;
  readonly nameNode: SyntaxNode;
  readonly args: readonly RubyArgument[];
  readonly block?: RubyBlock;
  /** The expression from the start of the chain to the end of this link. */
  readonly node: SyntaxNode;
}

/** `Rails.application.configure do ... end`: receiver `Rails`, links `application` and `configure`. */
export interface RubyChain {
  /** What the chain starts from; none when it starts with a call of its own (`every 1.day do`). */
  readonly receiver?: SyntaxNode;
  readonly links: readonly RubyLink[];
}

/** What must hold for a node to run. `if`: the test holds; `unless`: it does not; `case`: one of the patterns matches. */
export interface RubyGuard {
  readonly is: 'if' | 'unless' | 'case' | 'rescue' | 'loop';
  readonly test?: SyntaxNode;
}

export interface RubyAssignment {
  /** `config.action_mailer.smtp_settings`, `A::B`, `@x`; of `config.x[:y] = 1` the part before the brackets. */
  readonly path: string;
  /** The keys in brackets, outermost first. */
  readonly keys: readonly SyntaxNode[];
  readonly target: SyntaxNode;
  /** `config.cache_store = :redis, { ... }` has a list for a value: `rubyItems`. */
  readonly value: SyntaxNode;
  /** `=`, `||=`, `+=`, ..., and `<<`. */
  readonly operator: string;
  /** Outermost first. */
  readonly guards: readonly RubyGuard[];
  readonly node: SyntaxNode;
}

/** Parses Ruby. `loadGrammar('ruby')` comes first. */
export function parseRuby(text: string): Parsed<SyntaxTree> {
  return parseSyntax('ruby', text, withoutBareBlocks(text));
}

/** The grammar takes the `&` of a block handed on without a name (`tag.div(id, &)`, Ruby 3.1) at the end of a line for an operator. */
function withoutBareBlocks(text: string): string {
  return text.replace(/([,(]\s*)&(?=[ \t]*\r?$)/gm, (_, before: string) => `${before.replace(',', ' ')} `);
}

/** The arguments of a call, in order, with or without parentheses; the block is not among them. */
export function rubyArguments(text: string, call: SyntaxNode | undefined): readonly RubyArgument[] {
  return partsOf(childOf(call, 'arguments')).map((part) => argumentOf(text, part));
}

/** The value of the keyword argument, or of the pair in a last hash argument, called `name`. */
export function rubyKeyword(text: string, args: readonly RubyArgument[], name: string): SyntaxNode | undefined {
  const last = args.at(-1);
  const keyword = args.findLast((arg) => arg.is === 'keyword' && arg.name === name)?.value;
  return keyword ?? (last?.is === 'positional' ? rubyPair(text, last.value, name) : undefined);
}

/** The pairs of a hash literal, in order; none for anything else. */
export function rubyPairs(text: string, node: SyntaxNode | undefined): readonly RubyPair[] {
  if (node?.type !== 'hash') return [];
  const found: RubyPair[] = [];
  for (const part of partsOf(node)) {
    const key = childOf(part, 'key');
    const value = part.type === 'pair' ? (childOf(part, 'value') ?? key) : partsOf(part)[0];
    const name = rubyText(text, key);
    if (value !== undefined) found.push({ ...(name !== undefined && { name }), ...(key && { key }), value });
  }
  return found;
}

/** The value of a hash literal under a symbol or string; the last one wins. */
export function rubyPair(text: string, hash: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  return rubyPairs(text, hash).findLast((pair) => pair.name === name)?.value;
}

/** The items of `[...]`, `%w[...]`, `%i[...]`, and of `a, b` on the right of an assignment. */
export function rubyItems(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  if (node?.type === 'call' && childOf(node, 'arguments') === undefined) return rubyItems(childOf(node, 'receiver'));
  return node && /^(array|string_array|symbol_array|right_assignment_list)$/.test(node.type) ? partsOf(node) : [];
}

/** The block of a call: `do |x| ... end` or `{ |x| ... }`. */
export function rubyBlock(text: string, call: SyntaxNode | undefined): RubyBlock | undefined {
  const node = childOf(call, 'block');
  if (node === undefined) return undefined;
  const parameters = partsOf(childOf(node, 'parameters')).map((each) => sourceOf(text, each));
  return { parameters, statements: partsOf(childOf(node, 'body')), node };
}

/** The dotted names of a chain: `config.action_mailer.x`, `Foo::Bar.new`, `ENV.fetch`; only the last may have arguments. */
export function rubyPath(text: string, node: SyntaxNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (/^(identifier|constant|self|(instance|class|global)_variable)$/.test(node.type)) return sourceOf(text, node);
  if (node.type === 'scope_resolution') {
    const scope = childOf(node, 'scope');
    const name = childOf(node, 'name');
    const before = scope === undefined ? '' : rubyPath(text, scope);
    return before === undefined || name === undefined ? undefined : (before && `${before}::`) + sourceOf(text, name);
  }
  if (node.type !== 'call') return undefined;
  const receiver = childOf(node, 'receiver');
  const method = childOf(node, 'method');
  if (method === undefined || childOf(receiver, 'arguments') !== undefined) return undefined;
  const before = receiver === undefined ? '' : rubyPath(text, receiver);
  return before === undefined ? undefined : (before && `${before}.`) + sourceOf(text, method);
}

/** Nobody writes longer chains, and of one that is damaged each call would begin another. */
const mostLinks = 100;

/** The links of a chain of calls, from the innermost outwards; undefined when the node is no call. */
export function rubyChain(text: string, node: SyntaxNode): RubyChain | undefined {
  const links: RubyLink[] = [];
  let here: SyntaxNode | undefined = node;
  while (here !== undefined && links.length < mostLinks) {
    const link = linkOf(text, here);
    if (link === undefined) break;
    links.push(link);
    here = childOf(here, 'receiver') ?? childOf(here, 'object');
  }
  links.reverse();
  if (links.length === 0) return undefined;
  return here === undefined ? { links } : { receiver: here, links };
}

/**
 * `ENV["X"]`, `ENV.fetch("X")`, `ENV.fetch("X", fallback)`, `ENV.fetch("X") { fallback }`: the node of the name and that of the
 * fallback. `ENV["X"] || fallback` counts too.
 */
export function rubyEnv(
  text: string,
  node: SyntaxNode | undefined,
): { readonly name: SyntaxNode; readonly fallback?: SyntaxNode } | undefined {
  if (node?.type === 'binary' && /^(\|\||or)$/.test(sourceOf(text, childOf(node, 'operator') ?? node))) {
    const read = rubyEnv(text, childOf(node, 'left'));
    const fallback = childOf(node, 'right');
    return read && { name: read.name, ...(fallback && { fallback }) };
  }
  const link = node && linkOf(text, node);
  const receiver = childOf(node, 'receiver') ?? childOf(node, 'object');
  const name = link?.args[0]?.value;
  if (receiver === undefined || sourceOf(text, receiver) !== 'ENV' || name === undefined) return undefined;
  if (link?.name === '[]') return { name };
  if (link?.name !== 'fetch') return undefined;
  const fallback = link.args[1]?.value ?? link.block?.statements.at(-1);
  return { name, ...(fallback && { fallback }) };
}

/** All assignments at or below a node, in order, with what guards them; `config.hosts << "a"` too. */
export function rubyAssignments(text: string, node: SyntaxNode): readonly RubyAssignment[] {
  const found: RubyAssignment[] = [];
  for (const each of walk(node)) {
    const sign = childOf(each, 'operator');
    const appends = each.type === 'binary' && sign !== undefined && sourceOf(text, sign) === '<<';
    if (each.type !== 'assignment' && each.type !== 'operator_assignment' && !appends) continue;
    const target = childOf(each, 'left');
    const value = assigned(each);
    if (target === undefined || value === undefined) continue;
    const operator = sign === undefined ? '=' : sourceOf(text, sign);
    for (const [to, from] of pairsOf(target, value)) {
      found.push({ ...targetOf(text, to), value: from, operator, guards: rubyGuards(each), node: each });
    }
  }
  return found;
}

/** What must hold for a node to run, outermost first: up to the definition or the file that it stands in, blocks passed through. */
export function rubyGuards(node: SyntaxNode): readonly RubyGuard[] {
  const guards: RubyGuard[] = [];
  let here = node;
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) {
    if (/^(method|singleton_method|class|module)$/.test(parent.type)) break;
    const guard = guardOf(parent, here);
    if (guard !== undefined) guards.unshift(guard);
    here = parent;
  }
  return guards;
}

function argumentOf(text: string, part: SyntaxNode): RubyArgument {
  if (part.type === 'pair') {
    const key = childOf(part, 'key');
    const name = rubyText(text, key);
    return { ...(name !== undefined && { name }), value: childOf(part, 'value') ?? key ?? part, is: 'keyword' };
  }
  const inner = partsOf(part)[0] ?? part;
  if (part.type === 'splat_argument' || part.type === 'hash_splat_argument') return { value: inner, is: 'splat' };
  if (part.type === 'block_argument') return { value: inner, is: 'block' };
  return { value: part, is: 'positional' };
}

function linkOf(text: string, node: SyntaxNode): RubyLink | undefined {
  if (node.type === 'element_reference') {
    const keys = partsOf(node).filter((part) => part.field !== 'object' && part.field !== 'block');
    const args = keys.map((key) => argumentOf(text, key));
    return { name: '[]', nameNode: keys[0] ?? node, args, node };
  }
  if (node.type !== 'call') return undefined;
  const method = childOf(node, 'method');
  const block = rubyBlock(text, node);
  const rest = { args: rubyArguments(text, node), ...(block && { block }), node };
  return method === undefined
    ? { name: 'call', nameNode: childOf(node, 'operator') ?? node, ...rest }
    : { name: sourceOf(text, method), nameNode: method, ...rest };
}

/** `a = b = 1` gives 1 to both. */
function assigned(assignment: SyntaxNode): SyntaxNode | undefined {
  let value = childOf(assignment, 'right');
  while (value?.type === 'assignment') value = childOf(value, 'right');
  return value;
}

function pairsOf(target: SyntaxNode, value: SyntaxNode): readonly (readonly [SyntaxNode, SyntaxNode])[] {
  if (target.type !== 'left_assignment_list') return [[target, value]];
  const targets = partsOf(target);
  const items = rubyItems(value);
  return targets.map((each, i) => [each, (items.length === targets.length ? items[i] : undefined) ?? value] as const);
}

function targetOf(text: string, target: SyntaxNode): Pick<RubyAssignment, 'path' | 'keys' | 'target'> {
  const keys: SyntaxNode[] = [];
  let here: SyntaxNode = target;
  while (here.type === 'element_reference') {
    const object: SyntaxNode | undefined = childOf(here, 'object');
    if (object === undefined) break;
    keys.unshift(...partsOf(here).filter((part) => part !== object));
    here = object;
  }
  return { path: rubyPath(text, here) ?? sourceOf(text, here), keys, target };
}

const guarding =
  /^(if|elsif|if_modifier|conditional|unless|unless_modifier|while|until|while_modifier|until_modifier|for|when|case|rescue)$/;

function guardOf(parent: SyntaxNode, child: SyntaxNode): RubyGuard | undefined {
  // a file or a body has as many children as it has lines: they are not searched for each of them
  if (!guarding.test(parent.type)) return undefined;
  const test = childOf(parent, 'condition');
  const otherwise = child.field === 'alternative';
  if (child.field === 'condition' || child.field === 'value') return undefined;
  switch (parent.type) {
    case 'if':
    case 'elsif':
    case 'if_modifier':
    case 'conditional':
      return { is: otherwise ? 'unless' : 'if', ...(test && { test }) };
    case 'unless':
    case 'unless_modifier':
      return { is: otherwise ? 'if' : 'unless', ...(test && { test }) };
    case 'while':
    case 'until':
    case 'while_modifier':
    case 'until_modifier':
    case 'for':
      return { is: 'loop', ...(test && { test }) };
    case 'when': {
      const [pattern] = parent.children.filter((each) => each.field === 'pattern');
      return child.field === 'body' ? { is: 'case', ...(pattern && { test: pattern }) } : undefined;
    }
    case 'case':
      return child.type === 'else' ? { is: 'case' } : undefined;
    case 'rescue':
      return { is: 'rescue' };
    default:
      return undefined;
  }
}

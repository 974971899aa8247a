import { fromHex, fromLetter, fromNumber } from './escapes.js';
import type { Parsed } from './parsed.js';
import { parseSyntax } from './syntax.js';
import { childOf, partsOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from './syntax-node.js';

/** An entry of an array; `spread` for `...$more`, whose value is what is spread. */
export interface PhpEntry {
  readonly key?: SyntaxNode;
  readonly value: SyntaxNode;
  readonly spread: boolean;
}

/** An argument of a call, `name` when it is named (`lock: true`). */
export interface PhpArgument {
  readonly name?: string;
  readonly value: SyntaxNode;
  readonly spread: boolean;
}

export interface PhpLink {
  readonly is: 'function' | 'static' | 'method' | 'new' | 'property' | 'constant';
  /** `command`, `env`, `Foo` (of `new Foo`); undefined when it is dynamic (`$obj->$name()`). */
  readonly name: string | undefined;
  readonly nameNode: SyntaxNode;
  readonly args: readonly PhpArgument[];
  /** The expression from the start of the chain to the end of this link. */
  readonly node: SyntaxNode;
}

/** `$schedule->command('x')->daily()`: receiver `$schedule`, links `command` and `daily`. */
export interface PhpChain {
  /** What the chain starts from (`$schedule`, the class name of a static call); none for `env('X')` and `new Foo`. */
  readonly receiver?: SyntaxNode;
  readonly links: readonly PhpLink[];
}

/** Parses PHP, and templates with PHP in them. `loadGrammar('php')` comes first. */
export function parsePhp(text: string): Parsed<SyntaxTree> {
  return parseSyntax('php', text, withoutLastCommas(text));
}

/** The grammar does not know the comma that PHP 7.2 allows at the end of `use App\{A, B,};`. */
function withoutLastCommas(text: string): string {
  const group =
    /(\buse\s+(?:function\s+|const\s+)?[\w\\]+\s*\{[^{};]{0,5000}?),((?:\s|\/\/[^\n]{0,300}\n|#[^\n]{0,300}\n|\/\*[^*]{0,1000}\*\/){0,200}\})/g;
  return text.replace(group, '$1 $2');
}

/** The value of a string literal; undefined for anything else, and when something is interpolated into it. */
export function phpString(text: string, node: SyntaxNode | undefined): string | undefined {
  switch (node?.type) {
    case 'string':
      return sourceOf(text, node)
        .replace(/^b?'|'$/gi, '')
        .replace(/\\([\\'])/g, '$1');
    case 'encapsed_string':
      return isPlain(node) ? unescaped(sourceOf(text, node).replace(/^b?"|"$/gi, ''), '"') : undefined;
    case 'heredoc':
    case 'nowdoc':
      return document(text, node);
    case 'parenthesized_expression':
      return phpString(text, partsOf(node)[0]);
    default:
      return undefined;
  }
}

/** The value of a string, number, boolean or null literal; undefined when it is no literal. */
export function phpLiteral(text: string, node: SyntaxNode | undefined): string | number | boolean | null | undefined {
  if (node === undefined) return undefined;
  if (node.type === 'boolean') return sourceOf(text, node).toLowerCase() === 'true';
  if (node.type === 'null') return null;
  if (node.type === 'integer' || node.type === 'float') return fromNumber(sourceOf(text, node));
  if (node.type === 'unary_op_expression' && /^[+-]/.test(sourceOf(text, node))) {
    const value = phpLiteral(text, childOf(node, 'argument'));
    if (typeof value !== 'number') return undefined;
    return sourceOf(text, node).startsWith('-') ? -value : value;
  }
  if (node.type === 'parenthesized_expression') return phpLiteral(text, partsOf(node)[0]);
  return phpString(text, node);
}

/** The entries of `[...]` and `array(...)`, in order; none for anything else. */
export function phpArray(node: SyntaxNode | undefined): readonly PhpEntry[] {
  if (node?.type !== 'array_creation_expression') return [];
  const entries: PhpEntry[] = [];
  for (const item of node.children) {
    if (item.type !== 'array_element_initializer') continue;
    const [first, second] = partsOf(item);
    if (first === undefined) continue;
    if (second !== undefined) entries.push({ key: first, value: second, spread: false });
    else entries.push(withoutDots(first));
  }
  return entries;
}

/** The entry of an array under a literal key. The last one wins, as it does in PHP. */
export function phpEntry(text: string, array: SyntaxNode | undefined, key: string): PhpEntry | undefined {
  return phpArray(array).findLast((entry) => phpLiteral(text, entry.key)?.toString() === key);
}

/** The arguments of a call, of `new Foo(...)` or of an attribute, in order. */
export function phpArguments(text: string, call: SyntaxNode | undefined): readonly PhpArgument[] {
  const list = call?.children.find((child) => child.type === 'arguments');
  const found: PhpArgument[] = [];
  for (const argument of list?.children ?? []) {
    if (argument.type !== 'argument') continue;
    const name = childOf(argument, 'name');
    const value = partsOf(argument).findLast((part) => part !== name && part.field !== 'reference_modifier');
    if (value === undefined) continue;
    found.push({ ...(name && { name: sourceOf(text, name) }), ...withoutDots(value) });
  }
  return found;
}

/** The argument called `name`, else the one at `position`. */
export function phpArgument(args: readonly PhpArgument[], position: number, name?: string): SyntaxNode | undefined {
  const named = name === undefined ? undefined : args.find((arg) => arg.name === name);
  const placed = args[position];
  const counts =
    placed !== undefined && placed.name === undefined && !args.slice(0, position + 1).some((arg) => arg.spread);
  return (named ?? (counts ? placed : undefined))?.value;
}

/** How a call reads: `env`, `Schedule::command`, `->onOneServer`, `new Foo`; class names as written, without a leading backslash. */
export function phpCallName(text: string, node: SyntaxNode): string | undefined {
  const link = linkOf(text, node);
  if (link?.name === undefined) return undefined;
  if (link.is === 'new') return `new ${link.name}`;
  if (link.is === 'method') return `->${link.name}`;
  if (link.is === 'function') return link.name;
  if (link.is !== 'static') return undefined;
  const scope = childOf(node, 'scope');
  return scope && /^(name|qualified_name|relative_scope)$/.test(scope.type)
    ? `${className(text, scope)}::${link.name}`
    : undefined;
}

/** The links of a chain of calls and properties, from the innermost outwards; undefined when the node is no such thing. */
export function phpChain(text: string, node: SyntaxNode): PhpChain | undefined {
  const links: PhpLink[] = [];
  let here: SyntaxNode | undefined = node;
  while (here !== undefined) {
    const link = linkOf(text, here);
    if (link === undefined) break;
    links.push(link);
    here = receiverOf(here);
    if (here?.type === 'parenthesized_expression') here = partsOf(here)[0];
  }
  links.reverse();
  if (links.length === 0) return undefined;
  return here === undefined ? { links } : { receiver: here, links };
}

/** The outermost chain that a node stands at the start of: from `$schedule->command('x')` to the whole `...->daily()`. */
export function phpWholeChain(node: SyntaxNode): SyntaxNode {
  let here = node;
  for (;;) {
    const parent: SyntaxNode | undefined = here.parent;
    if (parent === undefined || (here.field !== 'object' && here.field !== 'scope')) return here;
    here = parent;
  }
}

/** What `use` lines make names stand for: `Cache` -> `Illuminate\Support\Facades\Cache`. Classes only. */
export function phpImports(tree: SyntaxTree): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const node of walk(tree.root)) {
    if (node.type !== 'namespace_use_clause') continue;
    const alias = childOf(node, 'alias');
    const [name] = partsOf(node).filter((part) => part !== alias && /^(name|qualified_name)$/.test(part.type));
    const group = node.parent?.type === 'namespace_use_group' ? node.parent.parent : undefined;
    const prefix = group?.children.find((child) => child.type === 'namespace_name');
    if (name === undefined) continue;
    const full = (prefix ? `${sourceOf(tree.text, prefix)}\\` : '') + className(tree.text, name);
    found.set(alias ? sourceOf(tree.text, alias) : full.slice(full.lastIndexOf('\\') + 1), full);
  }
  return found;
}

/** A class name as written, made whole by the imports of its file: `Facades\Cache` -> `Illuminate\Support\Facades\Cache`. */
export function phpResolve(name: string, imports: ReadonlyMap<string, string>): string {
  const cut = name.indexOf('\\');
  const first = imports.get(cut < 0 ? name : name.slice(0, cut));
  if (first === undefined) return name;
  return cut < 0 ? first : first + name.slice(cut);
}

function withoutDots(value: SyntaxNode): { value: SyntaxNode; spread: boolean } {
  const inner = value.type === 'variadic_unpacking' ? partsOf(value)[0] : undefined;
  return inner === undefined ? { value, spread: false } : { value: inner, spread: true };
}

/** Links by their node: a chain of many calls is asked for at each of them. */
const linksMade = new WeakMap<SyntaxNode, PhpLink>();

function linkOf(text: string, node: SyntaxNode): PhpLink | undefined {
  const made = linksMade.get(node);
  if (made) return made;
  const is = kindOf(node);
  if (is === undefined) return undefined;
  const nameNode = nameOf(node);
  if (nameNode === undefined) return undefined;
  const written = /^(name|qualified_name|relative_name|relative_scope|namespace_name)$/.test(nameNode.type);
  const name = written ? className(text, nameNode) : undefined;
  const link: PhpLink = { is, name, nameNode, args: phpArguments(text, node), node };
  linksMade.set(node, link);
  return link;
}

function kindOf(node: SyntaxNode): PhpLink['is'] | undefined {
  switch (node.type) {
    case 'function_call_expression':
      return 'function';
    case 'scoped_call_expression':
      return 'static';
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
      return 'method';
    case 'object_creation_expression':
      return 'new';
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
    case 'scoped_property_access_expression':
      return 'property';
    case 'class_constant_access_expression':
      return 'constant';
    default:
      return undefined;
  }
}

function nameOf(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'function_call_expression') return childOf(node, 'function');
  if (node.type === 'class_constant_access_expression') return partsOf(node)[1];
  if (node.type === 'object_creation_expression') return partsOf(node).find((part) => part.type !== 'arguments');
  return childOf(node, 'name');
}

function receiverOf(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'class_constant_access_expression') return partsOf(node)[0];
  return childOf(node, 'object') ?? childOf(node, 'scope');
}

function className(text: string, node: SyntaxNode): string {
  return sourceOf(text, node).replace(/^\\/, '');
}

function isPlain(node: SyntaxNode): boolean {
  return node.children.every((child) => child.type === 'string_content' || child.type === 'escape_sequence');
}

/** A heredoc or nowdoc: the line break after the opening word is not part of it, nor is the closing word's indentation. */
function document(text: string, node: SyntaxNode): string | undefined {
  const body = childOf(node, 'value');
  const end = childOf(node, 'end_tag');
  if (body === undefined) return '';
  if (node.type === 'heredoc' && !isPlain(body)) return undefined;
  const indent = end ? (/(?<![ \t])[ \t]*$/.exec(text.slice(body.end, end.start))?.[0].length ?? 0) : 0;
  const lines = sourceOf(text, body)
    .replace(/^\r?\n/, '')
    .split('\n');
  const plain = lines.map((line) => line.replace(new RegExp(`^[ \\t]{0,${indent}}`), '')).join('\n');
  return node.type === 'nowdoc' ? plain : unescaped(plain, '');
}

/** What the escape sequences of a string in double quotes (or, with an empty `quote`, of a heredoc) stand for. */
export function unescaped(raw: string, quote: string): string {
  const escapes = /\\(?:u\{([\da-fA-F]+)\}|x([\da-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g;
  return raw.replace(escapes, (whole, code?: string, byte?: string, octal?: string, other = '') => {
    if (code !== undefined) return fromHex(code);
    if (byte !== undefined) return fromHex(byte);
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
    if (other === '\\' || other === '$' || other === quote) return other;
    return fromLetter(other, 'ntrvfe') ?? whole;
  });
}

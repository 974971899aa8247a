import { fromHex, fromLetter, fromNumber } from './escapes.js';
import { ancestors, childOf, partsOf, type SyntaxNode, sourceOf, walk } from './syntax-node.js';

/** The value of a string literal, heredoc, `%q()`, item of `%w[]`, or of several side by side, also `.freeze`d; undefined when anything is interpolated. */
export function rubyString(text: string, node: SyntaxNode | undefined): string | undefined {
  switch (node?.type) {
    case 'string':
    case 'bare_string':
      return contentOf(text, node);
    case 'chained_string': {
      const parts = partsOf(node).map((part) => rubyString(text, part));
      return parts.includes(undefined) ? undefined : parts.join('');
    }
    case 'heredoc_beginning':
      return heredoc(text, node);
    case 'character':
      return rubyUnescaped(sourceOf(text, node).slice(1));
    case 'parenthesized_statements':
      return rubyString(text, partsOf(node)[0]);
    case 'call': {
      const method = childOf(node, 'method');
      const frozen = method && sourceOf(text, method) === 'freeze';
      return frozen ? rubyString(text, childOf(node, 'receiver')) : undefined;
    }
    default:
      return undefined;
  }
}

/** The name of a symbol: `:a`, `:"a b"`, `a:` as a key, an item of `%i[]`. */
export function rubySymbol(text: string, node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'simple_symbol') return sourceOf(text, node).slice(1);
  if (node?.type === 'hash_key_symbol') return sourceOf(text, node);
  return node?.type === 'delimited_symbol' || node?.type === 'bare_symbol' ? contentOf(text, node) : undefined;
}

/** A string or a symbol, which configuration takes for each other. */
export function rubyText(text: string, node: SyntaxNode | undefined): string | undefined {
  return rubySymbol(text, node) ?? rubyString(text, node);
}

/** The value of a string, symbol (its name), number, `true`, `false` or `nil`; undefined when it is no literal. */
export function rubyLiteral(text: string, node: SyntaxNode | undefined): string | number | boolean | null | undefined {
  switch (node?.type) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'nil':
      return null;
    case 'integer':
    case 'float':
      return fromNumber(sourceOf(text, node));
    case 'unary': {
      const value = rubyLiteral(text, childOf(node, 'operand'));
      if (typeof value !== 'number') return undefined;
      return { '-': -value, '+': value }[sourceOf(text, node).charAt(0)];
    }
    default:
      return rubyText(text, node);
  }
}

/** What stands between the quotes. */
function contentOf(text: string, node: SyntaxNode): string | undefined {
  if (node.children.some((child) => child.type === 'interpolation')) return undefined;
  const first = node.children[0];
  const last = node.children.at(-1);
  if (first === undefined || last === undefined) return '';
  const raw = text.slice(first.start, last.end).replaceAll('\r\n', '\n');
  const opening = text.slice(node.start, first.start);
  if (opening === '' && node.type.startsWith('bare_')) return bare(text, node, raw);
  return /^(:?'|%q|%s)/.test(opening) ? raw.replace(/\\(['\\])/g, '$1') : rubyUnescaped(raw);
}

function bare(text: string, node: SyntaxNode, raw: string): string {
  const expands = /^%[WI]/.test(node.parent ? sourceOf(text, node.parent) : '');
  return expands ? rubyUnescaped(raw) : raw.replace(/\\([\s\\])/g, '$1');
}

/** The bodies follow the line of their beginnings, in the same order. */
function heredoc(text: string, node: SyntaxNode): string | undefined {
  const body = bodyOf(node);
  return body && rubyHeredoc(text, node, body);
}

/** The value of a heredoc whose body is known; undefined when anything is interpolated. */
export function rubyHeredoc(text: string, node: SyntaxNode, body: SyntaxNode): string | undefined {
  const opening = sourceOf(text, node);
  if (body.children.some((child) => child.type === 'interpolation')) return undefined;
  const end = body.children.findLast((child) => child.type === 'heredoc_end');
  let raw = text
    .slice(body.start, end?.start ?? body.end)
    .replace(/\r\n/g, '\n')
    .replace(/^\n/, '')
    .replace(/(?<![ \t])[ \t]+$/, '');
  if (opening.startsWith('<<~')) raw = outdented(raw);
  return /^<<[~-]?'/.test(opening) ? raw : rubyUnescaped(raw);
}

function bodyOf(node: SyntaxNode): SyntaxNode | undefined {
  const root = [...ancestors(node)].at(-1) ?? node;
  const beginnings: SyntaxNode[] = [];
  const bodies: SyntaxNode[] = [];
  for (const each of walk(root)) {
    if (each.type === 'heredoc_beginning') beginnings.push(each);
    if (each.type === 'heredoc_body') bodies.push(each);
  }
  return bodies[beginnings.indexOf(node)];
}

function outdented(raw: string): string {
  const lines = raw.split('\n');
  const widths = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const width = widths.length === 0 ? 0 : Math.min(...widths);
  return lines.map((line) => line.replace(new RegExp(`^[ \\t]{0,${width}}`), '')).join('\n');
}

/** What a text with escapes between double quotes means. */
export function rubyUnescaped(raw: string): string {
  const escapes = /\\(?:u\{([\da-fA-F\s]+)\}|u([\da-fA-F]{4})|x([\da-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g;
  return raw.replace(escapes, (_, many?: string, unit?: string, byte?: string, octal?: string, other = '') => {
    if (many !== undefined) return fromHex(...many.trim().split(/\s+/));
    const code = unit ?? byte;
    if (code !== undefined) return fromHex(code);
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
    if (other === '\n') return '';
    return fromLetter(other, 'ntrvfeabs') ?? other;
  });
}

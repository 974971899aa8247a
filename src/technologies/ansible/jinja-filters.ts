import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';

interface Filtering {
  readonly args: readonly (Expr | undefined)[];
  readonly at: Span;
  /** The value of what stands in a list or map. */
  look(expr: Expr | undefined): Expr | undefined;
}

/** A filter of Jinja or Ansible on a value; a filter that is not known here gives what is not known. */
export function filtered(name: string, value: Expr | undefined, { args, at, look }: Filtering): Expr | undefined {
  const [first, second] = args;
  const short = name.replace(/^ansible\.(builtin|utils)\./, '');
  const literal = (text: string | number | boolean): Expr => ({ is: 'literal', value: text, at });
  if (short === 'default' || short === 'd') {
    const isEmpty = second?.is === 'literal' && second.value === true && literalText(value) === '';
    return value === undefined || isEmpty ? first : value;
  }
  if (!value || value.is === 'opaque') return value;
  if (short === 'combine') return combined(value, args);
  if (short === 'ternary') {
    const isTrue = value.is === 'literal' && !/^(|false|no|off|0|null)$/i.test(String(value.value));
    return isTrue ? first : second;
  }
  if (value.is === 'map') {
    if (short === 'dict2items' || short === 'items') return { is: 'list', at: value.at, items: value.entries.map(({ key, value: own }): Expr => ({ is: 'map', at: own.at, entries: [{ key: 'key', value: literal(key) }, { key: 'value', value: own }] })) }; // biome-ignore format: one record
    if (short === 'list' || short === 'keys') return { is: 'list', at: value.at, items: value.entries.map(({ key }) => literal(key)) }; // biome-ignore format: one record
    if (short === 'values') return { is: 'list', at: value.at, items: value.entries.map(({ value: own }) => own) };
    if (short === 'length' || short === 'count') return literal(value.entries.length);
  }
  if (value.is === 'list') return filteredList(short, value, { args, at, look });
  if (value.is !== 'literal') return unknownAt(at);
  const text = literalText(value) ?? '';
  const kept = (changed: string | number | boolean): Expr => ({ ...value, value: changed });
  switch (short) {
    case 'bool':
      return kept(/^(true|yes|on|1)$/i.test(text));
    case 'lower':
      return kept(text.toLowerCase());
    case 'upper':
      return kept(text.toUpperCase());
    case 'trim':
      return kept(text.trim());
    case 'int':
      return kept(Number.parseInt(text, 10) || 0);
    case 'string':
    case 'quote':
    case 'safe':
    case 'e':
      return kept(text);
    case 'basename':
      return kept(text.slice(text.lastIndexOf('/') + 1));
    case 'dirname':
      return kept(text.slice(0, Math.max(0, text.lastIndexOf('/'))));
    case 'replace':
      return kept(text.replaceAll(literalText(first) ?? '\0', literalText(second) ?? ''));
    case 'length':
    case 'count':
      return literal(text.length);
    default:
      return unknownAt(at);
  }
}

function unknownAt(at: Span): Expr {
  return { is: 'opaque', source: '{{ unknown }}', at };
}

function filteredList(
  name: string,
  value: Expr & { readonly is: 'list' },
  { args, at, look }: Filtering,
): Expr | undefined {
  const { items } = value;
  switch (name) {
    case 'list':
    case 'unique':
    case 'sort':
    case 'flatten':
      return value;
    case 'length':
    case 'count':
      return { is: 'literal', value: items.length, at };
    case 'first':
      return look(items[0]);
    case 'last':
      return look(items.at(-1));
    case 'union':
      return args[0]?.is === 'list' ? { ...value, items: [...items, ...args[0].items] } : value;
    case 'map': {
      const key = literalText(args[0]);
      const found = key ? items.flatMap((item) => { const own = look(item); return own?.is === 'map' ? (look(entryOf(own, key)) ?? []) : []; }) : []; // biome-ignore format: one choice
      return key && found.length > 0 ? { ...value, items: found } : unknownAt(at);
    }
    case 'join': {
      const texts = items.map((item) => literalText(look(item)));
      return texts.includes(undefined) ? unknownAt(at) : { is: 'literal', value: texts.join(literalText(args[0]) ?? ''), at };
    } // biome-ignore format: one case
    default:
      return unknownAt(at);
  }
}

/** Later maps win; one that is not known is left out: what the repository gives is what is shipped. */
function combined(value: Expr, others: readonly (Expr | undefined)[]): Expr {
  const entries = new Map((value.is === 'map' ? value.entries : []).map((entry) => [entry.key, entry]));
  for (const other of others) if (other?.is === 'map') for (const entry of other.entries) entries.set(entry.key, entry);
  return { is: 'map', entries: [...entries.values()], at: value.at };
}

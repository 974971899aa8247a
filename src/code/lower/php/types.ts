import { partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr, Place } from '../../model.js';
import { nameAt, opaque, placeOf } from '../draft.js';
import type { PhpLowering } from './lowering.js';
import { classNamed } from './names.js';

/** A native type: what it comes to without `null`. */
export function typeOf(low: PhpLowering, node: SyntaxNode | undefined): Expr | undefined {
  if (node === undefined) return undefined;
  switch (node.type) {
    case 'optional_type':
    case 'named_type':
      return typeOf(low, partsOf(node)[0]);
    case 'union_type':
    case 'type_list':
    case 'disjunctive_normal_form_type': {
      const types = partsOf(node).flatMap((part) => typeOf(low, part) ?? []);
      return oneOf(types, placeOf(node));
    }
    case 'intersection_type':
      return opaque(
        placeOf(node),
        partsOf(node).flatMap((part) => typeOf(low, part) ?? []),
      );
    default:
      return named(low, sourceOf(low.text, node), placeOf(node));
  }
}

/** A type as docblocks write it: `User|null`, `User[]`, `array<int, User>`, `Collection<User>`. */
export function docType(low: PhpLowering, written: string, start: number): Expr | undefined {
  const text = written.replace(/^\?/, '');
  const place = { start, end: start + written.length };
  const alternatives = split(text, '|');
  if (alternatives.length > 1) {
    return oneOf(
      alternatives.flatMap((each) => docType(low, each, start + written.indexOf(each)) ?? []),
      place,
    );
  }
  if (text.endsWith('[]')) return listOf(docType(low, text.slice(0, -2), start), place);
  const generic = /^(\\?[\w\\-]+)<(.*)>$/s.exec(text);
  if (generic?.[1] !== undefined && generic[2] !== undefined) {
    if (!/^(array|list|iterable|non-empty-\w+)$/i.test(generic[1])) return docType(low, generic[1], start);
    const item = split(generic[2], ',').at(-1)?.trim();
    return listOf(item === undefined ? undefined : docType(low, item, start + written.lastIndexOf(item)), place);
  }
  if (/^\(.*\)$/s.test(text)) return docType(low, text.slice(1, -1), start + 1);
  return /^(\$this|\\?[A-Za-z_][\w\\]*)$/.test(text) ? named(low, text, place) : undefined;
}

function named(low: PhpLowering, written: string, place: Place): Expr | undefined {
  const plain = written.toLowerCase();
  if (plain === 'null') return undefined;
  if (/^(self|static|\$this)$/.test(plain)) {
    const klass = low.here.klass === undefined ? undefined : low.classes[low.here.klass];
    return klass && klass.name !== '' ? nameAt(klass.fullName, place) : undefined;
  }
  if (plain === 'parent') return { is: 'super', ...place };
  return nameAt(primitive.has(plain) ? plain : classNamed(low.names, written), place);
}

const primitive: ReadonlySet<string> = new Set(
  (
    'int integer float double string bool boolean array iterable object mixed void never callable true false resource ' +
    'numeric scalar list'
  ).split(' '),
);

function oneOf(types: readonly Expr[], place: Place): Expr | undefined {
  const real = types.length > 1 ? types.filter((type) => !(type.is === 'name' && primitive.has(type.name))) : types;
  const [first] = real.length > 0 ? real : types;
  return real.length > 1 ? opaque(place, real) : first;
}

function listOf(item: Expr | undefined, place: Place): Expr {
  return item ? { is: 'list', items: [item], ...place } : nameAt('array', place);
}

/** Parts of a type between a separator that stands outside of brackets. */
function split(text: string, separator: string): readonly string[] {
  if (!text.includes(separator)) return [text];
  const parts: string[] = [];
  let open = 0;
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if ('<({['.includes(char)) open++;
    else if ('>)}]'.includes(char)) open--;
    else if (char === separator && open === 0) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

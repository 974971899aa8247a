import { partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr, Place } from '../../model.js';
import { emit, makesCalls, nameAt, opaque, placeOf } from '../draft.js';
import type { PythonLowering } from './lowering.js';

interface Binding {
  readonly place: Place;
  readonly sign?: string;
  readonly type?: Expr;
}

/** Binds a target to a value; what is taken apart is bound piece by piece. */
export function bindIn(low: PythonLowering, target: SyntaxNode, value: Expr, more: Binding): void {
  switch (target.type) {
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'expression_list':
      bindParts(low, partsOf(target), value, more);
      return;
    case 'parenthesized_expression':
    case 'list_splat_pattern':
    case 'list_splat':
    case 'as_pattern_target': {
      const [inner] = partsOf(target);
      if (inner) bindIn(low, inner, value, more);
      return;
    }
    case 'identifier': {
      const name = sourceOf(low.text, target);
      const scope = low.here.borrowed.has(name) ? { scope: 'outer' as const } : {};
      emit(low, { is: 'bind', target: nameAt(name, target), value, ...signOf(more), ...scope, ...placeOf(more.place) });
      return;
    }
    default: {
      const read = low.expr(target);
      emit(low, { is: 'bind', target: read, value, ...signOf(more), ...placeOf(more.place) });
      if (read.is === 'member' && read.of.is === 'this' && low.here.klass !== undefined && !more.sign)
        low.classes[low.here.klass]?.fields.push({
          name: read.name,
          value,
          ...(more.type ? { type: more.type } : {}),
          fn: low.here.index,
          ...placeOf(target),
        });
    }
  }
}

function signOf({ sign }: Binding): { sign?: string } {
  return sign === undefined ? {} : { sign };
}

function bindParts(low: PythonLowering, parts: readonly SyntaxNode[], value: Expr, more: Binding): void {
  const even =
    value.is === 'list' && value.items.length === parts.length && !parts.some(({ type }) => /splat/.test(type));
  if (even && value.is === 'list') {
    for (const [at, part] of parts.entries()) bindIn(low, part, value.items[at] ?? opaque(part), more);
    return;
  }
  // a value that calls something is bound to a name first: its calls stand once
  const source = makesCalls(value) ? nameAt(`#${value.start}`, value) : value;
  if (source !== value) emit(low, { is: 'bind', target: source, value, ...placeOf(more.place) });
  for (const [at, part] of parts.entries()) {
    const key: Expr = { is: 'literal', value: at, ...placeOf(part) };
    bindIn(low, part, { is: 'index', of: source, key, ...placeOf(part) }, more);
  }
}

/** What a loop goes through: behind a name where it calls something, so that its calls stand once. */
export function iterableIn(low: PythonLowering, node: SyntaxNode): Expr {
  const items = low.expr(node);
  if (!makesCalls(items)) return items;
  const name = nameAt(`#${items.start}`, items);
  emit(low, { is: 'bind', target: name, value: items, ...placeOf(node) });
  return name;
}

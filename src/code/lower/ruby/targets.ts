import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr, Field, Place } from '../../model.js';
import { emit, makesCalls, nameAt, opaque, placeOf } from '../draft.js';
import { constantPath, isLocal, type RubyLowering } from './lowering.js';

interface Bound {
  readonly value: Expr;
  /** Of the assignment. */
  readonly place: Place;
  readonly sign?: string;
}

/** Binds a target; what is taken apart is bound piece by piece. Gives what the assignment stands for as a value. */
export function bindTo(low: RubyLowering, node: SyntaxNode, bound: Bound): Expr {
  switch (node.type) {
    case 'left_assignment_list':
    case 'destructured_left_assignment':
    case 'destructured_parameter':
      return bindParts(low, partsOf(node), bound);
    case 'rest_assignment':
    case 'splat_parameter':
    case 'splat_argument': {
      const inner = childOf(node, 'name') ?? partsOf(node)[0];
      return inner ? bindTo(low, inner, { ...bound, value: opaque(inner) }) : bound.value;
    }
    case 'identifier':
    case 'global_variable':
      return bindName(low, node, bound);
    case 'constant':
    case 'scope_resolution':
      return bindConstant(low, node, bound);
    case 'instance_variable':
    case 'class_variable':
      return bindVariable(low, node, bound);
    default: {
      const target = targetOf(low, node);
      emit(low, { is: 'bind', target, value: bound.value, ...signOf(bound), ...placeOf(bound.place) });
      if (target.is === 'member' && target.of.is === 'this') addField(low, { name: target.name, ...bound });
      return makesCalls(target) ? opaque(node) : target;
    }
  }
}

/** What an assignment changes: `x.y = 1` calls nothing that we see, it sets a member. */
export function targetOf(low: RubyLowering, node: SyntaxNode): Expr {
  const receiver = node.type === 'call' ? childOf(node, 'receiver') : undefined;
  const method = childOf(node, 'method');
  if (!receiver || !method || childOf(node, 'arguments')) return low.expr(node);
  return { is: 'member', of: low.expr(receiver), name: sourceOf(low.text, method), ...placeOf(node) };
}

/** A variable of an object, or outside of classes of the file. */
export function variableAt(low: RubyLowering, node: SyntaxNode): Expr {
  const name = sourceOf(low.text, node);
  if (low.here.klass === undefined) return nameAt(name, node);
  return { is: 'member', of: { is: 'this', start: node.start, end: node.start }, name, ...placeOf(node) };
}

/** Says that a local name is bound from here on; true when it belongs to a method or block around. */
export function declare(low: RubyLowering, name: string): boolean {
  if (low.here.locals.has(name)) return false;
  if (isLocal(low, name)) return true;
  low.here.locals.add(name);
  return false;
}

function signOf({ sign }: Bound): { sign?: string } {
  return sign === undefined ? {} : { sign };
}

function bindName(low: RubyLowering, node: SyntaxNode, bound: Bound): Expr {
  const name = sourceOf(low.text, node);
  const isOuter = node.type === 'global_variable' ? low.here.index !== 0 : declare(low, name);
  const target = nameAt(name, node);
  const scope = isOuter ? { scope: 'outer' as const } : {};
  emit(low, { is: 'bind', target, value: bound.value, ...signOf(bound), ...scope, ...placeOf(bound.place) });
  return target;
}

/** Constants of a class are fields of the class itself. */
function bindConstant(low: RubyLowering, node: SyntaxNode, bound: Bound): Expr {
  const path = constantPath(low.text, node);
  const { nest } = low.here;
  const isClass = bound.value.is === 'class';
  const name = path === undefined ? undefined : isClass && nest !== '' ? `${nest}/${path}` : path;
  const target = name === undefined ? low.expr(node) : nameAt(name, node);
  emit(low, { is: 'bind', target, value: bound.value, ...signOf(bound), ...placeOf(bound.place) });
  if (path !== undefined && !isClass) addField(low, { name: path, ...bound, isStatic: true });
  return target;
}

/** A variable that is set in the body of a class belongs to the class. */
function bindVariable(low: RubyLowering, node: SyntaxNode, bound: Bound): Expr {
  const target = variableAt(low, node);
  const name = sourceOf(low.text, node);
  const { isBody, isStatic } = low.here;
  const ofClass = node.type === 'class_variable' || isBody || isStatic;
  emit(low, { is: 'bind', target, value: bound.value, ...signOf(bound), ...placeOf(bound.place) });
  addField(low, { name, ...bound, isStatic: ofClass });
  return target;
}

function addField(
  low: RubyLowering,
  { name, value, sign, isStatic, place }: Bound & { name: string; isStatic?: boolean },
): void {
  const { klass, index } = low.here;
  // what is added to something says nothing of where it began
  if (klass === undefined || (sign !== undefined && sign !== '||=')) return;
  const field: Field = { name, value, fn: index, ...(isStatic ? { static: true } : {}), ...placeOf(place) };
  low.classes[klass]?.fields.push(field);
}

function bindParts(low: RubyLowering, parts: readonly SyntaxNode[], bound: Bound): Expr {
  const { value } = bound;
  const splat = parts.findIndex(({ type }) => /^(rest_assignment|splat_(parameter|argument))$/.test(type));
  const items = value.is === 'list' ? value.items : undefined;
  if (items && items.length === parts.length && splat < 0 && !items.some(({ is }) => is === 'opaque')) {
    for (const [at, part] of parts.entries()) bindTo(low, part, { ...bound, value: items[at] ?? opaque(part) });
    return value.is === 'list' && !makesCalls(value) ? value : opaque(value);
  }
  const source = once(low, bound);
  for (const [at, part] of parts.entries()) {
    const key: Expr =
      splat >= 0 && at > splat
        ? opaque({ start: part.start, end: part.start })
        : { is: 'literal', value: at, start: part.start, end: part.start };
    bindTo(low, part, { ...bound, value: { is: 'index', of: source, key, ...placeOf(part) } });
  }
  return source;
}

/** A value that makes calls gets a name of its own, so that it stands in one place. */
export function once(low: RubyLowering, { value, place }: Bound): Expr {
  if (!makesCalls(value)) return value;
  const name = nameAt(`#${value.start}`, { start: value.start, end: value.start });
  emit(low, { is: 'bind', target: name, value, ...placeOf(place) });
  return name;
}

import type { Node, ObjectPattern } from '../../../parse/javascript-node.js';
import { jsUnwrap } from '../../../parse/javascript-values.js';
import type { Expr, Field, Place } from '../../model.js';
import { type BindMarks, emit, type Frame, isRepeatable, placeOf, settled } from './draft.js';
import { exportAssigned, isExportTarget } from './exports.js';
import { named } from './expressions.js';

/** Binds the names, members and items of a pattern, each to its part of the value. */
export function bindPattern(pattern: Node, value: Expr, frame: Frame, more: BindMarks): void {
  const at = { start: more.start, end: more.end };
  switch (pattern.type) {
    case 'ObjectPattern':
      bindObject(pattern, settled(value, frame), frame, more);
      return;
    case 'ArrayPattern': {
      const whole = pattern.elements.length > 1 ? settled(value, frame) : value;
      for (const [index, element] of pattern.elements.entries()) {
        if (!element) continue;
        const place = placeOf(element);
        if (element.type === 'RestElement')
          bindPattern(element.argument, { is: 'opaque', children: [whole], ...place }, frame, { ...more, ...place });
        else {
          const key: Expr = { is: 'literal', value: index, ...place };
          bindPattern(element, { is: 'index', of: whole, key, ...place }, frame, { ...more, ...place });
        }
      }
      return;
    }
    case 'AssignmentPattern': {
      const right = named(pattern.right, pattern.left.type === 'Identifier' ? pattern.left.name : '', frame);
      const either: Expr = { is: 'operation', sign: '??', left: value, right, ...placeOf(pattern) };
      bindPattern(pattern.left, either, frame, more);
      return;
    }
    case 'Identifier': {
      const target: Expr = { is: 'name', name: pattern.name, ...placeOf(pattern) };
      const isFar = !more.declares && frame.outer !== undefined && !frame.declared.has(pattern.name);
      emit(frame, {
        is: 'bind',
        target,
        value,
        ...(more.sign === undefined ? {} : { sign: more.sign }),
        ...(isFar ? { scope: 'outer' as const } : {}),
        ...at,
      });
      return;
    }
    default: {
      const inner = jsUnwrap(pattern);
      if (inner !== pattern) bindPattern(inner, value, frame, more);
      else bindPlace(pattern, value, frame, more);
    }
  }
}

function bindObject(pattern: ObjectPattern, whole: Expr, frame: Frame, more: BindMarks): void {
  for (const property of pattern.properties) {
    const place = placeOf(property);
    if (property.type === 'RestElement') {
      bindPattern(property.argument, { is: 'opaque', children: [whole], ...place }, frame, { ...more, ...place });
      continue;
    }
    const { key, computed } = property;
    const name = !computed && key.type === 'Identifier' ? key.name : undefined;
    const by: Expr =
      name === undefined ? frame.draft.lower.expression(key, frame) : { is: 'literal', value: name, ...placeOf(key) };
    const part: Expr =
      by.is === 'literal' && typeof by.value === 'string'
        ? { is: 'member', of: whole, name: by.value, ...placeOf(key) }
        : { is: 'index', of: whole, key: by, ...placeOf(key) };
    bindPattern(property.value, part, frame, { ...more, ...place });
  }
}

/** A member or an item that is assigned to; what `this` is given is a field of its class, what `exports` is given an export. */
function bindPlace(node: Node, given: Expr, frame: Frame, more: BindMarks): void {
  const at = { start: more.start, end: more.end };
  const target = frame.draft.lower.expression(node, frame);
  const sets = more.sign === undefined || /^(\|\||&&|\?\?)=$/.test(more.sign);
  const value = sets && isExportTarget(target, frame) ? exportAssigned(target, given, frame) : given;
  emit(frame, { is: 'bind', target, value, ...(more.sign === undefined ? {} : { sign: more.sign }), ...at });
  if (!sets || target.is !== 'member') return;
  if (target.of.is === 'this') recordField(target.name, value, frame, at);
  // `Server.instance = new Server()` in a function of the class
  const owner = frame.owner === undefined ? undefined : frame.draft.classes[frame.owner];
  if (owner && owner.name !== '' && target.of.is === 'name' && target.of.name === owner.name)
    recordField(target.name, value, { ...frame, isStatic: true }, at);
}

/** What a function of a class gives to a field of `this`. */
export function recordField(name: string, value: Expr, frame: Frame, at: Place, type?: Expr): void {
  const owner = frame.owner === undefined ? undefined : frame.draft.classes[frame.owner];
  if (!owner) return;
  const field: Field = { name, value, fn: frame.index, ...(frame.isStatic ? { static: true as const } : {}), ...at };
  owner.fields.push(type ? { ...field, type } : field);
}

/** An assignment (`=`, `+=`, `++`) as an expression: what it gives is read from its target. */
export function lowerAssignment(node: Node, frame: Frame): Expr {
  const { lower } = frame.draft;
  const at = placeOf(node);
  if (node.type === 'UpdateExpression') {
    const step: Expr = { is: 'literal', value: 1, ...at };
    lower.bind(node.argument, step, frame, { sign: node.operator === '++' ? '+=' : '-=', ...at });
    return reread(node.argument, frame);
  }
  if (node.type !== 'AssignmentExpression') return { is: 'opaque', children: [], ...at };
  if (node.operator !== '=') {
    const value = named(node.right, nameOf(node.left), frame);
    lower.bind(node.left, value, frame, { sign: node.operator, ...at });
    return reread(node.left, frame);
  }
  return assignAll(chainOf(node), frame);
}

interface Chain {
  readonly targets: readonly { readonly pattern: Node; readonly node: Node; readonly declares?: true }[];
  readonly value: Node;
}

function chainOf(node: Node): Chain {
  const targets: { pattern: Node; node: Node }[] = [];
  let here: Node = node;
  while (here.type === 'AssignmentExpression' && here.operator === '=') {
    targets.push({ pattern: here.left, node: here });
    here = jsUnwrap(here.right);
  }
  return { targets, value: here };
}

/** `const app = module.exports = express()`: the value goes to a plain name first, and from there to the others. */
export function declareChain(pattern: Node, init: Node, frame: Frame, at: Node): void {
  const inner = chainOf(jsUnwrap(init));
  assignAll({ ...inner, targets: [{ pattern, node: at, declares: true }, ...inner.targets] }, frame);
}

function assignAll({ targets, value }: Chain, frame: Frame): Expr {
  const { lower } = frame.draft;
  const hint = targets.map(({ pattern }) => nameOf(pattern)).find((name) => name !== '' && name !== 'exports') ?? '';
  const given = named(value, hint, frame);
  const plain = targets.find(({ pattern }) => pattern.type === 'Identifier' && pattern.name !== 'exports');
  let shared = given;
  if (plain?.pattern.type === 'Identifier' && targets.length > 1) {
    lower.bind(plain.pattern, given, frame, { ...placeOf(plain.node), ...(plain.declares ? { declares: true } : {}) });
    shared = { is: 'name', name: plain.pattern.name, ...placeOf(plain.pattern) };
  } else if (targets.length > 1) shared = settled(given, frame);
  for (const target of targets.toReversed()) {
    if (target === plain && targets.length > 1) continue;
    const marks = target.declares ? { declares: true } : {};
    lower.bind(target.pattern, shared, frame, { ...placeOf(target.node), ...marks });
  }
  const [outermost] = targets;
  if (targets.length > 1 || !outermost || isRepeatable(shared)) return shared;
  return reread(outermost.pattern, frame);
}

/** What a target holds after it was assigned to; nothing is called again for it. */
function reread(pattern: Node, frame: Frame): Expr {
  const target = jsUnwrap(pattern);
  const at = placeOf(pattern);
  switch (target.type) {
    case 'Identifier':
      return { is: 'name', name: target.name, ...at };
    case 'ThisExpression':
      return frame.self === undefined ? { is: 'this', ...at } : { is: 'name', name: frame.self, ...at };
    case 'MemberExpression': {
      const of = reread(target.object, frame);
      if (target.property.type === 'PrivateName')
        return { is: 'member', of, name: `#${target.property.id.name}`, ...at };
      if (!target.computed && target.property.type === 'Identifier')
        return { is: 'member', of, name: target.property.name, ...at };
      const { property } = target;
      if (property.type === 'StringLiteral') return { is: 'member', of, name: property.value, ...at };
      return { is: 'index', of, key: reread(property, frame), ...at };
    }
    default:
      return { is: 'opaque', children: [], ...at };
  }
}

/** What a function that is assigned there is called. */
function nameOf(pattern: Node): string {
  if (pattern.type === 'Identifier') return pattern.name;
  if (pattern.type !== 'MemberExpression' || pattern.computed) return '';
  return pattern.property.type === 'Identifier' ? pattern.property.name : '';
}

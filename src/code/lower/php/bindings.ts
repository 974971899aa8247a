import { partsOf, type SyntaxNode } from '../../../parse/syntax-node.js';
import type { Expr, Place } from '../../model.js';
import { emit, makesCalls, nameAt, opaque, placeOf } from '../draft.js';
import type { PhpLowering } from './lowering.js';
import { slashed } from './names.js';

interface Bound {
  readonly value: Expr;
  /** Of the assignment. */
  readonly place: Place;
  readonly sign?: string;
}

/** Binds a target; destructuring is taken apart. Gives what the assignment stands for as a value. */
export function bindTo(low: PhpLowering, node: SyntaxNode, bound: Bound): Expr {
  const target = unwrapped(node);
  if (target.type !== 'list_literal' && target.type !== 'array_creation_expression') {
    const expr = low.expr(target);
    bindExpr(low, expr, bound);
    return makesCalls(expr) ? opaque(placeOf(target)) : expr;
  }
  const value = once(low, bound);
  let position = 0;
  for (const { key, part } of targetsIn(low, target)) {
    const at: Expr = key
      ? low.expr(key)
      : { is: 'literal', value: position, start: part?.start ?? target.start, end: part?.start ?? target.start };
    position++;
    if (part === undefined) continue;
    bindTo(low, part, { value: { is: 'index', of: value, key: at, ...placeOf(part) }, place: placeOf(part) });
  }
  return value;
}

/** A value that makes calls gets a name of its own before it is taken apart, so that it stands in one place. */
export function once(low: PhpLowering, { value, place }: Bound): Expr {
  if (!makesCalls(value)) return value;
  const name = nameAt(`$#${place.start}`, { start: value.start, end: value.start });
  emit(low, { is: 'bind', target: name, value, ...place });
  return name;
}

/** Binds what has been read already; properties of the own class become its fields, too. */
export function bindExpr(low: PhpLowering, target: Expr, { value, place, sign }: Bound): void {
  const outer = target.is === 'name' && low.here.borrowed.has(target.name);
  const type = target.is === 'name' ? low.here.said.get(target.name) : undefined;
  if (type && target.is === 'name') low.here.said.delete(target.name);
  emit(low, {
    is: 'bind',
    target,
    value,
    ...(sign !== undefined && { sign }),
    ...(type && { type }),
    ...(outer && { scope: 'outer' as const }),
    ...place,
  });
  const klass = low.here.klass === undefined ? undefined : low.classes[low.here.klass];
  if (klass === undefined || target.is !== 'member') return;
  const own = target.of.is === 'name' && klass.name !== '' && target.of.name === klass.fullName;
  if (target.of.is !== 'this' && !own) return;
  const fn = low.here.fn;
  klass.fields.push({ name: target.name, value, fn, ...(own && { static: true as const }), ...place });
}

function unwrapped(node: SyntaxNode): SyntaxNode {
  if (node.type !== 'by_ref' && node.type !== 'parenthesized_expression') return node;
  return partsOf(node)[0] ?? node;
}

interface Target {
  readonly key?: SyntaxNode;
  /** Absent where an item is skipped. */
  readonly part?: SyntaxNode;
}

function targetsIn(low: PhpLowering, list: SyntaxNode): readonly Target[] {
  if (list.type === 'array_creation_expression') {
    return list.children
      .filter(({ type }) => type === 'array_element_initializer')
      .map((item) => {
        const [first, second] = partsOf(item);
        return second && first ? { key: first, part: second } : first ? { part: first } : {};
      });
  }
  const found: Target[] = [];
  let key: SyntaxNode | undefined;
  let before = list.start;
  for (const part of partsOf(list)) {
    const between = low.text.slice(before, part.start);
    const commas = between.split(',').length - 1;
    const skipped = before === list.start ? commas : commas - 1;
    for (let index = 0; index < skipped; index++) found.push({});
    before = part.end;
    if (/^\s*=>/.test(low.text.slice(part.end, part.end + 40))) {
      key = part;
      continue;
    }
    found.push({ ...(key && { key }), part });
    key = undefined;
  }
  return found;
}

/** Something of an iterable that has no key of its own. */
export function itemOf(of: Expr, place: Place): Expr {
  return { is: 'index', of, key: opaque({ start: of.end, end: of.end }), ...place };
}

/** `define('X', ...)` binds a name that is seen everywhere. */
export function defining(low: PhpLowering, node: SyntaxNode): boolean {
  const value = node.type === 'function_call_expression' ? low.expr(node) : undefined;
  if (value?.is !== 'call') return false;
  const [name] = value.args;
  const defines = value.callee.is === 'name' && value.callee.name === 'define';
  if (defines && name?.value.is === 'literal') {
    const constant = nameAt(slashed(String(name.value.value)), name.value);
    if (low.here.fn !== 0) low.here.borrowed.add(constant.name);
    bindExpr(low, constant, { value, place: placeOf(node) });
  } else emit(low, { is: 'do', value, ...placeOf(node) });
  return true;
}

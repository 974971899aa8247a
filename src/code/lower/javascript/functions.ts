import type { JsFunction, Node } from '../../../parse/javascript-node.js';
import type { Expr, Fn, Param, Place } from '../../model.js';
import { emit, type Frame, type FunctionMarks, placeOf } from './draft.js';
import { recordField } from './patterns.js';
import { declaredBy, namesIn } from './scope.js';
import { lowerType } from './types.js';

/** Writes a function into the module and gives it as a value. */
export function lowerFunction(node: JsFunction, frame: Frame, more: FunctionMarks = {}): Expr {
  const { draft } = frame;
  const at = placeOf(node);
  const isArrow = node.type === 'ArrowFunctionExpression';
  const owner = isArrow ? frame.owner : more.owner;
  const isStatic = isArrow ? frame.isStatic : more.static === true;
  const own = node.type === 'FunctionExpression' && node.id ? node.id.name : undefined;
  const declared = node.type === 'FunctionDeclaration' && node.id ? node.id.name : undefined;
  const index = draft.functions.length;
  const params: Param[] = [];
  const body = node.body.type === 'BlockStatement' ? node.body : undefined;
  const inner = declaredBy(body?.body ?? []);
  const names = inner.names;
  for (const param of node.params) for (const name of namesIn(param)) names.add(name);
  if (own !== undefined) names.add(own);
  const returns = node.returnType ? lowerType(node.returnType, frame) : undefined;
  const here: Frame = {
    draft,
    index,
    events: [],
    guards: [],
    declared: names,
    outer: frame,
    ...(owner === undefined ? {} : { owner }),
    isStatic,
    ...(isArrow && frame.self !== undefined ? { self: frame.self } : {}),
    guard: undefined,
    depth: frame.depth,
  };
  const fn: Fn = {
    name: own ?? declared ?? more.name ?? '',
    params,
    decorators: more.decorators ?? [],
    ...(returns ? { returns } : {}),
    events: here.events,
    guards: here.guards,
    outer: frame.index,
    ...(owner === undefined ? {} : { owner }),
    ...(node.async ? { async: true as const } : {}),
    ...(node.generator ? { generator: true as const } : {}),
    ...(isStatic && owner !== undefined ? { static: true as const } : {}),
    ...at,
  };
  draft.functions.push(fn);
  const value: Expr = { is: 'function', fn: index, ...at };
  if (own !== undefined && !node.params.some((param) => namesIn(param).includes(own))) {
    emit(here, { is: 'bind', target: { is: 'name', name: own, ...at }, value, ...at });
  }
  for (const param of node.params) lowerParam(param, params, here);
  if (body) {
    for (const directive of body.directives) {
      const said: Expr = { is: 'literal', value: directive.value.value, ...placeOf(directive) };
      emit(here, { is: 'do', value: said, ...placeOf(directive) });
    }
    hoist(inner.functions, here);
    draft.lower.block(body.body, here);
  } else {
    const given = draft.lower.expression(node.body, here);
    emit(here, { is: 'return', value: given, ...placeOf(node.body) });
  }
  return value;
}

/** Functions are there before the first line of their block is run. */
export function hoist(functions: readonly JsFunction[], frame: Frame): void {
  for (const node of functions) {
    if (node.type !== 'FunctionDeclaration') continue;
    const value = frame.draft.lower.function(node, frame);
    if (!node.id) continue;
    const target: Expr = { is: 'name', name: node.id.name, ...placeOf(node.id) };
    emit(frame, { is: 'bind', target, value, ...placeOf(node) });
  }
}

function lowerParam(node: Node, params: Param[], frame: Frame): void {
  if (node.type === 'Identifier' && node.name === 'this') return;
  const { lower } = frame.draft;
  const isPromoted = node.type === 'TSParameterProperty';
  const decorators = 'decorators' in node && Array.isArray(node.decorators) ? (node.decorators as Node[]) : [];
  let pattern: Node = isPromoted ? node.parameter : node;
  const isRest = pattern.type === 'RestElement';
  if (pattern.type === 'RestElement') pattern = pattern.argument;
  const initial = pattern.type === 'AssignmentPattern' ? pattern.right : undefined;
  if (pattern.type === 'AssignmentPattern') pattern = pattern.left;
  const at = placeOf(pattern);
  const name = pattern.type === 'Identifier' ? pattern.name : `#${at.start}`;
  const annotation = annotationOf(pattern) ?? (node.type === 'RestElement' ? node.typeAnnotation : undefined);
  const type = annotation ? lowerType(annotation, frame) : undefined;
  const fallback = initial ? lower.expression(initial, frame) : undefined;
  params.push({
    name,
    at,
    ...(type ? { type } : {}),
    ...(fallback ? { fallback } : {}),
    ...(isRest ? { kind: 'rest' as const } : {}),
    ...(decorators.length > 0
      ? { decorators: decorators.map((one) => lower.expression(decoratorOf(one), frame.outer ?? frame)) }
      : {}),
  });
  const whole: Expr = { is: 'name', name, ...at };
  if (isPromoted) promote({ name, value: whole, ...(type ? { type } : {}) }, frame, at);
  else if (pattern.type !== 'Identifier') lower.bind(pattern, whole, frame, { declares: true, ...at });
}

function annotationOf(pattern: Node): Node | null | undefined {
  return 'typeAnnotation' in pattern ? (pattern.typeAnnotation as Node | null | undefined) : undefined;
}

export function decoratorOf(node: Node): Node {
  return node.type === 'Decorator' ? node.expression : node;
}

/** `constructor(private db: Db)` is a parameter, a field, and the assignment of one to the other. */
function promote(
  { name, value, type }: { readonly name: string; readonly value: Expr; readonly type?: Expr },
  frame: Frame,
  at: Place,
): void {
  const target: Expr = { is: 'member', of: { is: 'this', ...at }, name, ...at };
  emit(frame, { is: 'bind', target, value, ...at });
  recordField(name, value, frame, at, type);
}

import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Arg, Expr, Param } from '../../model.js';
import { emit, type FnDraft, nameAt, placeOf } from '../draft.js';
import { bindExpr } from './bindings.js';
import { annotations, docTags } from './docs.js';
import { classOf } from './expressions.js';
import type { PhpLowering } from './lowering.js';
import { typeOf } from './types.js';
import { argsOf } from './values.js';

/** Reads a function, a method or a closure, and gives its number. */
export function functionOf(low: PhpLowering, node: SyntaxNode, name: string, doc?: SyntaxNode): number {
  const outside = low.here;
  const closure = /^(anonymous_function|arrow_function)$/.test(node.type);
  const uses = node.children.find(({ type }) => type === 'anonymous_function_use_clause');
  const tags = docTags(low, doc);
  const said = tags.find(({ tag }) => tag === 'return');
  const returns = typeOf(low, childOf(node, 'return_type')) ?? said?.type;
  const owner =
    closure || node.type === 'method_declaration' || node.type === 'property_hook' ? outside.klass : undefined;
  const sees = node.type === 'arrow_function' || uses !== undefined;
  const isStatic = node.type === 'method_declaration' && hasChild(node, 'static_modifier');
  const draft: FnDraft = {
    name,
    params: [],
    decorators: [...attributesOf(low, node), ...annotations(low, doc)],
    ...(returns && { returns }),
    events: [],
    guards: [],
    ...(sees && { outer: outside.fn }),
    ...(owner !== undefined && { owner }),
    ...(isStatic && { static: true as const }),
    ...placeOf(node),
  };
  const fn = low.functions.push(draft) - 1;
  const params: Param[] = [];
  const given = parametersOf(low, node, { tags, into: params });
  draft.params.push(...params);
  low.here = { fn, draft, klass: owner, borrowed: borrowedBy(low, uses), said: new Map(), guard: undefined };
  for (const promote of given) promote();
  const body = childOf(node, 'body');
  if (body?.type === 'compound_statement') low.statements(body.children);
  else if (body?.type === 'throw_expression') low.statements([body]);
  else if (body) emit(low, { is: 'return', value: low.expr(body), ...placeOf(body) });
  low.here = outside;
  return fn;
}

/** `use (&$x)`: what is assigned to it is assigned outside. */
function borrowedBy({ text }: PhpLowering, uses: SyntaxNode | undefined): Set<string> {
  const byReference = partsOf(uses).filter(({ type }) => type === 'by_ref');
  return new Set(byReference.flatMap((each) => partsOf(each)).map((variable) => sourceOf(text, variable)));
}

interface Reading {
  readonly tags: ReturnType<typeof docTags>;
  readonly into: Param[];
}

/** Reads parameters, and gives what those that are promoted to properties do once the function runs. */
function parametersOf(low: PhpLowering, node: SyntaxNode, { tags, into }: Reading): readonly (() => void)[] {
  const promotions: (() => void)[] = [];
  for (const param of childOf(node, 'parameters')?.children ?? []) {
    const variable = childOf(param, 'name');
    const named = variable?.type === 'by_ref' ? partsOf(variable)[0] : variable;
    if (named === undefined || !/parameter$/.test(param.type)) continue;
    const name = sourceOf(low.text, named);
    const said = tags.find((each) => each.tag === 'param' && each.name === name)?.type;
    const native = typeOf(low, childOf(param, 'type'));
    const type = native && !isVague(native) ? native : (said ?? native);
    const fallback = childOf(param, 'default_value');
    const decorators = attributesOf(low, param);
    into.push({
      name,
      at: placeOf(named),
      ...(type && { type }),
      ...(fallback && { fallback: low.expr(fallback) }),
      ...(param.type === 'variadic_parameter' && { kind: 'rest' as const }),
      ...(decorators.length > 0 && { decorators }),
    });
    if (param.type !== 'property_promotion_parameter') continue;
    promotions.push(() => promoted(low, { param, named, type, decorators }));
  }
  return promotions;
}

interface Promotion {
  readonly param: SyntaxNode;
  readonly named: SyntaxNode;
  readonly type: Expr | undefined;
  readonly decorators: readonly Expr[];
}

/** `__construct(private Http $http)`: a property with a type, and its assignment. */
function promoted(low: PhpLowering, { param, named, type }: Promotion): void {
  const name = sourceOf(low.text, named);
  const place = placeOf(param);
  const value = nameAt(name, placeOf(named));
  const of: Expr = { is: 'this', start: named.start, end: named.start };
  const target: Expr = { is: 'member', of, name: name.slice(1), ...placeOf(named) };
  const klass = low.here.klass === undefined ? undefined : low.classes[low.here.klass];
  const before = klass?.fields.length ?? 0;
  bindExpr(low, target, { value, place });
  const field = klass?.fields[before];
  if (klass && field && type) klass.fields[before] = { ...field, type };
}

/** Types that say less than a docblock does. */
function isVague(type: Expr): boolean {
  return type.is === 'name' && /^(array|iterable|object|mixed|callable)$/.test(type.name);
}

export function hasChild(node: SyntaxNode, type: string): boolean {
  return node.children.some((child) => child.type === type);
}

/** `#[Route('/photos')]`: what stands above a declaration. */
export function attributesOf(low: PhpLowering, node: SyntaxNode): readonly Expr[] {
  const lists = node.children.filter(({ type }) => type === 'attribute_list');
  return lists.flatMap(({ children }) =>
    children.flatMap((group) =>
      partsOf(group).flatMap((attribute): readonly Expr[] => {
        const [name] = partsOf(attribute);
        if (attribute.type !== 'attribute' || name === undefined) return [];
        const callee = classOf(low, name);
        const given = childOf(attribute, 'parameters');
        if (given === undefined) return [callee];
        const args: readonly Arg[] = argsOf(low, attribute);
        return [{ is: 'call', callee, args, ...placeOf(attribute) }];
      }),
    ),
  );
}

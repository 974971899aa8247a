import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr } from '../../model.js';
import { emit, nameAt, placeOf } from '../draft.js';
import { argumentsIn } from './expressions.js';
import { functionIn, typeIn } from './functions.js';
import type { ClassDraft, PythonLowering } from './lowering.js';

/** Reads a class and gives it its name. */
export function classIn(low: PythonLowering, node: SyntaxNode, decorators: readonly Expr[]): void {
  const nameNode = childOf(node, 'name');
  if (!nameNode) return;
  const value = classValue(low, node, decorators);
  emit(low, { is: 'bind', target: nameAt(sourceOf(low.text, nameNode), nameNode), value, ...placeOf(node) });
}

/** Reads a class: its methods, its attributes, and what its body calls. */
function classValue(low: PythonLowering, node: SyntaxNode, decorators: readonly Expr[]): Expr {
  const nameNode = childOf(node, 'name');
  const name = nameNode ? sourceOf(low.text, nameNode) : '';
  const bases = argumentsIn(low, childOf(node, 'superclasses'));
  const outer = low.here.klass === undefined ? '' : `${low.classes[low.here.klass]?.fullName ?? ''}/`;
  const index = low.classes.length;
  const draft: ClassDraft = {
    name,
    fullName: `${outer}${name}`,
    is: 'class',
    bases: bases.filter((base) => base.name === undefined).map(({ value }) => value),
    implements: [],
    mixes: [],
    methods: [],
    fields: [],
    decorators,
    macros: bases
      .filter((base) => base.name !== undefined)
      .map(({ value }) => value)
      .filter(({ is }) => is === 'call'),
    ...placeOf(node),
  };
  low.classes.push(draft);
  const isProtocol = draft.bases.some((base) => isOf(low, base, protocols));
  for (const part of partsOf(childOf(node, 'body'))) memberIn(low, part, { draft, index, isProtocol });
  const isAbstract =
    bases.some(({ value }) => isOf(low, value, abstracts)) || draft.methods.some(({ kind }) => kind === 'abstract');
  if (isProtocol || isAbstract)
    low.classes[index] = { ...draft, ...(isProtocol ? { is: 'interface' } : {}), abstract: true };
  return { is: 'class', class: index, ...placeOf(node) };
}

/** What the language has for classes that leave work to others: `class Store(ABC)`, `class Store(Protocol[T])`. */
const abstracts = /^abc\.(ABC|ABCMeta)$/;
const protocols = /^typing(_extensions)?\.Protocol$/;

/** Whether an expression is that thing of a library, by what the file imports. */
function isOf(low: Pick<PythonLowering, 'imports'>, expr: Expr, wanted: RegExp): boolean {
  const { imports } = low;
  if (expr.is === 'index') return isOf(low, expr.of, wanted);
  if (expr.is === 'member') {
    const { of, name } = expr;
    return of.is === 'name' && imports.some((one) => one.local === of.name && wanted.test(`${one.module}.${name}`));
  }
  return (
    expr.is === 'name' &&
    imports.some((one) => one.local === expr.name && wanted.test(`${one.module}.${one.name ?? ''}`))
  );
}

interface Within {
  readonly draft: ClassDraft;
  readonly index: number;
  /** It only says what others have: a body of `...` is none. */
  readonly isProtocol: boolean;
}

/** Conditions, loops and the like in the body of a class: what stands in them is the class's own too. */
const compound = /^(if|try|with|for|while|match)_statement$|_clause$|^(block|with_item|ERROR)$/;
const plain = /^((future_)?import(_from)?|global|nonlocal|delete|assert|raise|return|type_alias)_statement$/;

function memberIn(low: PythonLowering, node: SyntaxNode, within: Within): void {
  const { draft } = within;
  switch (node.type) {
    case 'decorated_definition': {
      const definition = childOf(node, 'definition');
      const decorators = decoratorsIn(low, node);
      if (definition) definitionIn(low, definition, { ...within, decorators });
      return;
    }
    case 'function_definition':
    case 'class_definition':
      definitionIn(low, node, { ...within, decorators: [] });
      return;
    case 'expression_statement':
      for (const part of partsOf(node)) attributeIn(low, part, draft);
      return;
    case 'comment':
    case 'pass_statement':
      return;
  }
  if (compound.test(node.type)) for (const part of partsOf(node)) memberIn(low, part, within);
  else if (plain.test(node.type)) low.block([node]);
  else {
    const value = low.expr(node);
    if (value.is !== 'literal' && value.is !== 'name') draft.macros.push(value);
  }
}

/** A method, or a class within the class. */
function definitionIn(
  low: PythonLowering,
  node: SyntaxNode,
  { draft, index, isProtocol, decorators }: Within & { decorators: readonly Expr[] },
): void {
  if (node.type === 'function_definition') {
    methodIn(low, node, { draft, index, isProtocol, decorators });
    return;
  }
  const name = childOf(node, 'name');
  if (!name) return;
  const before = low.here;
  low.here = { ...before, klass: index };
  const value = classValue(low, node, decorators);
  low.here = before;
  draft.fields.push({ name: sourceOf(low.text, name), value, static: true, ...placeOf(node) });
}

function attributeIn(low: PythonLowering, node: SyntaxNode, draft: ClassDraft): void {
  if (node.type !== 'assignment') {
    const value = low.expr(node);
    if (value.is !== 'literal') draft.macros.push(value);
    return;
  }
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const written = childOf(node, 'type');
  const type = written ? typeIn(low, written) : undefined;
  if (left?.type === 'identifier') {
    draft.fields.push({
      name: sourceOf(low.text, left),
      ...(right ? { value: low.expr(right) } : {}),
      ...(type ? { type } : {}),
      static: true,
      ...placeOf(node),
    });
  } else if (right) draft.macros.push(low.expr(right));
}

export function decoratorsIn(low: PythonLowering, node: SyntaxNode): readonly Expr[] {
  return node.children
    .filter(({ type }) => type === 'decorator')
    .flatMap((one) =>
      partsOf(one)
        .slice(0, 1)
        .map((part) => low.expr(part)),
    );
}

function methodIn(
  low: PythonLowering,
  node: SyntaxNode,
  { draft, index, isProtocol, decorators }: Within & { decorators: readonly Expr[] },
): void {
  const nameNode = childOf(node, 'name');
  if (!nameNode) return;
  const name = sourceOf(low.text, nameNode);
  const marks = decorators.flatMap((one) => (one.is === 'name' ? [one.name] : one.is === 'member' ? [one.name] : []));
  const isStatic = marks.includes('staticmethod');
  const isOfClass = marks.includes('classmethod');
  const value = functionIn(low, node, { name, decorators, klass: index, isStatic });
  if (value.is !== 'function') return;
  const isLeft =
    marks.some((mark) => /^abstract(method|property)$/.test(mark)) || isLeftOpen(low.text, node, isProtocol);
  const kind = isLeft
    ? 'abstract'
    : marks.some((mark) => /^(property|cached_property)$/.test(mark))
      ? 'get'
      : marks.includes('setter')
        ? 'set'
        : undefined;
  draft.methods.push({
    name,
    fn: value.fn,
    ...(isStatic || isOfClass ? { static: true } : {}),
    ...(kind ? { kind } : {}),
  });
}

/** A body that only refuses (`raise NotImplementedError`), or in a protocol is none: who stands below does the work. */
function isLeftOpen(text: string, node: SyntaxNode, isProtocol: boolean): boolean {
  const body = partsOf(childOf(node, 'body')).filter(({ type }) => type !== 'comment');
  const isSaid = ({ type, children }: SyntaxNode) => type === 'expression_statement' && children[0]?.type === 'string';
  const [only, ...more] = body[0] && isSaid(body[0]) ? body.slice(1) : body;
  if (!only || more.length > 0) return isProtocol && !only;
  if (only.type === 'raise_statement') {
    const raised = partsOf(only)[0];
    const what = raised?.type === 'call' ? childOf(raised, 'function') : raised;
    return what !== undefined && sourceOf(text, what) === 'NotImplementedError';
  }
  return isProtocol && (only.type === 'pass_statement' || only.children[0]?.type === 'ellipsis');
}

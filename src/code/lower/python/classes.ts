import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr } from '../../model.js';
import { emit, nameAt, placeOf } from '../draft.js';
import { argumentsIn } from './expressions.js';
import { functionIn, typeIn } from './functions.js';
import type { ClassDraft, PythonLowering } from './lowering.js';

/** Reads a class: its methods, its attributes, and what its body calls. */
export function classIn(low: PythonLowering, node: SyntaxNode, decorators: readonly Expr[]): void {
  const nameNode = childOf(node, 'name');
  if (!nameNode) return;
  const name = sourceOf(low.text, nameNode);
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
  emit(low, {
    is: 'bind',
    target: nameAt(name, nameNode),
    value: { is: 'class', class: index, ...placeOf(node) },
    ...placeOf(node),
  });
  for (const part of partsOf(childOf(node, 'body'))) memberIn(low, part, { draft, index });
}

interface Within {
  readonly draft: ClassDraft;
  readonly index: number;
}

function memberIn(low: PythonLowering, node: SyntaxNode, within: Within): void {
  const { draft, index } = within;
  if (node.type === 'decorated_definition') {
    const definition = childOf(node, 'definition');
    const decorators = decoratorsIn(low, node);
    if (definition?.type === 'function_definition') methodIn(low, definition, { ...within, decorators });
    if (definition?.type === 'class_definition') classIn(low, definition, decorators);
    return;
  }
  if (node.type === 'function_definition') {
    methodIn(low, node, { ...within, decorators: [] });
    return;
  }
  if (node.type === 'class_definition') {
    const before = low.here;
    low.here = { ...before, klass: index };
    classIn(low, node, []);
    low.here = before;
    return;
  }
  if (node.type === 'expression_statement') {
    for (const part of partsOf(node)) attributeIn(low, part, draft);
    return;
  }
  // conditions and loops in the body of a class run at boot
  low.block([node]);
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
  { draft, index, decorators }: Within & { decorators: readonly Expr[] },
): void {
  const nameNode = childOf(node, 'name');
  if (!nameNode) return;
  const name = sourceOf(low.text, nameNode);
  const marks = decorators.flatMap((one) => (one.is === 'name' ? [one.name] : one.is === 'member' ? [one.name] : []));
  const isStatic = marks.includes('staticmethod');
  const isOfClass = marks.includes('classmethod');
  const value = functionIn(low, node, { name, decorators, klass: index, isStatic });
  if (value.is !== 'function') return;
  const kind = marks.some((mark) => /^(property|cached_property)$/.test(mark))
    ? 'get'
    : marks.includes('setter')
      ? 'set'
      : marks.includes('abstractmethod')
        ? 'abstract'
        : undefined;
  draft.methods.push({
    name,
    fn: value.fn,
    ...(isStatic || isOfClass ? { static: true } : {}),
    ...(kind ? { kind } : {}),
  });
}

import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Expr, Param } from '../../model.js';
import { emit, opaque, placeOf } from '../draft.js';
import { draftOf, type Here, type PythonLowering } from './lowering.js';

interface FunctionMarks {
  readonly name: string;
  readonly decorators?: readonly Expr[];
  /** The class that it is a method of. */
  readonly klass?: number;
  readonly isStatic?: boolean;
}

/** Reads a function or lambda and gives it as a value. */
export function functionIn(low: PythonLowering, node: SyntaxNode, marks: FunctionMarks): Expr {
  const index = low.functions.length;
  const draft = draftOf(marks.name, node);
  low.functions.push(draft);
  const params = paramsIn(low, childOf(node, 'parameters'));
  draft.params.push(...params);
  const outer = low.here;
  const isMethod = marks.klass !== undefined;
  const klass = marks.klass ?? outer.klass;
  if (outer.index !== 0 || !isMethod) draft.outer = outer.index;
  if (klass !== undefined) draft.owner = klass;
  const returns = childOf(node, 'return_type');
  const type = returns ? typeIn(low, returns) : undefined;
  const isAsync = low.text.startsWith('async', node.start);
  Object.assign(draft, {
    ...(type ? { returns: type } : {}),
    ...(marks.decorators ? { decorators: marks.decorators } : {}),
    ...(isAsync ? { async: true } : {}),
    ...(marks.isStatic ? { static: true } : {}),
  });
  const self = isMethod ? (marks.isStatic ? undefined : params[0]?.name) : outer.self;
  const here: Here = {
    draft,
    index,
    klass,
    borrowed: new Set(),
    guard: undefined,
    ...(self === undefined ? {} : { self }),
  };
  low.here = here;
  const body = childOf(node, 'body');
  if (body?.type === 'block') low.block(body.children);
  else if (body) {
    const value = low.expr(body);
    emit(low, { is: 'return', value, ...placeOf(body) });
  }
  low.here = outer;
  return { is: 'function', fn: index, ...placeOf(node) };
}

function paramsIn(low: PythonLowering, list: SyntaxNode | undefined): readonly Param[] {
  return partsOf(list).flatMap((node): readonly Param[] => {
    switch (node.type) {
      case 'identifier':
        return [{ name: sourceOf(low.text, node), at: placeOf(node) }];
      case 'list_splat_pattern':
      case 'dictionary_splat_pattern': {
        const [inner] = partsOf(node);
        return inner
          ? [
              {
                name: sourceOf(low.text, inner),
                at: placeOf(inner),
                kind: node.type === 'list_splat_pattern' ? 'rest' : 'named',
              },
            ]
          : [];
      }
      case 'default_parameter':
      case 'typed_default_parameter':
      case 'typed_parameter':
        return paramIn(low, node);
      default:
        return [];
    }
  });
}

function paramIn(low: PythonLowering, node: SyntaxNode): readonly Param[] {
  const name = childOf(node, 'name') ?? partsOf(node)[0];
  if (!name) return [];
  const inner = /splat/.test(name.type) ? (partsOf(name)[0] ?? name) : name;
  const kind =
    name.type === 'list_splat_pattern' ? 'rest' : name.type === 'dictionary_splat_pattern' ? 'named' : undefined;
  const written = childOf(node, 'type');
  const value = childOf(node, 'value');
  const { type, given } = written ? annotated(low, written) : { type: undefined, given: undefined };
  const fallback = value ? low.expr(value) : given;
  return [
    {
      name: sourceOf(low.text, inner),
      at: placeOf(inner),
      ...(type ? { type } : {}),
      ...(fallback ? { fallback } : {}),
      ...(kind ? { kind } : {}),
    },
  ];
}

/** `Annotated[Session, Depends(make)]` is a session that the call gives. */
function annotated(
  low: PythonLowering,
  node: SyntaxNode,
): { readonly type: Expr | undefined; readonly given: Expr | undefined } {
  const type = typeIn(low, node);
  if (type?.is !== 'opaque' || !/^\s*(\w+\.)*Annotated\s*\[/.test(sourceOf(low.text, node)))
    return { type, given: undefined };
  const [first, ...others] = type.children;
  return { type: first, given: others.find(({ is }) => is === 'call') };
}

/** A type as names; what may be nothing is what it is otherwise. */
export function typeIn(low: PythonLowering, node: SyntaxNode): Expr | undefined {
  const inner = node.type === 'type' ? partsOf(node)[0] : node;
  if (!inner) return undefined;
  return reduced(low.expr(inner));
}

function reduced(expr: Expr): Expr | undefined {
  if (expr.is === 'literal') return undefined;
  if (expr.is === 'operation' && expr.sign === '|' && expr.left) {
    const parts = [reduced(expr.left), reduced(expr.right)].filter((one) => one !== undefined);
    return parts.length === 1 ? parts[0] : opaque(expr, parts);
  }
  if (expr.is === 'opaque' && expr.children.length > 0) return generic(expr);
  if (expr.is !== 'index') return expr;
  return generic({
    is: 'opaque',
    children: [expr.of, ...(expr.key.is === 'list' ? expr.key.items : [expr.key])],
    start: expr.start,
    end: expr.end,
  });
}

/** `Optional[X]`, `list[X]`, `Annotated[X, …]`, `Repository[X]`. */
function generic(expr: Expr & { is: 'opaque' }): Expr | undefined {
  const [of, first, ...others] = expr.children;
  const name = of?.is === 'name' ? of.name : of?.is === 'member' ? of.name : '';
  if (name === 'Optional') return first && reduced(first);
  // what a manager of a context or a dependency yields is what is asked of it
  if (/^(Async)?(Generator|Iterator|ContextManager)$/.test(name)) return first && reduced(first);
  if (name === 'Annotated' && first) return opaque(expr, [reduced(first) ?? first, ...others]);
  if (/^(list|List|Sequence|Iterable|set|Set)$/.test(name) && first) {
    const item = reduced(first);
    return item ? { is: 'list', items: [item], start: expr.start, end: expr.end } : undefined;
  }
  // a class, not an object of it, and some function: what callers give says which
  if (/^(type|Type|Callable|ClassVar|Final)$/.test(name)) return undefined;
  if (name === 'Union') {
    const parts = [first, ...others].flatMap((one) => (one ? (reduced(one) ?? []) : []));
    return parts.length === 1 ? parts[0] : opaque(expr, parts);
  }
  return of;
}

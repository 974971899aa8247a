import type { Node } from '../../../parse/javascript-node.js';
import type { Expr, Field, Fn, Method } from '../../model.js';
import { type Frame, placeOf } from './draft.js';

/** Types of the language itself that say nothing but what they are about. */
const seenThrough = new Set([
  'Promise',
  'PromiseLike',
  'Awaited',
  'Readonly',
  'Partial',
  'Required',
  'NonNullable',
  'Omit',
  'Pick',
]);
const lists = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet']);

/**
 * A type as an expression of names and members: what stands beside null and undefined, without its arguments; nothing where it
 * says nothing (`any`).
 */
export function lowerType(node: Node | null | undefined, frame: Frame, depth = 0): Expr | undefined {
  if (!node || depth > 30) return undefined;
  const at = placeOf(node);
  const inner = (one: Node | null | undefined) => lowerType(one, frame, depth + 1);
  const unknown: Expr = { is: 'opaque', children: [], ...at };
  switch (node.type) {
    case 'TSTypeAnnotation':
    case 'TypeAnnotation':
    case 'TSParenthesizedType':
    case 'TSOptionalType':
    case 'NullableTypeAnnotation':
      return inner(node.typeAnnotation);
    case 'TSTypeOperator':
      return node.operator === 'readonly' ? inner(node.typeAnnotation) : unknown;
    case 'TSTypeReference':
      return reference(node.typeName, node.typeParameters?.params ?? [], frame, depth);
    case 'TSExpressionWithTypeArguments':
      return reference(node.expression, node.typeParameters?.params ?? [], frame, depth);
    case 'GenericTypeAnnotation':
    case 'InterfaceExtends':
    case 'ClassImplements':
      return reference(node.id, node.typeParameters?.params ?? [], frame, depth);
    case 'TSArrayType':
    case 'ArrayTypeAnnotation':
      return { is: 'list', items: [inner(node.elementType) ?? unknown], ...at };
    case 'TSUnionType':
    case 'UnionTypeAnnotation': {
      const real = (node.types as readonly Node[]).filter((one) => !/Null|Undefined|Void|Never/.test(one.type));
      const [only] = real;
      if (real.length === 1) return inner(only);
      return { is: 'opaque', children: real.flatMap((one) => inner(one) ?? []), ...at };
    }
    case 'TSIntersectionType':
    case 'IntersectionTypeAnnotation': {
      const parts = (node.types as readonly Node[]).flatMap((one) => inner(one) ?? []);
      // what is added to a type in place (`Request & { user: User }`) leaves it what it is
      const names = parts.filter(({ is }) => is === 'name' || is === 'member');
      return names.length === 1 ? names[0] : { is: 'opaque', children: parts, ...at };
    }
    case 'TSTypeLiteral':
      return lowerInterface(node, node.members, frame, { name: '' });
    case 'TSImportType': {
      const module = 'argument' in node ? node.argument : undefined;
      const name = module?.type === 'StringLiteral' ? module.value : undefined;
      if (name === undefined) return unknown;
      const whole: Expr = { is: 'import', module: name, ...at };
      return node.qualifier ? qualified(node.qualifier, whole) : whole;
    }
    case 'TSStringKeyword':
    case 'StringTypeAnnotation':
      return { is: 'name', name: 'string', ...at };
    case 'TSNumberKeyword':
    case 'NumberTypeAnnotation':
      return { is: 'name', name: 'number', ...at };
    case 'TSBooleanKeyword':
    case 'BooleanTypeAnnotation':
      return { is: 'name', name: 'boolean', ...at };
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
    case 'TSVoidKeyword':
    case 'TSNeverKeyword':
    case 'TSUndefinedKeyword':
    case 'TSNullKeyword':
    case 'AnyTypeAnnotation':
    case 'MixedTypeAnnotation':
    case 'VoidTypeAnnotation':
      return undefined;
    default:
      return unknown;
  }
}

function reference(named: Node, args: readonly Node[], frame: Frame, depth: number): Expr | undefined {
  const at = placeOf(named);
  if (named.type === 'Identifier') {
    if (args[0] && seenThrough.has(named.name)) return lowerType(args[0], frame, depth + 1);
    if (args[0] && lists.has(named.name)) {
      const item = lowerType(args[0], frame, depth + 1);
      return { is: 'list', items: [item ?? { is: 'opaque', children: [], ...at }], ...at };
    }
    if (named.name === 'InstanceType' && args[0]?.type === 'TSTypeQuery') return qualified(args[0].exprName);
  }
  return qualified(named);
}

/** `A.B.C`, in any of the ways that the tree writes it. */
function qualified(node: Node, below?: Expr): Expr {
  const at = placeOf(node);
  switch (node.type) {
    case 'Identifier':
      return below ? { is: 'member', of: below, name: node.name, ...at } : { is: 'name', name: node.name, ...at };
    case 'TSQualifiedName':
      return { is: 'member', of: qualified(node.left, below), name: node.right.name, ...at };
    case 'QualifiedTypeIdentifier':
      return { is: 'member', of: qualified(node.qualification, below), name: node.id.name, ...at };
    case 'MemberExpression':
      return node.property.type === 'Identifier'
        ? { is: 'member', of: qualified(node.object, below), name: node.property.name, ...at }
        : { is: 'opaque', children: [], ...at };
    default:
      return { is: 'opaque', children: [], ...at };
  }
}

/** An interface or a type that is written out: what its objects hold and can do. */
export function lowerInterface(
  node: Node,
  members: readonly Node[],
  frame: Frame,
  { name, bases = [] }: { readonly name: string; readonly bases?: readonly Expr[] },
): Expr {
  const { classes } = frame.draft;
  const index = classes.length;
  const fields: Field[] = [];
  const methods: Method[] = [];
  const at = placeOf(node);
  classes.push({
    name,
    fullName: name,
    is: 'interface',
    bases,
    implements: [],
    mixes: [],
    methods,
    fields,
    decorators: [],
    macros: [],
    ...at,
  });
  for (const member of members) {
    if (member.type === 'TSPropertySignature' && member.key.type === 'Identifier') {
      const type = lowerType(member.typeAnnotation, frame);
      fields.push({ name: member.key.name, ...(type ? { type } : {}), ...placeOf(member) });
    } else if (member.type === 'TSMethodSignature' && member.key.type === 'Identifier') {
      const returns = lowerType(member.typeAnnotation, frame);
      const own = { name: member.key.name, owner: index, outer: frame.index, ...placeOf(member) };
      methods.push({ name: own.name, fn: bodiless(frame, returns ? { ...own, returns } : own), kind: 'abstract' });
    }
  }
  return { is: 'class', class: index, ...at };
}

/** A function that is only announced. */
export function bodiless(
  frame: Frame,
  more: Pick<Fn, 'name' | 'start' | 'end'> & Partial<Pick<Fn, 'returns' | 'owner' | 'outer' | 'static'>>,
): number {
  const { functions } = frame.draft;
  functions.push({ params: [], decorators: [], events: [], guards: [], ...more });
  return functions.length - 1;
}

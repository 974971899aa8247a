import type { CallExpression, NewExpression, Node, OptionalCallExpression } from '@babel/types';

export type JsCall = CallExpression | OptionalCallExpression | NewExpression;

/** A property of an object literal. Methods and accessors are their own value. */
export interface JsProperty {
  /** Missing when it is computed from something that is no literal, and for `...more`. */
  readonly key?: string;
  /** The key as it stands in the text; for `...more` the whole. */
  readonly keyNode: Node;
  readonly value: Node;
  readonly spread: boolean;
}

export interface JsLink {
  readonly name: string | undefined;
  readonly nameNode: Node;
  /** The arguments, where it is called. */
  readonly args?: readonly Node[];
  /** The expression from the start of the chain to the end of this link. */
  readonly node: Node;
}

/** `router.use(a).listen(1)`: receiver `router`, links `use` and `listen`. */
export interface JsChain {
  readonly receiver: Node;
  readonly links: readonly JsLink[];
}

/** The expression without the wrappers of TypeScript and Flow (`x as T`, `x!`, `<T>x`) and parentheses. */
export function jsUnwrap(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TypeCastExpression':
    case 'ParenthesizedExpression':
      return jsUnwrap(node.expression);
    default:
      return node;
  }
}

/** The value of a string literal, or of a template without expressions, also added together; undefined for anything else. */
export function jsString(node: Node | null | undefined): string | undefined {
  if (!node) return undefined;
  const inner = jsUnwrap(node);
  if (inner.type === 'StringLiteral') return inner.value;
  if (inner.type === 'TemplateLiteral') {
    return inner.expressions.length === 0 ? (inner.quasis[0]?.value.cooked ?? undefined) : undefined;
  }
  if (inner.type !== 'BinaryExpression' || inner.operator !== '+') return undefined;
  const left = jsString(inner.left);
  const right = left === undefined ? undefined : jsString(inner.right);
  return right === undefined ? undefined : `${left}${right}`;
}

/** The value of a string, number, boolean or null literal; undefined when it is no literal. */
export function jsLiteral(node: Node | null | undefined): string | number | boolean | null | undefined {
  if (!node) return undefined;
  const inner = jsUnwrap(node);
  if (inner.type === 'NumericLiteral' || inner.type === 'BooleanLiteral') return inner.value;
  if (inner.type === 'NullLiteral') return null;
  if (inner.type !== 'UnaryExpression') return jsString(inner);
  const value = jsLiteral(inner.argument);
  if (inner.operator === '!') return value === undefined ? undefined : !value;
  if (typeof value !== 'number') return undefined;
  return { '-': -value, '+': value }[inner.operator as string];
}

/** `app.use`, `process.env.X`, `this.server`, `import.meta.url`; undefined when anything but names is part of it. */
export function jsDotted(node: Node | null | undefined): string | undefined {
  if (!node) return undefined;
  const inner = jsUnwrap(node);
  switch (inner.type) {
    case 'Identifier':
      return inner.name;
    case 'ThisExpression':
      return 'this';
    case 'Super':
      return 'super';
    case 'Import':
      return 'import';
    case 'MetaProperty':
      return `${inner.meta.name}.${inner.property.name}`;
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const object = jsDotted(inner.object);
      const name = memberName(inner);
      return object === undefined || name === undefined ? undefined : `${object}.${name}`;
    }
    default:
      return undefined;
  }
}

export function isJsCall(node: Node | null | undefined): node is JsCall {
  return /^(CallExpression|OptionalCallExpression|NewExpression)$/.test(node?.type ?? '');
}

/** What is called: `app.use`, `require`, `import`, `new Foo`; undefined when the node is no call, or of something without a name. */
export function jsCallee(node: Node | null | undefined): string | undefined {
  if (!isJsCall(node)) return undefined;
  const name = jsDotted(node.callee);
  return name !== undefined && node.type === 'NewExpression' ? `new ${name}` : name;
}

/** The argument at a position; undefined when a `...spread` stands before it. */
export function jsArgument(call: Node | null | undefined, position: number): Node | undefined {
  if (!isJsCall(call)) return undefined;
  const before = call.arguments.slice(0, position + 1);
  return before.some((argument) => argument.type === 'SpreadElement') ? undefined : before[position];
}

/** The properties of an object literal, in order; none for anything else. */
export function jsProperties(node: Node | null | undefined): readonly JsProperty[] {
  const object = node ? jsUnwrap(node) : undefined;
  if (object?.type !== 'ObjectExpression') return [];
  return object.properties.map((property) => {
    if (property.type === 'SpreadElement') return { keyNode: property, value: property.argument, spread: true };
    const key = property.computed ? jsLiteral(property.key) : keyName(property.key);
    const value = property.type === 'ObjectMethod' ? property : property.value;
    const place = { keyNode: property.key, value, spread: false };
    return key === undefined || key === null ? place : { ...place, key: String(key) };
  });
}

/** The value of an object literal under a key; the last one wins. */
export function jsProperty(node: Node | null | undefined, key: string): Node | undefined {
  return jsProperties(node).findLast((property) => property.key === key)?.value;
}

/** The items of an array literal, holes left out. A spread is a `SpreadElement`. */
export function jsItems(node: Node | null | undefined): readonly Node[] {
  const array = node ? jsUnwrap(node) : undefined;
  return array?.type === 'ArrayExpression' ? array.elements.filter((item) => item !== null) : [];
}

/** The links of a chain of members and calls, from the innermost outwards; undefined when the node is no such thing. */
export function jsChain(node: Node): JsChain | undefined {
  const links: JsLink[] = [];
  let here = jsUnwrap(node);
  for (;;) {
    const call = here.type === 'CallExpression' || here.type === 'OptionalCallExpression' ? here : undefined;
    const member = call ? jsUnwrap(call.callee) : here;
    if (member.type !== 'MemberExpression' && member.type !== 'OptionalMemberExpression') break;
    const link = { name: memberName(member), nameNode: member.property, node: here };
    links.unshift(call ? { ...link, args: call.arguments } : link);
    here = jsUnwrap(member.object);
  }
  return links.length === 0 ? undefined : { receiver: here, links };
}

function memberName(member: { readonly computed: boolean; readonly property: Node }): string | undefined {
  const { property } = member;
  if (member.computed) return jsString(property);
  if (property.type === 'PrivateName') return `#${property.id.name}`;
  return property.type === 'Identifier' ? property.name : undefined;
}

function keyName(key: Node): string | undefined {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateName') return `#${key.id.name}`;
  const value = jsLiteral(key);
  return value === undefined ? undefined : String(value);
}

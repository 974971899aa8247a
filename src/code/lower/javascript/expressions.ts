import type { CallExpression, MemberExpression, Node, ObjectExpression } from '../../../parse/javascript-node.js';
import type { Arg, Entry, Expr } from '../../model.js';
import { deepest, emit, type Frame, isRepeatable, placeOf, swept, under } from './draft.js';
import { lowerMarkup } from './markup.js';
import { moduleOf } from './required.js';

/** What an expression is, with what it binds on its way written to the frame before. Never throws, however deep the node. */
export function lowerExpression(node: Node | null | undefined, frame: Frame): Expr {
  if (!node) return { is: 'opaque', children: [], start: 0, end: 0 };
  if (frame.depth >= deepest) return swept(node);
  frame.depth++;
  const expr = lowerNode(node, frame);
  frame.depth--;
  return expr;
}

function lowerNode(node: Node, frame: Frame): Expr {
  const { lower } = frame.draft;
  const at = placeOf(node);
  const of = (one: Node | null | undefined): Expr => lower.expression(one, frame);
  switch (node.type) {
    case 'Identifier':
      return { is: 'name', name: node.name, ...at };
    case 'ThisExpression':
      return frame.self === undefined ? { is: 'this', ...at } : { is: 'name', name: frame.self, ...at };
    case 'Super':
      return { is: 'super', ...at };
    case 'Import':
      return { is: 'name', name: 'import', ...at };
    case 'MetaProperty':
      return { is: 'name', name: `${node.meta.name}.${node.property.name}`, ...at };
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
    case 'DirectiveLiteral':
      return { is: 'literal', value: node.value, ...at };
    case 'NullLiteral':
      return { is: 'literal', value: null, ...at };
    case 'PrivateName':
      return { is: 'literal', value: `#${node.id.name}`, ...at };
    case 'TemplateLiteral':
      return textOf(node, frame);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return memberOf(node as MemberExpression, frame);
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return callOf(node as CallExpression, frame);
    case 'TaggedTemplateExpression':
      return { is: 'call', callee: of(node.tag), args: [{ value: textOf(node.quasi, frame) }], ...at };
    case 'ArrayExpression':
      return { is: 'list', items: node.elements.map((item) => itemOf(item, frame)), ...at };
    case 'SpreadElement':
      return { is: 'opaque', children: [of(node.argument)], ...at };
    case 'ObjectExpression':
      return { is: 'map', entries: entriesOf(node, frame), ...at };
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return lower.function(node, frame);
    case 'ClassExpression':
      return lower.class(node, frame);
    case 'AssignmentExpression':
    case 'UpdateExpression':
      return lower.assign(node, frame);
    case 'UnaryExpression':
      return unaryOf(node.operator, of(node.argument), node);
    case 'BinaryExpression':
      return binaryOf(node, frame);
    case 'LogicalExpression':
      return logicalOf(node, frame);
    case 'ConditionalExpression': {
      const when = of(node.test);
      const quiet = isRepeatable(when);
      const branch = (is: 'if' | 'else', one: Node) =>
        quiet ? under(frame, { is, test: when, ...placeOf(one) }, () => of(one)) : of(one);
      return { is: 'choice', when, yes: branch('if', node.consequent), no: branch('else', node.alternate), ...at };
    }
    case 'SequenceExpression': {
      for (const one of node.expressions.slice(0, -1)) {
        const value = of(one);
        if (value.is !== 'literal') emit(frame, { is: 'do', value, ...placeOf(one) });
      }
      return of(node.expressions.at(-1));
    }
    case 'AwaitExpression':
      return awaited(of(node.argument));
    case 'YieldExpression':
      // who runs the generator waits for what it yields
      return { is: 'opaque', children: node.argument ? [awaited(of(node.argument))] : [], ...at };
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'TypeCastExpression':
    case 'ParenthesizedExpression':
      return of(node.expression);
    case 'JSXElement':
    case 'JSXFragment':
      return lowerMarkup(node, frame);
    case 'JSXExpressionContainer':
    case 'JSXSpreadChild':
      return of(node.expression);
    case 'RegExpLiteral':
      return { is: 'opaque', children: [], made: 'RegExp', ...at };
    case 'BigIntLiteral':
    case 'JSXEmptyExpression':
      return { is: 'opaque', children: [], ...at };
    default:
      return swept(node);
  }
}

function textOf(node: Node & { type: 'TemplateLiteral' }, frame: Frame): Expr {
  const at = placeOf(node);
  if (node.expressions.length === 0) {
    return { is: 'literal', value: node.quasis[0]?.value.cooked ?? node.quasis[0]?.value.raw ?? '', ...at };
  }
  const parts: Expr[] = [];
  for (const [index, quasi] of node.quasis.entries()) {
    const value = quasi.value.cooked ?? quasi.value.raw;
    if (value !== '') parts.push({ is: 'literal', value, ...placeOf(quasi) });
    const inner = node.expressions[index];
    if (inner) parts.push(frame.draft.lower.expression(inner, frame));
  }
  return { is: 'text', parts, ...at };
}

function memberOf(node: MemberExpression, frame: Frame): Expr {
  const of = frame.draft.lower.expression(node.object, frame);
  const at = placeOf(node);
  const { property } = node;
  if (property.type === 'PrivateName') return { is: 'member', of, name: `#${property.id.name}`, ...at };
  if (!node.computed && property.type === 'Identifier') return { is: 'member', of, name: property.name, ...at };
  const key = frame.draft.lower.expression(property, frame);
  return key.is === 'literal' && typeof key.value === 'string'
    ? { is: 'member', of, name: key.value, ...at }
    : { is: 'index', of, key, ...at };
}

function callOf(node: CallExpression, frame: Frame): Expr {
  const at = placeOf(node);
  const module = moduleOf(node);
  if (module) {
    // what is put together to name the module may call something
    for (const one of node.arguments) {
      const value = frame.draft.lower.expression(one, frame);
      if (!isRepeatable(value)) emit(frame, { is: 'do', value, ...placeOf(one) });
    }
    return { is: 'import', ...module, ...at };
  }
  const callee = calleeOf(node, frame);
  const args: Arg[] = [];
  for (const one of node.arguments) {
    if (one.type === 'SpreadElement')
      args.push({ value: frame.draft.lower.expression(one.argument, frame), spread: true });
    else args.push({ value: frame.draft.lower.expression(one, frame) });
  }
  return (node as Node).type === 'NewExpression'
    ? { is: 'call', callee, args, new: true, ...at }
    : { is: 'call', callee, args, ...at };
}

/** `function () {}.bind(this)` shares its `this` like an arrow function. */
function calleeOf({ callee, arguments: args }: CallExpression, frame: Frame): Expr {
  if (
    callee.type !== 'MemberExpression' ||
    callee.object.type !== 'FunctionExpression' ||
    callee.property.type !== 'Identifier' ||
    callee.property.name !== 'bind' ||
    args[0]?.type !== 'ThisExpression' ||
    frame.owner === undefined
  )
    return frame.draft.lower.expression(callee, frame);
  const marks = { owner: frame.owner, static: frame.isStatic };
  const of = frame.draft.lower.function(callee.object, frame, marks);
  return { is: 'member', of, name: 'bind', ...placeOf(callee) };
}

function itemOf(item: Node | null, frame: Frame): Expr {
  return frame.draft.lower.expression(item, frame);
}

function entriesOf(node: ObjectExpression, frame: Frame): readonly Entry[] {
  const { lower } = frame.draft;
  return node.properties.map((property): Entry => {
    if (property.type === 'SpreadElement') return { value: lower.expression(property.argument, frame) };
    const key = keyOf(property.key, property.computed, frame);
    const name = key.is === 'literal' ? String(key.value) : '';
    if (property.type === 'ObjectMethod') return { key, value: lower.function(property, frame, { name }) };
    return { key, value: named(property.value, name, frame) };
  });
}

function keyOf(key: Node, computed: boolean, frame: Frame): Expr {
  if (!computed && key.type === 'Identifier') return { is: 'literal', value: key.name, ...placeOf(key) };
  return frame.draft.lower.expression(key, frame);
}

/** A value that takes the name of what it is bound to, where it has none of its own. */
export function named(value: Node | null | undefined, name: string, frame: Frame): Expr {
  const { lower } = frame.draft;
  if (value?.type === 'FunctionExpression' || value?.type === 'ArrowFunctionExpression')
    return lower.function(value, frame, { name });
  if (value?.type === 'ClassExpression') return lower.class(value, frame, name);
  return lower.expression(value, frame);
}

function unaryOf(sign: string, right: Expr, node: Node): Expr {
  const at = placeOf(node);
  if (right.is === 'literal' && typeof right.value === 'number' && (sign === '-' || sign === '+'))
    return { is: 'literal', value: sign === '-' ? -right.value : right.value, ...at };
  return { is: 'operation', sign, right, ...at };
}

/** Long sums (`'a' + b + 'c' + ...`) lean to the left as deep as they are long; they are taken apart without a stack. */
function binaryOf(node: Node, frame: Frame): Expr {
  const steps: { readonly node: Node; readonly sign: string; readonly right: Node }[] = [];
  let first: Node = node;
  while (first.type === 'BinaryExpression') {
    steps.push({ node: first, sign: first.operator, right: first.right });
    first = first.left;
  }
  let whole = frame.draft.lower.expression(first, frame);
  const isLong = steps.length > deepest / 4;
  const flat: Expr[] = [whole];
  for (const step of steps.reverse()) {
    const right = frame.draft.lower.expression(step.right, frame);
    if (isLong) flat.push(right);
    else whole = { is: 'operation', sign: step.sign, left: whole, right, ...placeOf(step.node) };
  }
  return isLong ? { is: 'opaque', children: flat, ...placeOf(node) } : whole;
}

/** What the right side binds (`cached || (cached = make())`) stands under the condition that the left side is. */
function logicalOf(node: Node & { type: 'LogicalExpression' }, frame: Frame): Expr {
  const { lower } = frame.draft;
  const left = lower.expression(node.left, frame);
  const is = node.operator === '&&' ? 'if' : 'else';
  const right = isRepeatable(left)
    ? under(frame, { is, test: left, ...placeOf(node.right) }, () => lower.expression(node.right, frame))
    : lower.expression(node.right, frame);
  return { is: 'operation', sign: node.operator, left, right, ...placeOf(node) };
}

/** Marks the calls that are waited for. */
function awaited(expr: Expr): Expr {
  if (expr.is === 'call') return { ...expr, awaited: true };
  if (expr.is === 'choice') return { ...expr, yes: awaited(expr.yes), no: awaited(expr.no) };
  if (expr.is === 'operation' && expr.left && /^(\|\||&&|\?\?)$/.test(expr.sign))
    return { ...expr, left: awaited(expr.left), right: awaited(expr.right) };
  return expr;
}

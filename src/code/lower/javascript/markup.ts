import type { JSXElement, JSXFragment, Node } from '../../../parse/javascript-node.js';
import type { Entry, Expr } from '../../model.js';
import { type Frame, placeOf } from './draft.js';

/** `<Page title="x">` calls `Page`; elements of HTML only hold what stands in them. */
export function lowerMarkup(node: JSXElement | JSXFragment, frame: Frame): Expr {
  const at = placeOf(node);
  const children = childrenOf(node, frame);
  if (node.type === 'JSXFragment') return { is: 'opaque', children, ...at };
  const { name } = node.openingElement;
  const callee = calleeOf(name);
  const entries = entriesOf(node, frame);
  if (!callee) return { is: 'opaque', children: [...entries.map(({ value }) => value), ...children], ...at };
  const inner: Entry[] =
    children.length === 0
      ? []
      : [{ key: { is: 'literal', value: 'children', ...at }, value: { is: 'list', items: children, ...at } }];
  const props: Expr = { is: 'map', entries: [...entries, ...inner], ...at };
  return { is: 'call', callee, args: [{ value: props }], markup: true, ...at };
}

function childrenOf(node: JSXElement | JSXFragment, frame: Frame): readonly Expr[] {
  const found: Expr[] = [];
  for (const child of node.children) {
    if (child.type === 'JSXText' || isEmpty(child)) continue;
    found.push(frame.draft.lower.expression(child, frame));
  }
  return found;
}

function isEmpty(node: Node): boolean {
  return node.type === 'JSXExpressionContainer' && node.expression.type === 'JSXEmptyExpression';
}

function entriesOf({ openingElement }: JSXElement, frame: Frame): readonly Entry[] {
  const { lower } = frame.draft;
  return openingElement.attributes.map((attribute): Entry => {
    if (attribute.type === 'JSXSpreadAttribute') return { value: lower.expression(attribute.argument, frame) };
    const name =
      attribute.name.type === 'JSXIdentifier'
        ? attribute.name.name
        : `${attribute.name.namespace.name}:${attribute.name.name.name}`;
    const at = placeOf(attribute.name);
    const value: Expr = attribute.value
      ? lower.expression(attribute.value, frame)
      : { is: 'literal', value: true, ...at };
    return { key: { is: 'literal', value: name, ...at }, value };
  });
}

/** A component; nothing for an element of HTML. */
function calleeOf(name: Node): Expr | undefined {
  const at = placeOf(name);
  if (name.type === 'JSXIdentifier') {
    if (name.name === 'this') return { is: 'this', ...at };
    return /^[a-z]/.test(name.name) || name.name.includes('-') ? undefined : { is: 'name', name: name.name, ...at };
  }
  if (name.type !== 'JSXMemberExpression') return undefined;
  const of = calleeOf(name.object) ?? ({ is: 'name', name: nameOf(name.object), ...placeOf(name.object) } as const);
  return { is: 'member', of, name: name.property.name, ...at };
}

function nameOf(node: Node): string {
  return node.type === 'JSXIdentifier' ? node.name : '';
}

import type { Node } from '../../../parse/javascript-node.js';
import type { JsPath } from '../../../parse/javascript-walk.js';

/** A test, and whether it held where code behind it runs. */
export interface Condition {
  readonly test: Node;
  readonly holds: boolean;
}

/** What a node says of whether one of its children runs. */
export function conditionsAt(node: Node, child: JsPath): readonly Condition[] {
  if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
    if (child.key === 'consequent') return [{ test: node.test, holds: true }];
    if (child.key === 'alternate') return [{ test: node.test, holds: false }];
    return [];
  }
  if (node.type === 'LogicalExpression' && child.key === 'right') {
    if (node.operator === '&&') return [{ test: node.left, holds: true }];
    if (node.operator === '||') return [{ test: node.left, holds: false }];
    return [];
  }
  if (node.type === 'BlockStatement' || node.type === 'Program') return earlierExits(node.body, child.node);
  return [];
}

/** `if (x) return;` before a statement means that the statement runs only without x. */
function earlierExits(body: readonly Node[], until: Node): readonly Condition[] {
  const found: Condition[] = [];
  for (const statement of body) {
    if (statement === until) break;
    if (statement.type !== 'IfStatement' || statement.alternate) continue;
    const last =
      statement.consequent.type === 'BlockStatement' ? statement.consequent.body.at(-1) : statement.consequent;
    if (last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement' || last?.type === 'ContinueStatement')
      found.push({ test: statement.test, holds: false });
  }
  return found;
}

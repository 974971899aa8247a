import type { FunctionDeclaration, Node } from '../../../parse/javascript-node.js';

/** What the statements of a function declare, wherever they nest. */
export interface Declared {
  readonly names: Set<string>;
  readonly functions: readonly FunctionDeclaration[];
}

/** Names and functions that the statements of one function (or module) declare; functions within it are ends. */
export function declaredBy(statements: readonly Node[]): Declared {
  const names = new Set<string>();
  const functions: FunctionDeclaration[] = [];
  const waiting: (Node | null | undefined)[] = [...statements].reverse();
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (!node) continue;
    switch (node.type) {
      case 'FunctionDeclaration':
        functions.push(node);
        if (node.id) names.add(node.id.name);
        break;
      case 'ClassDeclaration':
        if (node.id) names.add(node.id.name);
        break;
      case 'TSEnumDeclaration':
        names.add(node.id.name);
        break;
      case 'VariableDeclaration':
        for (const { id } of node.declarations) for (const name of namesIn(id)) names.add(name);
        break;
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
        waiting.push(node.declaration);
        break;
      case 'ImportDeclaration':
        for (const { local } of node.specifiers) names.add(local.name);
        break;
      case 'TSImportEqualsDeclaration':
        names.add(node.id.name);
        break;
      case 'TryStatement':
        if (node.handler?.param) for (const name of namesIn(node.handler.param)) names.add(name);
        waiting.push(node.finalizer, node.handler?.body, node.block);
        break;
      case 'ForStatement':
        waiting.push(node.body, node.init);
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        waiting.push(node.body, node.left);
        break;
      case 'IfStatement':
        waiting.push(node.alternate, node.consequent);
        break;
      case 'SwitchStatement':
        for (const one of node.cases.toReversed()) waiting.push(...one.consequent.toReversed());
        break;
      case 'BlockStatement':
      case 'TSModuleBlock':
        waiting.push(...node.body.toReversed());
        break;
      case 'TSModuleDeclaration':
        if (!node.declare) waiting.push(node.body);
        break;
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'LabeledStatement':
      case 'WithStatement':
        waiting.push(node.body);
        break;
      default:
    }
  }
  return { names, functions };
}

/** The names that a pattern binds. */
export function namesIn(pattern: Node): readonly string[] {
  const found: string[] = [];
  const waiting: (Node | null)[] = [pattern];
  while (waiting.length > 0) {
    const node = waiting.pop();
    switch (node?.type) {
      case 'Identifier':
        found.push(node.name);
        break;
      case 'ObjectPattern':
        for (const property of node.properties)
          waiting.push(property.type === 'RestElement' ? property.argument : property.value);
        break;
      case 'ArrayPattern':
        waiting.push(...node.elements);
        break;
      case 'AssignmentPattern':
        waiting.push(node.left);
        break;
      case 'RestElement':
        waiting.push(node.argument);
        break;
      case 'TSParameterProperty':
        waiting.push(node.parameter);
        break;
      default:
    }
  }
  return found;
}

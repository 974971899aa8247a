import type { Expr } from '../../../facts/expr.js';
import type { Node } from '../../../parse/javascript-node.js';
import { isJsCall, jsLiteral, jsUnwrap } from '../../../parse/javascript-values.js';
import type { JsPath } from '../../../parse/javascript-walk.js';
import { callExpr } from './calls.js';
import { type JsFile, spanOf } from './file.js';
import { isFunction, returnedExpr } from './functions.js';
import { memberExpr } from './members.js';
import { identifierExpr } from './names.js';
import { objectExpr } from './objects.js';
import { choice, opaque, type Reading, truth, type Within, withFallback } from './reading.js';

/** How deep references and nested values are followed within one file. */
const depthLimit = 14;
const expressionLimit = 400;

/**
 * How JavaScript says a value: literals, reads of the environment, references to other modules, calls of packages, fallbacks, choices.
 * The names in it are looked up from `path`. `NODE_ENV` is production: that is what is audited.
 */
export function jsExpr(
  file: JsFile,
  path: JsPath,
  given: Node,
  within: Within = { depth: 0, budget: { left: expressionLimit }, pending: [] },
): Expr {
  const { depth, budget, pending } = within;
  const node = jsUnwrap(given);
  const at = spanOf(file, node);
  budget.left -= 1;
  if (depth > depthLimit || budget.left < 0) return opaque(file, node);
  const value = jsLiteral(node);
  if (value !== undefined) return { is: 'literal', value, at };
  const reading: Reading = { file, path, depth, budget, pending, read: jsExpr };
  const follow = (child: Node) => jsExpr(file, path, child, { depth: depth + 1, budget, pending });
  // what a function of the file hands on is asked for here
  const tested = (child: Node) => {
    const found = follow(child);
    return found.is === 'call' && isJsCall(jsUnwrap(child)) ? { ...found, at: spanOf(file, child) } : found;
  };
  switch (node.type) {
    case 'Identifier':
      return identifierExpr(reading, node);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return memberExpr(reading, node);
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
    case 'ImportExpression':
      return callExpr(reading, node);
    case 'ObjectExpression':
      return objectExpr(reading, node);
    case 'ArrayExpression':
      return {
        is: 'list',
        items: node.elements
          .slice(0, 40)
          .flatMap((item) => (item ? [follow(item.type === 'SpreadElement' ? item.argument : item)] : [])),
        at,
      };
    case 'TemplateLiteral':
      return { is: 'text', parts: templateParts(file, node, follow), at };
    case 'ConditionalExpression':
      return choice(tested(node.test), { yes: () => follow(node.consequent), no: () => follow(node.alternate) }, at);
    case 'LogicalExpression':
      return logical(
        node.operator,
        () => follow(node.left),
        () => follow(node.right),
        at,
      );
    case 'BinaryExpression':
      return binary(
        node.operator,
        () => follow(node.left as Node),
        () => follow(node.right),
        opaque(file, node),
      );
    case 'UnaryExpression':
      if (node.operator !== '!') return opaque(file, node);
      return choice(tested(node.argument), { yes: () => truth(false, at), no: () => truth(true, at) }, at);
    case 'AwaitExpression':
      return follow(node.argument);
    case 'AssignmentExpression':
      return follow(node.right);
    case 'SequenceExpression':
      return follow(node.expressions.at(-1) ?? node);
    default:
      return (isFunction(node) && factory(reading, node)) || opaque(file, node);
  }
}

/** A function that is given nothing and hands back an object: whoever is handed it gets that. */
function factory(reading: Reading, fn: Node): Expr | undefined {
  const made = 'params' in fn && fn.params.length === 0 ? returnedExpr(reading, fn) : undefined;
  return made?.is === 'map' ? made : undefined;
}

function logical(operator: string, left: () => Expr, right: () => Expr, at: Expr['at']): Expr {
  const first = left();
  if (operator !== '&&') return withFallback(first, right(), at);
  return choice(first, { yes: right, no: () => truth(false, at) }, at);
}

function binary(operator: string, left: () => Expr, right: () => Expr, otherwise: Expr): Expr {
  const { at } = otherwise;
  if (operator === '+') return { is: 'text', parts: [left(), right()], at };
  const negated = operator === '!==' || operator === '!=';
  if (!negated && operator !== '===' && operator !== '==') return otherwise;
  const [a, b] = [left(), right()];
  if (a.is === 'literal' && b.is === 'literal') return truth((a.value === b.value) !== negated, at);
  const equals: Expr = { is: 'equals', left: a, right: b, at };
  return negated ? choice(equals, { yes: () => truth(false, at), no: () => truth(true, at) }, at) : equals;
}

function templateParts(file: JsFile, node: Node & { type: 'TemplateLiteral' }, follow: (child: Node) => Expr): Expr[] {
  return node.quasis.flatMap((quasi, index): Expr[] => {
    const expression = node.expressions[index];
    return [
      { is: 'literal', value: quasi.value.cooked ?? '', at: spanOf(file, quasi) },
      ...(expression ? [follow(expression as Node)] : []),
    ];
  });
}

/** The start of reading something that is no expression itself (a class, an enum, what a function returns). */
export function readingOf(file: JsFile, path: JsPath): Reading {
  return { file, path, depth: 0, budget: { left: expressionLimit }, pending: [], read: jsExpr };
}

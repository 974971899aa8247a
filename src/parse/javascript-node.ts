/** The syntax tree of JavaScript, under our own door. */

import type {
  ArrowFunctionExpression,
  ClassDeclaration,
  ClassExpression,
  ClassMethod,
  ClassPrivateMethod,
  FunctionDeclaration,
  FunctionExpression,
  Node,
  ObjectMethod,
} from '@babel/types';

export type {
  ArrowFunctionExpression,
  AssignmentExpression,
  CallExpression,
  ClassMethod,
  ClassPrivateMethod,
  File,
  FunctionDeclaration,
  FunctionExpression,
  JSXElement,
  JSXFragment,
  MemberExpression,
  Node,
  ObjectExpression,
  ObjectPattern,
  OptionalMemberExpression,
  Program,
  SwitchStatement,
  TryStatement,
  TSEnumDeclaration,
  TSModuleDeclaration,
} from '@babel/types';

/** Where a node that was parsed begins; only those that a program makes itself have no place. */
export function startOf({ start }: Pick<Node, 'start'>): number {
  return start ?? 0;
}

/** Where it ends. */
export function endOf({ end }: Pick<Node, 'end'>): number {
  return end ?? 0;
}

/** Everything with a body that runs when it is called. */
export type JsFunction =
  | ArrowFunctionExpression
  | ClassMethod
  | ClassPrivateMethod
  | FunctionDeclaration
  | FunctionExpression
  | ObjectMethod;

export type JsClass = ClassDeclaration | ClassExpression;

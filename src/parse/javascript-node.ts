/** The syntax tree of JavaScript, under our own door. */

import type {
  ArrowFunctionExpression,
  ClassDeclaration,
  ClassExpression,
  ClassMethod,
  ClassPrivateMethod,
  FunctionDeclaration,
  FunctionExpression,
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

/** Everything with a body that runs when it is called. */
export type JsFunction =
  | ArrowFunctionExpression
  | ClassMethod
  | ClassPrivateMethod
  | FunctionDeclaration
  | FunctionExpression
  | ObjectMethod;

export type JsClass = ClassDeclaration | ClassExpression;

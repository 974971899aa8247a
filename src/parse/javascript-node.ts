/** The syntax tree of JavaScript, under our own door. */
export type { File, MemberExpression, Node, OptionalMemberExpression } from '@babel/types';

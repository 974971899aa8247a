/**
 * A node of a programming language's syntax tree (PHP, Python, Ruby, shell), copied out of the parser once as a plain object.
 * Type and field names are those of the tree-sitter grammar.
 */
export interface SyntaxNode {
  readonly type: string;
  /** The name of the field of the parent that holds this node, where the grammar names it. */
  readonly field?: string;
  readonly start: number;
  readonly end: number;
  /** Named children, and those anonymous tokens that stand in a field (operators). */
  readonly children: readonly SyntaxNode[];
  readonly parent?: SyntaxNode;
}

export interface SyntaxTree {
  readonly text: string;
  readonly root: SyntaxNode;
}

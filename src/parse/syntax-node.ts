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
  /** Named children (comments too), and those anonymous tokens that stand in a field (operators). */
  readonly children: readonly SyntaxNode[];
  readonly parent?: SyntaxNode;
}

export interface SyntaxTree {
  readonly text: string;
  readonly root: SyntaxNode;
}

/** The source text of a node, as written. */
export function sourceOf(text: string, node: SyntaxNode): string {
  return text.slice(node.start, node.end);
}

/** The first child in a field (`arguments`, `left`, ...). */
export function childOf(node: SyntaxNode | undefined, field: string): SyntaxNode | undefined {
  return node?.children.find((child) => child.field === field);
}

/** The children in a field that repeats. */
export function childrenOf(node: SyntaxNode | undefined, field: string): readonly SyntaxNode[] {
  return node?.children.filter((child) => child.field === field) ?? [];
}

/** The children that mean something: without comments. */
export function partsOf(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  return node?.children.filter((child) => child.type !== 'comment') ?? [];
}

/** The node and everything below it, depth first, in document order. Needs no stack, however deep the tree. */
export function* walk(node: SyntaxNode): Generator<SyntaxNode, void> {
  const waiting = [node];
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    yield here;
    for (let i = here.children.length - 1; i >= 0; i--) {
      const child = here.children[i];
      if (child !== undefined) waiting.push(child);
    }
  }
}

/** What encloses the node, from its parent outwards. */
export function* ancestors(node: SyntaxNode): Generator<SyntaxNode, void> {
  for (let here = node.parent; here !== undefined; here = here.parent) yield here;
}

/** The first node of a type at or below `node`, in document order. */
export function firstOf(node: SyntaxNode, type: string): SyntaxNode | undefined {
  for (const each of walk(node)) if (each.type === type) return each;
  return undefined;
}

/** The nearest enclosing node of one of the types. */
export function enclosing(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | undefined {
  for (const each of ancestors(node)) if (types.includes(each.type)) return each;
  return undefined;
}

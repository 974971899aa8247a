import type { SyntaxNode } from '../../../parse/syntax-node.js';
import type { Class, Expr, Field, Import, Method } from '../../model.js';
import type { FnDraft } from '../draft.js';
import type { PhpNames } from './names.js';

/** A class while its body is read. */
export interface ClassDraft extends Class {
  readonly methods: Method[];
  readonly fields: Field[];
  readonly macros: Expr[];
  readonly mixes: Expr[];
}

/** The function whose code is being read, and where in it. */
export interface Here {
  readonly fn: number;
  readonly draft: FnDraft;
  readonly klass: number | undefined;
  /** Variables that belong to a function around, or to the file (`global $x`, `use (&$x)`). */
  readonly borrowed: Set<string>;
  /** What the docblock above a statement says of its variables, until they are bound. */
  readonly said: Map<string, Expr>;
  guard: number | undefined;
}

/** One file while it is lowered. */
export interface PhpLowering {
  readonly text: string;
  readonly functions: FnDraft[];
  readonly classes: ClassDraft[];
  readonly imports: Import[];
  readonly names: PhpNames;
  here: Here;
  depth: number;
  readonly expr: (node: SyntaxNode) => Expr;
  /** Reads statements in order; true when what follows them is not reached. */
  readonly statements: (nodes: readonly SyntaxNode[]) => boolean;
  /** Reads a function and gives its number. */
  readonly fn: (node: SyntaxNode, name: string, doc?: SyntaxNode) => number;
  /** Reads a class and gives its number. */
  readonly klass: (node: SyntaxNode, doc?: SyntaxNode) => number;
}

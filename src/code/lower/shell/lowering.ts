import type { SyntaxNode } from '../../../parse/syntax-node.js';
import type { Expr, Import } from '../../model.js';
import type { FnDraft, Reading } from '../draft.js';

/** The function whose commands are being read, and what it says of its variables. */
export interface Here {
  readonly fn: number;
  readonly draft: FnDraft;
  readonly locals: Set<string>;
  /** The highest `$1`, `$2`, ... that is read. */
  positions: number;
  /** Whether `$@` or `$*` is read. */
  takesAll: boolean;
  guard: number | undefined;
}

/** One script while it is lowered. */
export interface ShellLowering extends Reading {
  readonly text: string;
  readonly functions: FnDraft[];
  readonly imports: Import[];
  here: Here;
  depth: number;
  /** Reads statements in order; true when what follows them is not reached. */
  readonly statements: (nodes: readonly SyntaxNode[]) => boolean;
  /** Reads one, whatever stands behind it. */
  readonly statement: (node: SyntaxNode) => boolean;
  /** A command as a value: what it prints, or whether it succeeds. */
  readonly run: (node: SyntaxNode, redirects?: readonly SyntaxNode[]) => Expr;
  readonly word: (node: SyntaxNode) => Expr;
}

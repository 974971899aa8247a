import type { SyntaxNode } from '../../../parse/syntax-node.js';
import type { Class, Expr, Field, Import, Method } from '../../model.js';
import type { FnDraft } from '../draft.js';

/** A class while its body is read. */
export interface ClassDraft extends Class {
  readonly methods: Method[];
  readonly fields: Field[];
  readonly macros: Expr[];
}

/** The function whose code is being read, and where in it. */
export interface Here {
  readonly draft: FnDraft;
  readonly index: number;
  readonly klass: number | undefined;
  /** Names that a `global` or `nonlocal` statement gives to a function around. */
  readonly borrowed: Set<string>;
  /** What the function calls its own object. */
  readonly self?: string;
  guard: number | undefined;
}

/** One module while it is lowered. */
export interface PythonLowering {
  readonly text: string;
  readonly path: string;
  readonly functions: FnDraft[];
  readonly classes: ClassDraft[];
  readonly imports: Import[];
  readonly stars: string[];
  here: Here;
  depth: number;
  readonly expr: (node: SyntaxNode) => Expr;
  /** Reads statements in order; true when what follows them is not reached. */
  readonly block: (nodes: readonly SyntaxNode[]) => boolean;
}

export function draftOf(name: string, { start, end }: SyntaxNode): FnDraft {
  return { name, params: [], decorators: [], events: [], guards: [], start, end };
}

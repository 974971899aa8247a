import { childOf, type SyntaxNode, walk } from '../../../parse/syntax-node.js';
import type { Arg, Class, Expr, ExprOf, Field, Import, Method } from '../../model.js';
import { emit, type FnDraft, makesCalls, opaque, placeOf } from '../draft.js';

/** A class or module while its body is read. */
export interface ClassDraft extends Class {
  readonly bases: Expr[];
  readonly mixes: Expr[];
  readonly methods: Method[];
  readonly fields: Field[];
  readonly macros: Expr[];
}

/** A class or module of which nothing but its head is read yet. */
export function classDraft(node: SyntaxNode, head: Pick<ClassDraft, 'name' | 'fullName' | 'is' | 'bases'>): ClassDraft {
  return { ...head, implements: [], mixes: [], methods: [], fields: [], decorators: [], macros: [], ...placeOf(node) };
}

/** The code that is being read, and where in it. */
export interface Here {
  readonly draft: FnDraft;
  readonly index: number;
  /** The class whose methods and variables are meant. */
  readonly klass: number | undefined;
  /** The modules and classes around, with slashes. */
  readonly nest: string;
  /** Within the body of a class, also in blocks there, and not in a method. */
  readonly isBody: boolean;
  /** `self` is the class itself: `class << self`, `def self.x`, `module_function`. */
  isStatic: boolean;
  readonly locals: Set<string>;
  /** What a block sees besides its own names. */
  readonly around?: Here;
  guard: number | undefined;
}

/** What becomes of the last value of a list of statements: nothing, the result of the function, a name. */
export type Sink = 'drop' | 'return' | ExprOf<'name'>;

/** Whether what follows is not reached, or only where a condition holds (`if`) or does not (`else`). */
export type Leaves = boolean | { readonly is: 'if' | 'else'; readonly test: Expr };

/** One file while it is lowered. */
export interface RubyLowering {
  readonly text: string;
  readonly path: string;
  readonly functions: FnDraft[];
  readonly classes: ClassDraft[];
  readonly imports: Import[];
  /** Where the text of each heredoc stands, by the node that announces it. */
  readonly heredocs: ReadonlyMap<SyntaxNode, SyntaxNode>;
  here: Here;
  depth: number;
  /** The constant that the value being read is given to: the name of a class that is made. */
  naming: string | undefined;
  readonly expr: (node: SyntaxNode) => Expr;
  /** What a list of arguments gives, in order; pairs whose key is no plain name make one table. */
  readonly given: (nodes: readonly SyntaxNode[]) => readonly Arg[];
  /** Reads a statement, and gives its value to where it is wanted. */
  readonly statement: (node: SyntaxNode, sink: Sink) => Leaves;
  /** Reads statements in order; true when what follows them is not reached. */
  readonly block: (nodes: readonly SyntaxNode[], sink: Sink) => boolean;
}

export function draftOf(name: string, { start, end }: SyntaxNode): FnDraft {
  return { name, params: [], decorators: [], events: [], guards: [], start, end };
}

/** Whether a name is a local variable here. */
export function isLocal(low: RubyLowering, name: string): boolean {
  for (let here: Here | undefined = low.here; here; here = here.around) if (here.locals.has(name)) return true;
  return false;
}

/** `A::B` written with slashes, from the outermost; undefined when something else than constants is in it. */
export function constantPath(text: string, node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'constant') return text.slice(node.start, node.end);
  if (node?.type !== 'scope_resolution') return undefined;
  const scope = node.children.find(({ field }) => field === 'scope');
  const name = node.children.find(({ field }) => field === 'name');
  if (name?.type !== 'constant') return undefined;
  const own = text.slice(name.start, name.end);
  if (!scope) return own;
  const before = constantPath(text, scope);
  return before === undefined ? undefined : `${before}/${own}`;
}

/** The sign of an operator, the same for words and signs. */
export function operatorOf(low: RubyLowering, node: SyntaxNode): string {
  const operator = childOf(node, 'operator');
  const sign = operator ? low.text.slice(operator.start, operator.end) : '';
  return { and: '&&', or: '||', not: '!' }[sign] ?? sign;
}

/** Puts a value where it is wanted. */
export function sunk(
  low: RubyLowering,
  { node, value }: { readonly node: SyntaxNode; readonly value: Expr },
  sink: Sink,
): void {
  if (sink === 'return') emit(low, { is: 'return', value, ...placeOf(node) });
  else if (sink !== 'drop') emit(low, { is: 'bind', target: sink, value, ...placeOf(node) });
  else if (makesCalls(value) || /^(operation|choice|function)$/.test(value.is))
    emit(low, { is: 'do', value, ...placeOf(node) });
}

/** The calls of what is too deep to be read, side by side. */
export function callsBelow(node: SyntaxNode): readonly Expr[] {
  const found: Expr[] = [];
  for (const one of walk(node))
    if (one.type === 'call') found.push({ is: 'call', callee: opaque(one), args: [], ...placeOf(one) });
  return found;
}

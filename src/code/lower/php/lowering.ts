import type { SyntaxNode } from '../../../parse/syntax-node.js';
import type { Class, Event, Expr, ExprOf, Field, Fn, Guard, Import, Method, Param, Place } from '../../model.js';
import type { PhpNames } from './names.js';

/** A function while its code is read. */
export interface FnDraft extends Omit<Fn, 'events' | 'guards' | 'outer' | 'owner' | 'params' | 'generator'> {
  readonly params: Param[];
  readonly events: Event[];
  readonly guards: Guard[];
  outer?: number;
  owner?: number;
  generator?: true;
}

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

/** Code that nests deeper is not read. */
export const deepest = 400;

export function placeOf(node: SyntaxNode): Place {
  return { start: node.start, end: node.end };
}

export function nameAt(name: string, { start, end }: Place): ExprOf<'name'> {
  return { is: 'name', name, start, end };
}

export function opaque({ start, end }: Place, children: readonly Expr[] = []): Expr {
  return { is: 'opaque', children, start, end };
}

/** Adds an event under the condition that holds here. */
export function emit(low: PhpLowering, event: Event): void {
  const { draft, guard } = low.here;
  draft.events.push(guard === undefined ? event : { ...event, guard });
}

/** Adds a condition within the one that holds here, and gives its number. */
export function guardIn(low: PhpLowering, guard: Omit<Guard, 'outer'>): number {
  const { draft, guard: outer } = low.here;
  draft.guards.push(outer === undefined ? guard : { ...guard, outer });
  return draft.guards.length - 1;
}

/** Reads something under a condition. */
export function under<T>(low: PhpLowering, guard: number, read: () => T): T {
  const before = low.here.guard;
  low.here.guard = guard;
  const result = read();
  low.here.guard = before;
  return result;
}

/** Whether an expression makes calls itself, so that it must stand in one place only. */
export function makesCalls(expr: Expr): boolean {
  switch (expr.is) {
    case 'literal':
    case 'name':
    case 'this':
    case 'super':
    case 'function':
    case 'class':
    case 'import':
      return false;
    case 'member':
      return makesCalls(expr.of);
    case 'index':
      return makesCalls(expr.of) || makesCalls(expr.key);
    case 'list':
      return expr.items.some(makesCalls);
    case 'opaque':
      return expr.children.some(makesCalls);
    default:
      return true;
  }
}

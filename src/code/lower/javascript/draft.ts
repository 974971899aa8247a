import type { JsClass, JsFunction, Node } from '../../../parse/javascript-node.js';
import { walkJs } from '../../../parse/javascript-walk.js';
import type { Class, Event, Export, Expr, Field, Fn, Guard, Import, Method, Place } from '../../model.js';
import { within } from '../../walk.js';

/** The module while it is written. */
export interface Draft {
  readonly imports: Import[];
  readonly exports: Export[];
  readonly stars: string[];
  readonly functions: Fn[];
  readonly classes: ClassDraft[];
  /** The files of this folder lower each other's nodes; they meet here, so that none imports itself by a detour. */
  readonly lower: Lowerers;
}

export interface ClassDraft extends Class {
  readonly methods: Method[];
  readonly fields: Field[];
  readonly macros: Expr[];
}

export interface Lowerers {
  expression(node: Node | null | undefined, frame: Frame): Expr;
  /** Statements of one block. */
  block(statements: readonly Node[], frame: Frame): void;
  function(node: JsFunction, frame: Frame, more?: FunctionMarks): Expr;
  class(node: JsClass, frame: Frame, name?: string): Expr;
  /** Binds what a pattern names to parts of a value; `declares` where the names are new. */
  bind(pattern: Node, value: Expr, frame: Frame, more: BindMarks): void;
  /** An assignment as an expression: its events come first, what is left is what it gives. */
  assign(node: Node, frame: Frame): Expr;
}

export interface FunctionMarks {
  readonly name?: string;
  readonly owner?: number;
  readonly static?: boolean;
  readonly decorators?: readonly Expr[];
}

export interface BindMarks extends Place {
  readonly declares?: boolean;
  readonly sign?: string;
}

/** A function while it is written. */
export interface Frame {
  readonly draft: Draft;
  readonly index: number;
  readonly events: Event[];
  readonly guards: GuardDraft[];
  /** Names that are its own. */
  readonly declared: ReadonlySet<string>;
  readonly outer?: Frame;
  /** The class whose object `this` is. */
  readonly owner?: number;
  readonly isStatic: boolean;
  /** What `this` is called in a static block. */
  readonly self?: string;
  /** The condition around what is written now. */
  guard: number | undefined;
  depth: number;
}

export type GuardDraft = { -readonly [K in keyof Guard]: Guard[K] };

/** Code that nests deeper is not taken apart any more: no honest file does, and nobody's stack shall overflow. */
export const deepest = 400;

export function placeOf(node: Node): Place {
  return { start: node.start ?? 0, end: node.end ?? 0 };
}

type WithoutGuard<T> = T extends unknown ? Omit<T, 'guard'> : never;

export function emit(frame: Frame, event: WithoutGuard<Event>): void {
  frame.events.push(frame.guard === undefined ? event : { ...event, guard: frame.guard });
}

/** Opens a condition within the one that is open; the caller sets `frame.guard` back. */
export function enter(frame: Frame, guard: Omit<Guard, 'outer'>): GuardDraft {
  const draft: GuardDraft = frame.guard === undefined ? { ...guard } : { ...guard, outer: frame.guard };
  frame.guard = frame.guards.length;
  frame.guards.push(draft);
  return draft;
}

/** Does something under a condition that vanishes again when nothing was written under it. */
export function under<T>(frame: Frame, guard: Omit<Guard, 'outer'>, act: () => T): T {
  const before = frame.guard;
  const events = frame.events.length;
  const guards = frame.guards.length;
  enter(frame, guard);
  const result = act();
  frame.guard = before;
  if (frame.events.length === events && frame.guards.length === guards + 1) frame.guards.pop();
  return result;
}

/** Whether an expression may stand twice without something happening twice. */
export function isRepeatable(expr: Expr): boolean {
  for (const one of within(expr)) if (one.is === 'call') return false;
  return true;
}

/** The expression, or, where it calls something, a name that is bound to it before: each call stands once. */
export function settled(expr: Expr, frame: Frame): Expr {
  if (isRepeatable(expr)) return expr;
  const { start, end } = expr;
  const target: Expr = { is: 'name', name: `#${start}`, start, end };
  emit(frame, { is: 'bind', target, value: expr, start, end });
  return target;
}

/** What is too deep, or unknown: the calls that stand in it, side by side. */
export function swept(node: Node): Expr {
  const children: Expr[] = [];
  walkJs(node, (one) => {
    if (one.type !== 'CallExpression' && one.type !== 'OptionalCallExpression' && one.type !== 'NewExpression') return;
    const callee: Expr = { is: 'opaque', children: [], ...placeOf(one.callee) };
    children.push({
      is: 'call',
      callee,
      args: [],
      ...(one.type === 'NewExpression' ? { new: true } : {}),
      ...placeOf(one),
    });
  });
  return { is: 'opaque', children, ...placeOf(node) };
}

import type { Call, Expr, Fn } from './model.js';

/** The expressions directly within one, in the order of the text. Functions and classes are ends: their inside is theirs. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.is) {
    case 'member':
      return [expr.of];
    case 'index':
      return [expr.of, expr.key];
    case 'call':
      return [expr.callee, ...expr.args.map(({ value }) => value)];
    case 'list':
      return expr.items;
    case 'map':
      return expr.entries.flatMap(({ key, value }) => (key ? [key, value] : [value]));
    case 'text':
      return expr.parts;
    case 'operation':
      return expr.left ? [expr.left, expr.right] : [expr.right];
    case 'choice':
      return [expr.when, expr.yes, expr.no];
    case 'opaque':
      return expr.children;
    default:
      return [];
  }
}

/** An expression and all that stands in it, outer ones first; without recursion, however deep it is. */
export function* within(expr: Expr): Iterable<Expr> {
  const waiting: Expr[] = [expr];
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    yield here;
    const children = childrenOf(here);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) waiting.push(child);
    }
  }
}

/** All expressions that a function evaluates: of its events, conditions and defaults of parameters. */
export function* expressionsOf(fn: Fn): Iterable<Expr> {
  for (const { fallback } of fn.params) if (fallback) yield* within(fallback);
  for (const { test, label } of fn.guards) {
    if (test) yield* within(test);
    if (label) yield* within(label);
  }
  for (const event of fn.events) {
    if (event.is === 'bind') yield* within(event.target);
    if (event.value) yield* within(event.value);
  }
}

/** All calls that a function makes itself, in no particular order. */
export function* callsOf(fn: Fn): Iterable<Call> {
  for (const expr of expressionsOf(fn)) if (expr.is === 'call') yield expr;
}

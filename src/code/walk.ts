import type { Call, CodeModule, Expr, Fn, Guard } from './model.js';

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

/** What a function's conditions evaluate, each once: an `else`, and the cases of one choice, repeat the test of the first. */
export function* conditionsOf(fn: Fn): Iterable<{ readonly guard: Guard; readonly expr: Expr }> {
  const known = new Set<number>();
  for (const guard of fn.guards) {
    const { test, label } = guard;
    if (test && !known.has(test.start)) {
      known.add(test.start);
      yield { guard, expr: test };
    }
    if (label) yield { guard, expr: label };
  }
}

/** The guards around something that stands in one of a function, innermost first, with their numbers. */
export function* guardsAround(
  { guards }: Pick<Fn, 'guards'>,
  innermost: number | undefined,
): Iterable<{ readonly at: number; readonly guard: Guard }> {
  for (let at = innermost; at !== undefined; at = guards[at]?.outer) {
    const guard = guards[at];
    if (guard) yield { at, guard };
  }
}

/** All expressions that a function evaluates: of its events, conditions and defaults of parameters. */
export function* expressionsOf(fn: Fn): Iterable<Expr> {
  for (const { fallback } of fn.params) if (fallback) yield* within(fallback);
  for (const { expr } of conditionsOf(fn)) yield* within(expr);
  for (const event of fn.events) {
    if (event.is === 'bind') yield* within(event.target);
    if (event.value) yield* within(event.value);
  }
}

/** All calls that a function makes itself, in no particular order. */
export function* callsOf(fn: Fn): Iterable<Call> {
  for (const expr of expressionsOf(fn)) if (expr.is === 'call') yield expr;
}

/** All calls that a module makes, each once: those of its functions, and those that the bodies of its classes make at boot. */
export function* callsOfModule(module: CodeModule): Iterable<Call> {
  for (const fn of module.functions) {
    yield* callsOf(fn);
    for (const { decorators } of fn.params) yield* callsIn(decorators ?? []);
    yield* callsIn(fn.decorators);
  }
  for (const { bases, mixes, decorators, macros, fields } of module.classes) {
    yield* callsIn([...bases, ...mixes, ...decorators, ...macros]);
    for (const { value, fn, decorators: own } of fields) {
      if (value && fn === undefined) yield* callsIn([value]);
      yield* callsIn(own ?? []);
    }
  }
}

function* callsIn(exprs: readonly Expr[]): Iterable<Call> {
  for (const expr of exprs) for (const one of within(expr)) if (one.is === 'call') yield one;
}

/** What a function gives to those who call it, go through it, or enter it as a context, under guards of which `runs` says that code below them may run. */
export function givenBy({ events }: Fn, runs = (_guard: number | undefined): boolean => true): readonly Expr[] {
  return events.flatMap((event) =>
    event.value && (event.is === 'return' || (event.is === 'do' && event.yielded)) && runs(event.guard)
      ? [event.value]
      : [],
  );
}

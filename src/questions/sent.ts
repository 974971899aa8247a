import type { Call, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { argumentAt, argumentFor } from '../program/arguments.js';
import type { Effect } from '../program/effects.js';
import { aroundOf } from '../program/graph.js';
import type { PathOrigin } from '../program/paths.js';
import type { Program } from '../program/program.js';
import type { Func, Made, Value } from '../program/values.js';

/**
 * Whether what is written is a file that a client sent: also all of a message that gets a file of its own, and a part of one where nothing else is
 * known of the file.
 */
export function comesFromClient(effect: Effect, origin: PathOrigin | undefined, program: Program): boolean {
  const sent = new Set(
    dataOf(effect, program).flatMap(({ expr, func, names }) => [
      ...names.flatMap((name) => sentAs(name, program)),
      ...sentIn(expr, func, program),
    ]),
  );
  if (sent.has('upload')) return true;
  if (sent.has('body')) return origin === undefined || origin.text.includes('*');
  return sent.has('text') && (origin === undefined || origin.root === 'unknown');
}

interface Data {
  readonly expr: Expr;
  readonly func: Func;
  /** What is called to make it flow there. */
  readonly names: readonly string[];
}

/** What a write is given, or what flows into the stream that it makes. */
export function dataOf({ site, row }: Effect, program: Program): readonly Data[] {
  if (row.data !== undefined) {
    const expr = argumentAt(site.call, row.data);
    return expr ? [{ expr, func: site.func, names: [] }] : [];
  }
  return program.effects.of('flow').flatMap(({ site: flow, row: { data, path } }): readonly Data[] => {
    const sinks = path === undefined ? flow.call.args.map(({ value }) => value) : [argumentAt(flow.call, path)];
    const isInto = sinks.some(
      (sink) =>
        sink !== undefined &&
        program.linker
          .evaluate(sink, flow.func)
          .flatMap(program.graph.concrete)
          .some((value) => value.is === 'external' && isMadeBy(value.made, site.call)),
    );
    const expr = isInto && data !== undefined ? argumentAt(flow.call, data) : undefined;
    return expr ? [{ expr, func: flow.func, names: flow.names }] : [];
  });
}

/** A call, or what that runs. */
function isMadeBy(made: Made | undefined, call: Call): boolean {
  for (let here = made; here; here = here.by) if (here.call === call) return true;
  return false;
}

/** How a client sends something, or what it is a part of: `express.Request().body.name`. */
export function sentAs(name: string, { library }: Program): readonly Sent[] {
  for (
    let cut = name.length;
    cut > 0;
    cut = Math.max(...['.', '(', '['].map((mark) => name.lastIndexOf(mark, cut - 1)))
  ) {
    const [found] = library.inputs.find(name.slice(0, cut));
    if (found) return [found.value === 'text' && cut === name.length ? 'body' : found.value];
  }
  return library.inputs.find(`${name}.pipe`).map(({ value }) => value);
}

type Sent = 'upload' | 'body' | 'text';

/** How many calls back, and which values have been looked at on the way: callers may call each other in many ways. */
interface Way {
  readonly depth: number;
  readonly seen: Set<Expr>;
}

/** What of a client's stands in a value as it is, behind calls that turn it into something else. */
function sentIn(expr: Expr, func: Func, program: Program, way: Way = { depth: 0, seen: new Set() }): readonly Sent[] {
  if (way.depth > 4 || way.seen.has(expr)) return [];
  way.seen.add(expr);
  const found: Sent[] = [];
  const parts = new Set<Expr>();
  for (const one of within(expr)) {
    if (one.is === 'member' || one.is === 'index') parts.add(one.of);
    // a table that holds the file (`params[:file][:tempfile]`)
    const key = one.is === 'index' && one.key.is === 'literal' ? String(one.key.value) : undefined;
    if (key !== undefined && one.is === 'index' && isOutside(one.of, func, program))
      found.push(...sentAs(`?.${key}`, program));
    // of what is taken of something only the whole is sent
    if (!/^(name|member|call|index)$/.test(one.is) || parts.has(one)) continue;
    // of what only a type is known the callers tell more
    const values = [...program.linker.evaluate(one, func), ...partOfGiven(one, func, program)];
    for (const value of values.flatMap((each) =>
      each.is === 'external' ? [each, ...(each.told?.() ?? [])] : [each],
    )) {
      if (value.is === 'external') found.push(...sentAs(value.name, program));
      if (value.is !== 'parameter') continue;
      found.push(...sentAs(`?${value.path}`, program), ...sentByMark(value, program));
      for (const site of program.graph.callersOf(value.func).slice(0, 6)) {
        const argument = site.targets.includes(value.func)
          ? argumentFor(value.func, value.index, site.call)
          : undefined;
        if (argument) found.push(...sentIn(argument, site.func, program, { depth: way.depth + 1, seen: way.seen }));
      }
      for (const given of program.graph.concrete(value))
        if (given.is === 'external') found.push(...sentAs(given.name, program));
    }
  }
  // what is written into a text of the app's own is the app's text
  return expr.is === 'text' || expr.is === 'operation' ? found.filter((sent) => sent === 'upload') : found;
}

/** `@Body() text`: what a framework gives for a parameter that it marks so. */
function sentByMark({ func, index, path }: Value & { is: 'parameter' }, program: Program): readonly Sent[] {
  const marks = func.fn.params[index]?.decorators ?? [];
  const values = marks.flatMap((mark) => program.linker.evaluate(mark, aroundOf(func, program.scopes)));
  return values.flatMap((value) => (value.is === 'external' ? sentAs(`${value.name}${path}`, program) : []));
}

/** A part of what a function is given (`files.image.path`), whatever other code puts under names that its steps have. */
function partOfGiven(expr: Expr, func: Func, program: Program): readonly Value[] {
  let root = expr;
  let path = '';
  while (root.is === 'member') {
    path = `.${root.name}${path}`;
    root = root.of;
  }
  if (root.is !== 'name' || path === '') return [];
  return program.linker
    .evaluate(root, func)
    .flatMap((value) => (value.is === 'parameter' ? [{ ...value, path: value.path + path }] : []));
}

/** Whether something comes from outside of the program, or may. */
function isOutside(expr: Expr, func: Func, { linker }: Program): boolean {
  return linker.evaluate(expr, func).every(({ is }) => is === 'external' || is === 'parameter');
}

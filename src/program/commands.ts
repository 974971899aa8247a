import type { Expr } from '../code/model.js';
import { append } from '../grouped.js';
import { onceFor } from '../once.js';
import { argumentAt, argumentFor } from './arguments.js';
import type { CommandName, CommandRow } from './catalogue.js';
import type { Ancestry } from './classes.js';
import type { Entry } from './entries.js';
import type { Environment } from './environment.js';
import type { Graph, Site } from './graph.js';
import type { Linker } from './linker.js';
import { runnable } from './runnable.js';
import type { Placed } from './scopes.js';
import type { Func, Value } from './values.js';

/** What the commands of a console are known from: a program, or one that is being made. */
interface Console {
  readonly entries: readonly Entry[];
  readonly linker: Linker;
  readonly graph: Graph;
}

interface Running extends Console {
  readonly paths: Pick<Environment, 'standsIn'>;
}

/** The functions behind the commands of the app's own console, by the names that people call them by. */
export const commandsOf = onceFor((program: Console): ReadonlyMap<string, readonly Func[]> => {
  const found = new Map<string, Func[]>();
  for (const entry of program.entries) {
    if (entry.kind !== 'command' || !entry.row?.named) continue;
    for (const name of namesOf(entry, entry.row.named, program)) append(found, name, entry.func);
  }
  return found;
});

function namesOf(entry: Entry, named: CommandName, program: Console): readonly string[] {
  const { func, site } = entry;
  if (named.file) return [func.module.path.slice(func.module.path.lastIndexOf('/') + 1).split('.').slice(0, -1).join('.')];
  if (named.function && func.fn.name !== '') return [decoratedName(entry, named, program) ?? func.fn.name.replaceAll('_', '-')];
  if (site) {
    const plain = namedBy(site, named, program);
    return plain === undefined ? [] : [`${prefixOf(site.func, named, program)}${plain}`];
  }
  return (func.owner?.parts ?? []).flatMap((part): readonly string[] => {
    const field = named.field?.map((name) => part.class.fields.find((one) => one.name.replace(/^\$/, '') === name)?.value).find((value) => value);
    const told = field && textIn(field, part.top, program);
    if (told) return [told.trim().split(/\s/)[0] ?? ''];
    return part.class.decorators.flatMap((decorator): readonly string[] => {
      if (decorator.is !== 'call' || named.argument === undefined) return [];
      const isIt = program.linker.evaluate(decorator.callee, part.top).some((value) => value.is === 'external' && value.name === named.decorator);
      const given = isIt ? argumentAt(decorator, named.argument) : undefined;
      const text = given && textIn(given, part.top, program);
      return text ? [text] : [];
    });
  });
} // biome-ignore format: one question a line

/** `@cli.command('load-data')`: the name that the decorator of the row is given. */
function decoratedName({ func, row }: Entry, named: CommandName, program: Console): string | undefined {
  const words = new Set(row?.decorator?.split(/\W+/));
  for (const decorator of func.fn.decorators) {
    if (decorator.is !== 'call' || named.argument === undefined) continue;
    const { callee } = decorator;
    const given = (callee.is === 'member' || callee.is === 'name') && words.has(callee.name) ? argumentAt(decorator, named.argument) : undefined;
    const text = given && textIn(given, func, program);
    if (text) return text;
  }
  return undefined;
} // biome-ignore format: one question a line

/** `task :upgrade`, `task upgrade: :environment`, `task 'x' => []`. */
function namedBy(site: Site, named: CommandName, program: Console): string | undefined {
  const [first] = site.call.args;
  if (!first) return undefined;
  if (first.name !== undefined) return first.name;
  const given = named.argument === undefined ? undefined : argumentAt(site.call, named.argument);
  const key = given?.is === 'map' ? given.entries[0]?.key : given;
  return key && textIn(key, site.func, program);
}

/** What a schedule runs by a command: its class, or the first word of the line that is written. */
export function commandIn(
  expr: Expr,
  func: Func,
  source: string,
  program: Console & { readonly classes: Ancestry },
): readonly Func[] {
  const { linker, classes, graph } = program;
  const named = linker
    .evaluate(expr, func)
    .flatMap(graph.concrete)
    .flatMap((value) => {
      const text = value.is === 'literal' ? String(value.value) : value.is === 'structure' ? headOf(value.expr) : '';
      return commandsOf(program).get(text.trim().split(/\s/)[0] ?? '') ?? [];
    });
  if (named.length > 0) return named;
  return runnable(expr, func, { row: { kind: 'task', source }, linker, classes, graph });
}

function headOf(expr: Expr): string {
  const [first] = expr.is === 'text' ? expr.parts : [];
  return first?.is === 'literal' ? String(first.value) : '';
}

/** So many namespaces stand in each other at most. */
const deepest = 8;

function prefixOf(func: Func, named: CommandName, program: Console, depth = 0): string {
  if (named.within === undefined || depth > deepest) return '';
  const around = program.graph.callersOf(func).find(({ names, passes }) => names.includes(named.within ?? '') && passes.includes(func));
  const first = around?.call.args[0]?.value;
  const name = first && around && textIn(first, around.func, program);
  return around && name ? `${prefixOf(around.func, named, program, depth + 1)}${name}:` : '';
} // biome-ignore format: one question a line

/** The names that a call runs commands by, as far as callers tell them; of the object that runs it, where one is known, by what that was made with. */
export function namesRun(site: Site, row: CommandRow, program: Running, made?: Placed): readonly string[] {
  const of = argumentAt(site.call, 'self');
  const given = row.name === 'index' ? (of?.is === 'index' ? of.key : undefined) : argumentAt(site.call, row.name);
  if (!given) return [];
  return program.linker
    .evaluate(given, site.func)
    .flatMap((value) => {
      if (value.is !== 'parameter') return [value];
      return (made && givenToMake(value, made, program)) ?? program.graph.concrete(value);
    })
    .flatMap((value) => (value.is === 'external' ? program.paths.standsIn(value) : [value]))
    .flatMap((value): readonly string[] => {
      if (row.line && value.is === 'structure' && value.expr.is === 'list')
        return [value.expr.items.map((item) => textIn(item, value.func, program) ?? '?').join(' ')];
      const begun = value.is === 'structure' && !row.line ? /^\s*(\S+)\s/.exec(beginning(value.expr)) : undefined;
      if (begun?.[1]) return [begun[1]];
      if (value.is !== 'literal') return [];
      const text = String(value.value).trim();
      return [row.line ? text : (text.split(/\s/)[0] ?? '')];
    });
}

/** What the making of one object (`new Run('mails:fetch')`) gives for a parameter of its constructor. */
function givenToMake({ func, index, path }: Value & { is: 'parameter' }, made: Placed, { linker }: Console) {
  if (path !== '' || made.expr.is !== 'call' || !makers.test(func.fn.name)) return undefined;
  const isOfIt = linker
    .evaluate(made.expr, made.func)
    .some((value) => value.is === 'instance' && value.klass === func.owner);
  const given = isOfIt ? argumentFor(func, index, made.expr) : undefined;
  return given && linker.evaluate(given, made.func);
}

const makers = /^(constructor|__construct|__init__|initialize)$/;

/** What is written of a text that is put together, up to what is computed: `'mails:fetch' . ' --days=' . $days`. */
function beginning(expr: Expr): string {
  let text = '';
  const waiting: Expr[] = [expr];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.is === 'literal') text += String(one.value);
    else if (one.is === 'text') waiting.push(...one.parts.toReversed());
    else if (one.is === 'operation' && one.left && /^[+.]$/.test(one.sign)) waiting.push(one.right, one.left);
    else break;
  }
  return text;
}

function textIn(expr: Expr, func: Func, program: Console): string | undefined {
  if (expr.is === 'literal') return String(expr.value);
  const value = program.linker.evaluate(expr, func).find(({ is }) => is === 'literal');
  return value?.is === 'literal' ? String(value.value) : undefined;
}

import type { CodeModule, Expr } from '../code/model.js';
import { callsOf, expressionsOf, within } from '../code/walk.js';
import { argumentAt } from './arguments.js';
import type { Ancestry } from './classes.js';
import { commandIn } from './commands.js';
import type { Effects } from './effects.js';
import type { EntriesFrom, Entry } from './entries.js';
import type { Graph } from './graph.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import { publicMethods, runnable } from './runnable.js';
import type { Scopes } from './scopes.js';
import { type ServiceLine, serviceLines } from './service-tables.js';
import type { Func, Klass, Value } from './values.js';

/** Work that the app's own code starts: the bodies of timers, schedules and jobs. */
export function startedEntries(from: {
  readonly effects: Effects;
  readonly linker: Linker;
  readonly classes: Ancestry;
  readonly graph: Graph;
}): readonly Entry[] {
  const { effects, linker, classes, graph } = from;
  return effects.of('timer', 'schedule', 'later', 'enqueue').flatMap(({ site, row }): readonly Entry[] => {
    const body = row.body === undefined ? undefined : argumentAt(site.call, row.body);
    if (!body) return [];
    const kind = row.is === 'enqueue' ? 'job' : 'task';
    return runnable(body, site.func, { row: { kind, source: row.source }, linker, classes, graph }).map((func) => ({
      kind,
      func,
      site,
    }));
  });
}

/** Commands of the app's own console that its schedule runs: nobody has to call them. */
export function scheduledEntries(from: {
  readonly effects: Effects;
  readonly entries: readonly Entry[];
  readonly linker: Linker;
  readonly classes: Ancestry;
  readonly graph: Graph;
}): readonly Entry[] {
  return from.effects.of('schedule').flatMap(({ site, row }): readonly Entry[] => {
    const line = row.command === undefined ? undefined : argumentAt(site.call, row.command);
    if (!line) return [];
    return commandIn(line, site.func, row.source, from).map((func) => ({ kind: 'task', func, site }));
  });
}

/**
 * The code of the files themselves. Most languages run it when the program starts; PHP for a request where a web server reaches the file or another
 * one takes it in, and nobody knows who runs it elsewhere.
 */
export function topEntries(scopes: Scopes, linker: Linker, known: readonly Entry[]): readonly Entry[] {
  const taken = new Set(known.map(({ func }) => func));
  const served = servedFiles(scopes);
  const onConsole = consoleFiles(scopes, linker);
  return scopes.modules.flatMap((module): readonly Entry[] => {
    const func = scopes.topOf(module);
    if (!func || taken.has(func)) return [];
    if (module.language !== 'php') return [{ kind: 'boot', func }];
    const isCommand = module.script || readsArguments(func, linker) || onConsole(module);
    const way = served(module.path);
    const isAlone = isCommand || (way === 'by its path' && standsAlone(func));
    return [{ kind: isAlone ? 'command' : way ? 'request' : 'unknown', func }];
  });
}

/** Functions that make what a server program serves: it runs them when it starts (`gunicorn 'shop:create_app()'`). */
export function factoryEntries({ graph, ...tools }: AppTools & { readonly graph: Graph }): readonly Entry[] {
  const found = new Set<Func>();
  for (const { func, callees } of graph.sites)
    if (func.fn.name !== '' && callees.some((value) => makesApp(value, tools))) found.add(func);
  return [...found].map((func) => ({ kind: 'boot', func }));
}

export interface AppTools {
  readonly library: Library;
  readonly classes: Ancestry;
  readonly linker: Linker;
}

/** Whether calling something makes what a server program serves: an outside thing, or a class of the app below one. */
export function makesApp(value: Value, { library, classes, linker }: AppTools): boolean {
  if (value.is === 'external') return library.apps.find(value.name).length > 0;
  return (
    value.is === 'class' &&
    classes.ancestryOf(value.klass, linker.evaluate).externals.some((name) => library.apps.find(name).length > 0)
  );
}

/** What modules offer and nobody is seen to call: somebody outside of what is seen may. */
export function unknownEntries(
  { scopes, classes, graph, linker, library }: EntriesFrom,
  known: readonly Entry[],
): readonly Entry[] {
  const taken = new Set(known.map(({ func }) => func));
  const found = new Set<Func>();
  const offer = (func: Func | undefined) => {
    if (func && !taken.has(func) && graph.callersOf(func).every((site) => isWithin(site.func, func))) found.add(func);
  };
  for (const module of scopes.modules) {
    const top = scopes.topOf(module);
    // `return ['disk' => fn () => ...]`: a file of settings, whose functions a container of the app's own calls
    if (module.language === 'php')
      for (const event of top.fn.events)
        if (event.is === 'return' && event.value?.is === 'map')
          for (const one of within(event.value)) if (one.is === 'function') offer(scopes.funcAt(module, one.fn));
    if (module.language !== 'javascript') continue;
    for (const { value } of module.exports)
      for (const one of linker.evaluate(value, top)) if (one.is === 'function') offer(one.func);
    for (const { methods } of module.classes)
      for (const { fn, kind } of methods) if (kind !== 'abstract') offer(scopes.funcAt(module, fn));
  }
  // what a container makes by a name that the program works out is called by whoever asked for it
  for (const line of serviceLines(scopes, library.serviceTables).filter(({ whole }) => !whole))
    for (const klass of madeBy(line, { classes, linker }))
      for (const func of publicMethods(klass, classes, linker)) offer(func);
  return [...found].map((func) => ({ kind: 'unknown', func }));
}

/** The classes of the app that a line of a container's table makes objects of. */
function madeBy(
  { how, to, func }: ServiceLine,
  { classes, linker }: Pick<EntriesFrom, 'classes' | 'linker'>,
): readonly Klass[] {
  if (how === 'alias') return [];
  return linker.evaluate(to, func).flatMap((value): readonly Klass[] => {
    if (value.is !== 'class') return [];
    const made = how === 'factory' ? classes.methodOf(value.klass, '__invoke', linker.evaluate)?.func : undefined;
    if (!made) return [value.klass];
    return made.fn.events.flatMap((event) =>
      event.is === 'return' && event.value
        ? linker.evaluate(event.value, made).flatMap((one) => (one.is === 'instance' ? [one.klass] : []))
        : [],
    );
  });
}

/** A function that only calls itself is called by nobody. */
function isWithin(func: Func, outer: Func): boolean {
  for (let here: Func | undefined = func; here; here = here.outer) if (here === outer) return true;
  return false;
}

/** Whether a script asks what it was called with on a command line, itself or by a function of its own. */
function readsArguments(func: Func, { calleesOf }: Linker): boolean {
  for (const expr of expressionsOf(func.fn)) {
    if (expr.is === 'name' && /^(\$argv|\$argc|STDIN|STDOUT|STDERR)$/.test(expr.name)) return true;
    if (expr.is !== 'call' || expr.callee.is !== 'name') continue;
    if (expr.callee.name === 'getopt') return true;
    for (const value of calleesOf(expr, func)) {
      const inner = value.is === 'function' && value.func.module === func.module ? callsOf(value.func.fn) : [];
      for (const { callee } of inner) if (callee.is === 'name' && callee.name === 'getopt') return true;
    }
  }
  return false;
}

/**
 * A script that answers nothing and asks nothing of a request, and needs no variable of a file that takes it in: nobody but a person at a console
 * runs it (`php tools/make-map.php`).
 */
function standsAlone({ fn, module, bindings }: Func): boolean {
  if (module.classes.length > 0 || fn.events.some(({ is }) => is === 'return')) return false;
  const filled = new Set<string>();
  for (const expr of expressionsOf(fn)) {
    if (expr.is === 'name' && expr.name.startsWith('$') && !bindings.has(expr.name) && !filled.has(expr.name))
      return false;
    if (expr.is !== 'call' || expr.callee.is !== 'name') continue;
    if (answers.test(expr.callee.name)) return false;
    if (fills.test(expr.callee.name))
      for (const { value } of expr.args) if (value.is === 'name') filled.add(value.name);
  }
  return true;
}

/** Functions of PHP that fill variables which they are given. */
const fills = /^(preg_match|preg_match_all|exec|parse_str|sscanf)$/;
const answers =
  /^(echo|print|printf|vprintf|header|http_response_code|readfile|fpassthru|exit|die|session_start|setcookie)$/;

/** Files that end at once where they do not run on a console, and those that take one of them in. */
function consoleFiles(scopes: Scopes, linker: Linker): (module: CodeModule) => boolean {
  const refusing = new Set(
    scopes.modules
      .filter((module) => module.language === 'php' && endsOffConsole(scopes.topOf(module), linker))
      .map(({ path }) => path),
  );
  return (module) =>
    refusing.has(module.path) ||
    module.imports.some((one) => one.local === '' && refusing.has(joined(module.path, one.module)));
}

/** `if (PHP_SAPI !== 'cli') { exit; }`: of that file nothing runs elsewhere. */
function endsOffConsole(func: Func, linker: Linker): boolean {
  const { fn } = func;
  return fn.events.some((event) => {
    const guard = event.guard === undefined ? undefined : fn.guards[event.guard];
    if (guard?.is !== 'if' || guard.outer !== undefined || !guard.test || !asksForWeb(guard.test, func, linker))
      return false;
    const { value } = event;
    const isExit = value?.is === 'call' && value.callee.is === 'name' && /^(exit|die)$/.test(value.callee.name);
    return event.is === 'throw' || isExit;
  });
}

/** `PHP_SAPI !== 'cli'`, and `!is_console()` of a function of the app that asks it. */
function asksForWeb(test: Expr, func: Func, linker: Linker, isDenied = false): boolean {
  if (test.is !== 'operation') {
    const [value, ...more] = test.is === 'call' ? linker.evaluate(test, func) : [];
    const said = value?.is === 'structure' && more.length === 0 ? value : undefined;
    return said?.expr.is === 'operation' && asksForWeb(said.expr, said.func, linker, isDenied);
  }
  if (!test.left) return test.sign === '!' && asksForWeb(test.right, func, linker, !isDenied);
  if (!/^[!=]==?$/.test(test.sign) || test.sign.startsWith('!') === isDenied) return false;
  const sides = [test.left, test.right];
  // `strtolower(php_sapi_name())`
  const isAsked = sides.some((side) => namesSapi(side, func, linker) || (side.is === 'call' && side.args[0] !== undefined && namesSapi(side.args[0].value, func, linker)));
  return isAsked && sides.some((side) => side.is === 'literal' && side.value === 'cli');
} // biome-ignore format: conditions

function namesSapi(expr: Expr, func: Func, linker: Linker): boolean {
  return linker.evaluate(expr, func).some((value) => value.is === 'external' && /^(php_sapi_name\(\)|PHP_SAPI)$/.test(value.name));
} // biome-ignore format: one question

function joined(from: string, to: string): string {
  const steps = from.split('/').slice(0, -1);
  for (const step of to.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/**
 * Files beside front pages (`index.php`) and those that others take in are pages, and all where there is no such page; those further below may be
 * asked for by their path.
 */
function servedFiles(scopes: Scopes): (path: string) => 'as a page' | 'by its path' | undefined {
  const pages = scopes.modules.filter(({ path }) => /(^|\/)index\.php$/.test(path));
  const folders = pages
    .filter((module) => (scopes.topOf(module)?.fn.events.length ?? 0) > 0)
    .map(({ path }) => path.slice(0, -'index.php'.length));
  const included = new Set<string>();
  for (const module of scopes.modules) {
    if (module.language !== 'php') continue;
    for (const { local, module: path } of module.imports) if (local === '') included.add(lastOf(path));
    for (const { fn } of scopes.funcsIn(module.path)) {
      for (const { callee, args } of callsOf(fn)) {
        if (callee.is !== 'name' || !/^(require|include)(_once)?$/.test(callee.name)) continue;
        const value = args[0]?.value;
        const last = value?.is === 'text' ? value.parts.at(-1) : undefined;
        if (last?.is === 'literal') included.add(lastOf(String(last.value)));
      }
    }
  }
  const beside = new Set(folders);
  return (path) => {
    if (folders.length === 0 || included.has(lastOf(path)) || beside.has(path.slice(0, path.lastIndexOf('/') + 1)))
      return 'as a page';
    return folders.some((folder) => path.startsWith(folder)) ? 'by its path' : undefined;
  };
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

import { callsOf, expressionsOf } from '../code/walk.js';
import { argumentAt } from './arguments.js';
import type { Ancestry } from './classes.js';
import type { Effects } from './effects.js';
import { type Entry, runnable } from './entries.js';
import type { Graph } from './graph.js';
import type { Linker } from './linker.js';
import type { Scopes } from './scopes.js';
import type { Func } from './values.js';

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

/**
 * The code of the files themselves. Most languages run it when the program starts; PHP for a request where a web server reaches the file or another
 * one takes it in, and nobody knows who runs it elsewhere.
 */
export function topEntries(scopes: Scopes, known: readonly Entry[]): readonly Entry[] {
  const taken = new Set(known.map(({ func }) => func));
  const served = servedFiles(scopes);
  return scopes.modules.flatMap((module): readonly Entry[] => {
    const func = scopes.topOf(module);
    if (!func || taken.has(func)) return [];
    if (module.language !== 'php') return [{ kind: 'boot', func }];
    return [{ kind: readsArguments(func) ? 'command' : served(module.path) ? 'request' : 'unknown', func }];
  });
}

/** What modules offer and nobody is seen to call: somebody outside of what is seen may. */
export function unknownEntries(
  { scopes, graph, linker }: { readonly scopes: Scopes; readonly graph: Graph; readonly linker: Linker },
  known: readonly Entry[],
): readonly Entry[] {
  const taken = new Set(known.map(({ func }) => func));
  const found = new Set<Func>();
  const offer = (func: Func | undefined) => {
    if (func && !taken.has(func) && graph.callersOf(func).every((site) => isWithin(site.func, func))) found.add(func);
  };
  for (const module of scopes.modules) {
    if (module.language !== 'javascript') continue;
    const top = scopes.topOf(module);
    for (const { value } of module.exports)
      for (const one of linker.evaluate(value, top)) if (one.is === 'function') offer(one.func);
    for (const { methods } of module.classes)
      for (const { fn, kind } of methods) if (kind !== 'abstract') offer(scopes.funcAt(module, fn));
  }
  return [...found].map((func) => ({ kind: 'unknown', func }));
}

/** A function that only calls itself is called by nobody. */
function isWithin(func: Func, outer: Func): boolean {
  for (let here: Func | undefined = func; here; here = here.outer) if (here === outer) return true;
  return false;
}

/** Whether a script asks what it was called with on a command line. */
function readsArguments({ fn }: Func): boolean {
  for (const expr of expressionsOf(fn)) {
    if (expr.is === 'name' && /^(\$argv|\$argc|STDIN|STDOUT|STDERR)$/.test(expr.name)) return true;
  }
  return false;
}

/** Below the folders of front pages (`index.php`); all files where there is no such page, or one at the root; and files that others take in. */
function servedFiles(scopes: Scopes): (path: string) => boolean {
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
  return (path) =>
    folders.length === 0 || folders.some((folder) => path.startsWith(folder)) || included.has(lastOf(path));
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

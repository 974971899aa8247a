import type { Expr } from '../code/model.js';
import { append } from '../grouped.js';
import { argumentAt } from './arguments.js';
import type { Effects } from './effects.js';
import type { Graph } from './graph.js';
import type { Linker } from './linker.js';
import type { Scopes } from './scopes.js';
import type { Func } from './values.js';

interface Tools {
  readonly scopes: Scopes;
  readonly effects: Effects;
  readonly graph: Graph;
  readonly linker: Linker;
}

/** A name that stands for many files starts no more than these. */
const mostFiles = 12;

/** Hands the code of a file to the call that runs it in a process or a thread of its own: `fork('./jobs/export.js')`. */
export function runFiles({ scopes, effects, graph, linker }: Tools): void {
  const runs = effects.of('run');
  if (runs.length === 0) return;
  const byLast = new Map<string, Func[]>();
  const scripts: { readonly steps: readonly string[]; readonly top: Func }[] = [];
  for (const module of scopes.modules) {
    if (module.language !== 'javascript') continue;
    const steps = stepsOf(module.path);
    const top = scopes.topOf(module);
    scripts.push({ steps, top });
    append(byLast, steps.at(-1) ?? '', top);
  }
  for (const { site, row } of runs) {
    const given = row.path === undefined ? undefined : argumentAt(site.call, row.path);
    for (const text of given ? textsOf(given, site.func, { linker, graph }) : []) {
      const wanted = stepsOf(text).slice(-mostSteps);
      const last = wanted.at(-1);
      if (last === undefined || last.replaceAll('*', '') === '') continue;
      const isOpen = last.includes('*');
      const among = isOpen ? scripts.map(({ top }) => top) : (byLast.get(last) ?? []);
      const found = among.filter(({ module }) => endsSo(stepsOf(module.path), wanted));
      if (found.length > 0 && found.length <= (isOpen ? mostFiles : 1)) graph.handOver(site, found);
    }
  }
}

/** So many folders of a file's name are looked at: those above may be others once it is built. */
const mostSteps = 2;

/** `./dist/jobs/send.js` -> dist, jobs, send. */
function stepsOf(path: string): readonly string[] {
  return path
    .replace(/\.[cm]?[jt]sx?$/, '')
    .split('/')
    .filter((step) => step !== '' && step !== '.' && step !== '..');
}

/** Folders that only a build makes. */
const built = /^(dist|build|out|lib|\.output)$/;

function endsSo(steps: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((want, at) => {
    const step = steps[steps.length - wanted.length + at];
    if (step === want || (at === 0 && wanted.length > 1 && built.test(want))) return true;
    const star = want.indexOf('*');
    return step !== undefined && star >= 0 && step.length >= want.length - 1 && step.startsWith(want.slice(0, star)) && step.endsWith(want.slice(want.lastIndexOf('*') + 1)); // biome-ignore format: one condition
  });
}

/** What is known of a path, with `*` for the rest: as it is written, or as each of those gives it who call a helper. */
function textsOf(expr: Expr, func: Func, { linker, graph }: Pick<Tools, 'linker' | 'graph'>): readonly string[] {
  const values = linker.evaluate(expr, func).flatMap(graph.concrete);
  const given = values.flatMap((value) => (value.is === 'literal' ? [String(value.value)] : []));
  return given.length > 0 ? given : [textOf(expr, func, linker)];
}

function textOf(expr: Expr, func: Func, linker: Linker, depth = 0): string {
  if (expr.is === 'literal') return String(expr.value);
  if (expr.is === 'text') return expr.parts.map((part) => (part.is === 'literal' ? String(part.value) : '*')).join('');
  if (expr.is === 'operation' && expr.left) return textOf(expr.left, func, linker, depth) + textOf(expr.right, func, linker, depth);
  // `path.join(__dirname, 'job.js')`, `new URL('./job.js', import.meta.url)`
  if (expr.is === 'call') return expr.args.map(({ value }) => (/^(literal|text)$/.test(value.is) ? textOf(value, func, linker, depth) : '')).join('/');
  if (depth > 1) return '';
  const [value] = linker.evaluate(expr, func);
  if (value?.is === 'literal') return String(value.value);
  if (value?.is === 'structure') return textOf(value.expr, value.func, linker, depth + 1);
  return value?.is === 'external' && value.made ? textOf(value.made.call, value.made.func, linker, depth + 1) : '';
} // biome-ignore format: one form a line

import type { Expr } from '../code/model.js';
import type { Span } from '../facts/span.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';
import type { Confidence, Evidence } from '../resolve/evidence.js';
import type { StartedCommand } from '../resolve/parts/started-command.js';
import { table } from '../table.js';

/** What the questions are asked about: the code of one app, and what its settings and its deployment say. */
export interface Asked {
  readonly program: Program;
  /** Whether a file belongs to the running app: neither browser code nor somebody's tool. */
  runs(path: string): boolean;
  /** Whether anybody is served by the app: not where it is only a tool that somebody runs. */
  readonly serves: boolean;
  /** The technology of a file's language: what a framework's settings turn says nothing of what code does beside it. */
  technologyOf(path: string): string;
  /** The value that a variable of the environment has in force; undefined where nothing says it. */
  variable(name: string): { readonly value: string; readonly because: readonly Evidence[] } | undefined;
  /** Whether a variable has a value where the app runs: one in force, or one without which no start goes on. */
  isGiven(name: string): boolean;
  /** What the app's starts run of its own code beside its servers. */
  readonly started: readonly StartedCommand[];
  /** What lines of crontabs run of it. */
  readonly fired: readonly StartedCommand[];
  /** Whether all servers see a path, by what the deployment mounts and the user says. */
  isMountShared(path: string): boolean;
}

/** Who is served: what one of them leaves behind, the next one may look for on another server. */
export const serving = ['request', 'socket', 'job'] as const;

export function placeOfExpr(expr: Expr, func: Func): Span {
  return { file: func.module.path, start: expr.start, end: expr.end };
}

/** A call up to its arguments: `new Cache` of `new Cache({ ... })`. */
export function placeOfCallee({ call, func }: Site): Span {
  return { file: func.module.path, start: call.start, end: call.callee.end };
}

/** Longer chains are told by their ends. */
const mostCalls = 4;

const enters: Readonly<Record<string, string>> = table({
  request: 'a request enters here',
  socket: 'a message of a socket enters here',
  job: 'a job is done here',
  task: 'is started by the clock here',
  boot: 'runs when the program starts',
  command: 'somebody runs it',
  unknown: 'is called from outside of what is seen',
});

/** The steps from where the outside enters to a call, then what the call does. */
export function evidenceOf(way: Way | undefined, effect: Effect, says: string): readonly Evidence[] {
  const at = placeOfExpr(effect.site.call, effect.site.func);
  return [...stepsOf(way), { at, says }];
}

export function stepsOf(way: Way | undefined): readonly Evidence[] {
  if (!way) return [];
  const { entry, calls } = way;
  const start: Span = entry.site
    ? placeOfCallee(entry.site)
    : {
        file: entry.func.module.path,
        start: entry.func.fn.start,
        end: Math.max(entry.func.fn.start, headEnd(entry.func)),
      };
  const told = calls.length <= mostCalls ? calls : [...calls.slice(0, 2), ...calls.slice(-2)];
  return [
    { at: start, says: enters[entry.kind] ?? 'enters here' },
    ...told.map((site) => ({
      at: placeOfExpr(site.call, site.func),
      says: `calls ${site.targets[0]?.fn.name || 'a function'}`,
    })),
  ];
}

/** A function is shown by its first line, not by its whole body. */
function headEnd({ fn }: Func): number {
  const first = fn.events[0]?.start ?? fn.end;
  return Math.min(first, fn.end);
}

/**
 * What the steps of a way and the resolution of a value are worth together. Weak is also what is concluded from plain means of the language
 * (a map, a timer, a promise that nobody awaits): a scheduler or a cache of a library says what it is for, they do not.
 */
export function proofOf(way: Way | undefined, isWeak: boolean): Confidence {
  if (!way || way.entry.kind === 'unknown') return 'low';
  return way.weak || isWeak ? 'medium' : 'high';
}

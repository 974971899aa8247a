import type { Effect } from '../program/effects.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import type { Func } from '../program/values.js';

/** Work of more functions than these is somebody's, too. */
const mostFuncs = 40;

/**
 * Done by a timer or a thread that each process starts for itself when it begins, and by nobody else: every copy of the app makes its own, and looks
 * for no other. Functions that nobody is seen to call may be called by a request.
 */
export function isOfEachCopy({ site }: Effect, { entry }: Way, { effects, graph, reach }: Program): boolean {
  const starts = entry.kind === 'task' ? entry.site : undefined;
  if (!starts || !effects.at(starts).some(({ row }) => row.is === 'timer' || row.is === 'later')) return false;
  const seen = new Set<Func>([site.func, starts.func]);
  for (const func of seen) {
    if (seen.size > mostFuncs) return false;
    if (!reach.wayTo(func, ['boot', 'task']) || reach.wayTo(func, others)) return false;
    for (const one of graph.callsTo(func).slice(0, mostFuncs)) seen.add(one.func);
  }
  return reach.wayTo(starts.func, ['boot']) !== undefined;
}

const others = ['request', 'socket', 'job', 'command', 'unknown'] as const;

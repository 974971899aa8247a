import type { Expr } from '../code/model.js';
import { argumentAt, argumentBehind } from '../program/arguments.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { known } from '../resolve/evidence.js';
import type { Queue } from '../resolve/parts/store.js';
import { type Asked, placeOfExpr, proofOf, stepsOf } from './asked.js';

/** Command lines that a request gives to a shell, which leaves them running behind itself (`exec('php import.php > /dev/null &')`); one of a function. */
export function leftRunning({ program, runs, technologyOf }: Asked): readonly Queue[] {
  const found = new Map<Func, Queue>();
  for (const { site, row, weak } of program.effects.of('shared')) {
    if (row.what !== 'process' || weak || !runs(site.func.module.path)) continue;
    const line = argumentAt(site.call, 0);
    for (const end of line ? detached({ expr: line, site }, program) : []) {
      const { func } = end.site;
      const way = program.reach.wayTo(func, ['request', 'socket']);
      if (!way || found.has(func)) continue;
      const at = placeOfExpr(end.site.call, func);
      const because = [
        ...stepsOf(way),
        ...(end.site === site ? [] : [{ at: placeOfExpr(site.call, site.func), says: 'runs the command line' }]),
        { at, says: 'leaves a program running, which ends with this server' },
      ];
      found.set(func, {
        label: 'a child of the web process',
        technology: technologyOf(func.module.path),
        backend: known({ technology: 'the process', reach: 'process' }, because),
        runs: 'in-process',
        uses: [],
        confidence: proofOf(way, false),
      });
    }
  }
  return [...found.values()];
}

interface Line {
  readonly expr: Expr;
  /** The call that it is given to. */
  readonly site: Site;
}

/** A line is handed on by so many helpers at most, or put together in so many steps. */
const deepest = 6;

/** Where a command line gets its end, if that is the `&` of a shell. */
function detached({ expr, site }: Line, program: Program, depth = 0): readonly Line[] {
  if (depth > deepest) return [];
  const further = (one: Expr | undefined, at = site) =>
    one ? detached({ expr: one, site: at }, program, depth + 1) : [];
  switch (expr.is) {
    case 'literal':
      return isLeft(expr.value) ? [{ expr, site }] : [];
    case 'text':
      return further(expr.parts.at(-1));
    case 'operation':
      return expr.sign === '.' || expr.sign === '+' ? further(expr.right) : [];
    case 'call':
      return /^(sprintf|format)$/.test(nameOf(expr.callee)) ? further(argumentAt(expr, 0)) : [];
    case 'name': {
      const { func } = site;
      const bound = (func.bindings.get(expr.name) ?? []).flatMap((one) => (one.func === func ? further(one.expr) : []));
      const given = program.graph
        .callsTo(func)
        .slice(0, mostCallers)
        .flatMap((caller) => further(argumentBehind(expr, func, caller.call), caller));
      return [...bound, ...given];
    }
    default:
      return [];
  }
}

const mostCallers = 12;

/** `php import.php &`, or ` &` put behind a line that is made elsewhere. */
function isLeft(value: unknown): boolean {
  const text = typeof value === 'string' ? value.trimEnd() : '';
  return text.endsWith('&') && !text.endsWith('&&');
}

function nameOf(callee: Expr): string {
  return callee.is === 'name' || callee.is === 'member' ? callee.name : '';
}

import type { Fact } from '../../facts/fact.js';
import type { PyArgument, PyExpr } from '../../facts/python-code.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { table } from '../../table.js';
import type { Machine } from '../python/frame.js';
import { numberIn } from '../python/values.js';
import type { Resolution } from '../technology.js';

/** A task that a worker holds back until its time, by `countdown` or `eta`: it is not acknowledged while it waits. */
export interface Wait {
  readonly seconds: Resolved<number>;
  readonly at: Fact<'python-call'>['at'];
}

/** The longest wait that the code names; where that is within `enough`, the first `eta` of which it cannot be said how far off it is. */
export function longestWait(app: Resolution, machine: Machine, enough: number): Wait | undefined {
  let longest: { readonly seconds: number; readonly wait: Wait } | undefined;
  let open: Wait | undefined;
  for (const fact of app.facts.of('python-call')) {
    if (!/\.apply_async$/.test(fact.name)) continue;
    const name = (wanted: string) => fact.args.find((each) => each.name === wanted)?.value;
    const [countdown, eta] = [name('countdown'), name('eta')];
    const given = countdown ?? eta;
    if (!given || isNone(given)) continue;
    const seconds = secondsOf(given, { names: machine.names(fact.at.file), depth: 0 });
    if (seconds === undefined) {
      const why = 'how long the task waits is decided while it runs';
      // a countdown that is worked out is mostly a pause before another try
      if (eta && !isNone(eta)) open ??= { seconds: unknown(why, [said(eta.at, 'says when the task may run')]), at: eta.at };
    } else if (seconds > (longest?.seconds ?? 0)) {
      const because = [said(given.at, `lets the task wait for ${seconds} s`)];
      longest = { seconds, wait: { seconds: known(seconds, because), at: given.at } };
    }
  }
  return longest && longest.seconds >= enough ? longest.wait : (open ?? longest?.wait);
} // biome-ignore format: one condition a line

interface Around {
  readonly names: ReturnType<Machine['names']>;
  readonly depth: number;
}

function isNone(value: PyExpr): boolean {
  return value.is === 'literal' && value.value === null;
}

/** Nobody writes a time in more steps. */
const deepest = 8;

const units: Readonly<Record<string, number>> = table({
  weeks: 604800,
  days: 86400,
  hours: 3600,
  minutes: 60,
  seconds: 1,
  milliseconds: 0.001,
  microseconds: 0.000001,
});

/** The seconds from now that an expression of Python names: a number, a `timedelta`, now and a while. */
function secondsOf(value: PyExpr, around: Around): number | undefined {
  if (around.depth > deepest) return undefined;
  const further = { ...around, depth: around.depth + 1 };
  switch (value.is) {
    case 'literal':
      return typeof value.value === 'number' ? value.value : undefined;
    case 'name':
      return numberIn(around.names?.get(value.name));
    case 'operation': {
      const left = value.left && secondsOf(value.left, further);
      const right = secondsOf(value.right, further);
      if (left === undefined || right === undefined) return undefined;
      return value.sign === '*' ? left * right : value.sign === '+' ? left + right : undefined;
    }
    case 'call': {
      const name = value.callee.is === 'attribute' || value.callee.is === 'name' ? value.callee.name : '';
      if (/^(now|utcnow)$/.test(name)) return 0;
      if (name === 'total_seconds' && value.callee.is === 'attribute') return secondsOf(value.callee.of, further);
      return name === 'timedelta' ? ofDelta(value.args, further) : undefined;
    }
    default:
      return undefined;
  }
}

/** datetime.timedelta(days, seconds, microseconds, milliseconds, minutes, hours, weeks). */
function ofDelta(args: readonly PyArgument[], around: Around): number | undefined {
  let sum = 0;
  for (const [index, { name, value, splat }] of args.entries()) {
    const unit = units[name ?? ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'][index] ?? ''];
    const count = secondsOf(value, around);
    if (splat || unit === undefined || count === undefined) return undefined;
    sum += count * unit;
  }
  return sum;
} // biome-ignore format: one expression a line

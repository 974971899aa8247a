import type { Expr } from './expr.js';
import type { Span } from './span.js';

/** Code or configuration schedules a task. */
export interface Schedule {
  readonly technology: string;
  /** The task as people name it: a command, a job class, a function. */
  readonly name: string;
  /** The cadence as written (`daily`, `*\/5 * * * *`), where one is given. */
  readonly cadence?: string;
  /** Modifiers as written, in order (`onOneServer`, `withoutOverlapping`). */
  readonly modifiers: readonly ScheduleModifier[];
  /** Other arguments, private to the technology. */
  readonly options?: Readonly<Record<string, Expr>>;
}

export interface ScheduleModifier {
  readonly name: string;
  readonly at: Span;
}

declare module './fact.js' {
  interface FactKinds {
    schedule: Schedule;
  }
}

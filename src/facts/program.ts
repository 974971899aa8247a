import type { Expr } from './expr.js';
import type { Located, Span } from './span.js';

/** A process manager of one machine or container (supervisor, systemd, PM2, s6) keeps a program running. */
export interface Program {
  readonly technology: string;
  readonly name: string;
  readonly command?: Located<string>;
  /** What happens when it ends; `unexpected` starts it again only after a failure. */
  readonly restart: Said<'always' | 'unexpected' | 'never' | 'unknown'>;
  /** Seconds between the stop signal and the kill. */
  readonly stopSeconds?: Said<number>;
  readonly stopSignal?: string;
  /** Where that is written, and how. */
  readonly stopSignalAt?: Located<string>;
  /** The stop signal goes to all of its processes (`stopasgroup=true`). */
  readonly stopsGroup?: true;
  /** Copies on one server; undefined when that is decided elsewhere. */
  readonly copies?: number;
  readonly environment: readonly { readonly name: string; readonly value: Expr }[];
  /** What it prints goes to a file alone, nothing of it to the console. */
  readonly prints?: Said<'file'>;
  /** Nothing says where what it prints goes: supervisord keeps it in a file that goes with the container (`stdout_logfile=AUTO`). */
  readonly keptByItself?: true;
  /** It waits until somebody starts it (`autostart=false`); undefined for what is started, or where a variable decides. */
  readonly held?: true;
  /** The variable that decides whether it is started (`autostart=%(ENV_X)s`). */
  readonly switch?: string;
  /** Other files that its own takes in, as written (`[include] files`). */
  readonly includes?: readonly string[];
  /** It is meant to end (`Type=oneshot`). */
  readonly once: boolean;
}

/** A value, the place that says it (or leaves it to a default), and the words for it. */
export interface Said<T> extends Located<T> {
  readonly says: string;
  /** Where the default is written down, when it is one. */
  readonly builtin?: string;
}

declare module './fact.js' {
  interface FactKinds {
    program: Program;
  }
}

/** A place in a file, from offsets. */
export function spanOf(file: string, place: { readonly start: number; readonly end: number }): Span {
  return { file, start: place.start, end: place.end };
}

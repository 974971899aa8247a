import type { Fact } from '../../facts/fact.js';
import type { Said } from '../../facts/program.js';
import type { ScriptAssignment, ScriptCommand } from '../../facts/shell-script.js';
import type { Located, Span } from '../../facts/span.js';
import type { Evidence } from '../../resolve/evidence.js';

/** How something is started: the words of an exec form, or one line that a shell runs. */
export interface Start {
  readonly words: readonly Located<string>[];
  /** The words are one line for a shell. */
  readonly shell: boolean;
  /** Where its files lie (the folders of the image's file and of the build), nearest first. */
  readonly folders: readonly string[];
  /** The files of the repository that a path of the image may come from, the likeliest first. */
  readonly origins?: (path: string) => readonly string[];
  /** Files that the image has below a folder under a name of its own. */
  readonly renamed?: (folder: string) => readonly { readonly origin: string; readonly below: string }[];
  /** Commands that the build of the image runs. */
  readonly built?: readonly string[];
  /** Where its commands run, in the image. */
  readonly workdir?: string;
  /** Folders of the image whose scripts run before anything else. */
  readonly before?: readonly string[];
  /** What `sh` is in the image, where its base tells. */
  readonly sh?: 'ash' | 'dash';
  /** Whether all servers see a path. */
  readonly isShared?: (path: string) => boolean;
  /** The value of a variable; the empty text when it is not set, undefined when it cannot be known. */
  variable(name: string): string | undefined;
  readonly at: Span;
}

/** Whether something on the way runs. */
export interface Decided {
  /** Undefined: a condition that only the running system decides. */
  readonly runs: boolean | undefined;
  /** Conditions that could not be decided. */
  readonly open: readonly string[];
  /** Conditions that are decided, and how they read. */
  readonly closed: readonly string[];
  /** Run by the start itself, not from a script. */
  readonly direct: boolean;
}

/** One command on the way. */
export interface Reached extends Decided {
  readonly command: ScriptCommand;
  readonly text: string;
  /** Started by a shell that stays in front of it: signals stop at the shell. */
  readonly behindShell: boolean;
  /** Commands without `exec` by which scripts on the way run the next one, outermost first: each leaves a shell in front. */
  readonly waiting: readonly ScriptCommand[];
  /** The package manager that starts it by a script of the manifest: `npm start`. */
  readonly through?: string;
  /** It names a script of a manifest that is none of the app's. */
  readonly ofOther?: true;
  /** Where a script says so. */
  readonly throughAt?: Span;
  /** Variables that the scripts keep in files of the running system, and take from there. */
  readonly kept?: ReadonlySet<string>;
  /** A lock of this machine that is taken around it. */
  readonly localLock?: Located<string>;
}

/** A variable that is set on the way. */
export interface Assigned extends Decided {
  readonly assignment: ScriptAssignment;
}

/** Everything that a start runs, through its scripts, in order; `main` is what stays. */
export interface Started {
  readonly reached: readonly Reached[];
  readonly main?: Reached;
  readonly assignments: readonly Assigned[];
  /** The functions that its scripts define, each by the script that it stands in. */
  readonly functions: ReadonlyMap<string, Fact<'shell-script'>>;
  /** Scripts that it takes in and that are not in the repository: what they define is not known. */
  readonly unseen: readonly string[];
  /** Programs that a process manager of it keeps running, beside each other. */
  readonly programs: readonly StartedProgram[];
  /** Where the way could not be followed. */
  readonly lost: readonly Evidence[];
}

/** A program of a process manager: `supervisord`, s6, runit, foreman. */
export interface StartedProgram {
  readonly name: string;
  readonly manager: string;
  readonly at: Span;
  /** What it prints goes to a file alone. */
  readonly prints?: Said<'file'>;
  /** The whole group of its processes is told to stop. */
  readonly group?: boolean;
  /** The signal by which it is told to stop, as written. */
  readonly stopSignal?: Located<string>;
  readonly started: Started;
}

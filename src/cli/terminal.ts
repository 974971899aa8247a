import { UserError } from './user-error.js';

/** What the program knows of its terminal, and the only way in which it writes to it. */
export interface Terminal {
  readonly width: number;
  readonly color: boolean;
  /** The terminal shows links (OSC 8). */
  readonly links: boolean;
  readonly folder: string;
  /** Variables of the pipeline that the program runs in. */
  readonly env: Readonly<Record<string, string | undefined>>;
  print(text: string): void;
  warn(text: string): void;
  /** One line that replaces itself, on standard error, for people only; an empty text takes it away. */
  progress(text: string): void;
  exitWith(code: number): void;
}

export type ColorChoice = 'auto' | 'always' | 'never';

/** `--color` decides, then NO_COLOR, then FORCE_COLOR; otherwise colour is for terminals. */
export function terminal(color: ColorChoice = 'auto'): Terminal {
  const { env, stdout, stderr } = process;
  return {
    width: Math.max(60, Math.min(stdout.columns ?? 80, 120)),
    color: wantsColor(color, env, stdout.isTTY === true),
    links: hasLinks(env, stdout.isTTY === true),
    get folder() {
      return workingFolder();
    },
    env,
    print: (text) => {
      try {
        stdout.write(text);
      } catch (error) {
        throw new UserError(`the output cannot be written${codeOf(error)}`);
      }
    },
    warn: (text) => void stderr.write(`${text}\n`),
    progress: (text) => {
      if (stderr.isTTY === true && env.CI === undefined && env.TERM !== 'dumb') stderr.write(`\r\u001b[K${text}`);
    },
    exitWith: (code) => {
      // never process.exit(): it cuts piped output
      process.exitCode = code;
    },
  };
}

/** Terminals that say who they are and have links (the list that most programs go by); FORCE_HYPERLINK decides. */
export function hasLinks(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (env.FORCE_HYPERLINK !== undefined) return env.FORCE_HYPERLINK !== '0';
  if (!isTerminal || env.CI !== undefined || env.TERM === 'dumb' || env.NO_COLOR) return false;
  if (env.WT_SESSION || env.KONSOLE_VERSION || env.KITTY_WINDOW_ID || env.WEZTERM_PANE || env.DOMTERM) return true;
  if (Number(env.VTE_VERSION ?? 0) >= 5000) return true;
  return /^(iTerm\.app|vscode|WezTerm|ghostty|Hyper|mintty)$/.test(env.TERM_PROGRAM ?? '');
}

function workingFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new UserError(`the working folder is gone${codeOf(error)}`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
}

/** Whether to colour: the flag, then the two variables (an empty NO_COLOR does not count), then whether people are looking. */
export function wantsColor(
  choice: ColorChoice,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}

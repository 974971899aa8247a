/** What the program knows of its terminal, and the only way in which it writes to it. */
export interface Terminal {
  readonly width: number;
  readonly color: boolean;
  readonly folder: string;
  print(text: string): void;
  warn(text: string): void;
  exitWith(code: number): void;
}

/** NO_COLOR and FORCE_COLOR are honoured; otherwise colour is for terminals. */
export function terminal(color?: 'auto' | 'always' | 'never'): Terminal {
  const { env, stdout } = process;
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== '';
  const automatic = env.NO_COLOR ? false : forced || (stdout.isTTY === true && env.TERM !== 'dumb');
  return {
    width: Math.max(60, Math.min(stdout.columns ?? 80, 120)),
    color: color === 'always' || (color !== 'never' && automatic),
    folder: process.cwd(),
    print: (text) => void stdout.write(text),
    warn: (text) => void process.stderr.write(`${text}\n`),
    exitWith: (code) => {
      // never process.exit(): it cuts piped output
      process.exitCode = code;
    },
  };
}

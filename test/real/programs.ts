import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Where files are written that a program is asked about; `clear` takes it away. */
export const folder = mkdtempSync(join(tmpdir(), 'ha-ready-real-'));

export function clear(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A program that says whether it accepts a configuration, and the answer that we take for yes. */
export interface Checker {
  readonly program: string;
  /** The command line for a file. */
  words(file: string): readonly string[];
  /** What to change so that it can be asked on a machine that is not the one the file was written for. */
  adapt?(text: string): string;
  /** Complaints that say something about this machine, not about the file. */
  readonly forgiven?: RegExp;
}

const parseSupervisor =
  'import sys\nfrom supervisor.options import ServerOptions\no = ServerOptions()\no.realize(["-n", "-c", sys.argv[1]])\nprint([g.name for g in o.process_group_configs])';

export const checkers = {
  nginx: {
    program: 'nginx',
    words: (file) => ['-t', '-q', '-e', 'stderr', '-c', file],
    adapt: (text) =>
      `${/^events\b/m.test(text) ? '' : 'events {}\n'}${text
        .replace(/^pid .*$/m, `pid ${folder}/nginx.pid;`)
        // Names of services are looked up at the start: here is nobody of that name.
        .replace(/^(\s*server )[a-z][\w-]*(:\d+)/gm, '$1127.0.0.1$2')}`,
  },
  haproxy: {
    program: 'haproxy',
    words: (file) => ['-c', '-q', '-f', file],
    // A file without any listener is refused, however good its backends are.
    adapt: (text) => (/^(frontend|listen)\b/m.test(text) ? text : `${text}\nfrontend asked\n  bind 127.0.0.1:18080\n`),
  },
  supervisor: {
    program: '/usr/bin/python3',
    words: (file) => ['-c', parseSupervisor, file],
    adapt: (text) => (/^\[supervisord\]/m.test(text) ? text : `[supervisord]\n${text}`),
    forgiven: /No module named/,
  },
  systemd: {
    program: 'systemd-analyze',
    words: (file) => ['verify', '--man=no', file],
    forgiven: /is not executable: No such file|Failed to create|is deprecated|^$/,
  },
  'php-fpm': {
    program: phpFpm(),
    words: (file) => ['-t', '-y', file],
    adapt: (text) => `[global]\nerror_log = ${folder}/fpm.log\n${text}`,
  },
  caddy: {
    program: 'caddy',
    words: (file) => ['validate', '--adapter', 'caddyfile', '--config', file],
  },
  apache: {
    program: 'apache2',
    words: (file) => ['-t', '-d', folder, '-f', file],
    adapt: (text) =>
      `${apacheModules()}ErrorLog ${folder}/apache.log\nPidFile ${folder}/apache.pid\nServerName shop.example\nListen 127.0.0.1:8080\n${text}`,
  },
} satisfies Readonly<Record<string, Checker>>;

/** What a program answered about a text. */
export interface Answer {
  /** Why it could not be asked. */
  readonly skipped?: string;
  /** What it complains about; undefined: nothing. */
  readonly complaint?: string;
}

export type Program = keyof typeof checkers;

/** Asks the real program about a configuration, under the name that the file has. */
export function ask(name: Program, path: string, text: string): Answer {
  const checker: Checker = checkers[name];
  if (spawnSync(checker.program, ['--version']).error) return { skipped: `skipped: ${checker.program} missing` };
  const copy = join(folder, basename(path));
  writeFileSync(copy, checker.adapt?.(text) ?? text);
  const { status, stdout, stderr } = spawnSync(checker.program, checker.words(copy), { encoding: 'utf8' });
  if (/No module named .?supervisor/.test(stderr)) return { skipped: 'skipped: supervisor missing' };
  const complaints = `${stdout}${stderr}`
    .split('\n')
    .filter((line) => checker.forgiven && !checker.forgiven.test(line));
  const accepted = status === 0 || (checker.forgiven && complaints.length === 0);
  return accepted ? {} : { complaint: `${status} ${stdout}${stderr}` };
}

let redisPort = 26400;

/** What redis-server says until it runs, or does not. */
export async function askRedis(path: string, text: string): Promise<Answer> {
  if (spawnSync('redis-server', ['--version']).error) return { skipped: 'skipped: redis-server missing' };
  redisPort++;
  const copy = join(folder, `${redisPort}-${basename(path)}`);
  const own = text.replace(/^(bind|port) .*$/gm, '');
  writeFileSync(copy, `${own}\nbind 127.0.0.1\nport ${redisPort}\ndir ${folder}\n`);
  const said = await start(copy, /sentinel/.test(path));
  return /Ready to accept connections|\+monitor master/.test(said) ? {} : { complaint: said };
}

/** Starts a server, waits for the line that says that it runs (or that it does not), and ends it. */
function start(file: string, sentinel: boolean): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn('redis-server', sentinel ? [file, '--sentinel'] : [file], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const limit = setTimeout(() => child.kill('SIGTERM'), 10_000);
    const listen = (piece: Buffer) => {
      said += piece.toString();
      if (/Ready to accept connections|\+monitor/.test(said)) child.kill('SIGTERM');
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('close', () => {
      clearTimeout(limit);
      resolve(said);
    });
  });
}

function phpFpm(): string {
  return (
    ['8.4', '8.3', '8.2', '8.1'].map((version) => `php-fpm${version}`).find((name) => !spawnSync(name, ['-v']).error) ??
    'php-fpm'
  );
}

function apacheModules(): string {
  const from = '/usr/lib/apache2/modules';
  const wanted = [
    'mpm_event',
    'authz_core',
    'watchdog',
    'proxy',
    'proxy_http',
    'slotmem_shm',
    'proxy_balancer',
    'proxy_hcheck',
    'lbmethod_bybusyness',
  ];
  let present: readonly string[] = [];
  try {
    present = readdirSync(from);
  } catch {
    return '';
  }
  return wanted
    .filter((name) => present.includes(`mod_${name}.so`))
    .map((name) => `LoadModule ${name}_module ${from}/mod_${name}.so\n`)
    .join('');
}

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, describe, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'ha-ready-servers-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A program that says whether it accepts a configuration, and the answer that we take for yes. */
interface Checker {
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

const checkers = {
  nginx: {
    program: 'nginx',
    words: (file) => ['-t', '-q', '-e', 'stderr', '-c', file],
    adapt: (text) => text.replace(/^pid .*$/m, `pid ${folder}/nginx.pid;`),
  },
  haproxy: { program: 'haproxy', words: (file) => ['-c', '-q', '-f', file] },
  supervisor: {
    program: '/usr/bin/python3',
    words: (file) => ['-c', parseSupervisor, file],
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
  apache: {
    program: 'apache2',
    words: (file) => ['-t', '-d', folder, '-f', file],
    adapt: (text) =>
      `${apacheModules()}ErrorLog ${folder}/apache.log\nPidFile ${folder}/apache.pid\nServerName shop.example\nListen 127.0.0.1:8080\n${text}`,
  },
} satisfies Readonly<Record<string, Checker>>;

const files: readonly (readonly [keyof typeof checkers, string])[] = [
  ['nginx', 'fixtures/bases/nginx-1/nginx.conf'],
  ['nginx', 'fixtures/apps/ha-stack-good/proxy/nginx.conf'],
  ['haproxy', 'fixtures/bases/haproxy-2/haproxy.cfg'],
  ['haproxy', 'fixtures/apps/ha-stack-good/proxy/haproxy.cfg'],
  ['apache', 'fixtures/bases/apache-2/balancer.conf'],
  ['supervisor', 'fixtures/bases/supervisor-4/supervisord.conf'],
  ['supervisor', 'fixtures/apps/ha-stack-good/workers/supervisord.conf'],
  ['systemd', 'fixtures/bases/systemd-252/web.service'],
  ['systemd', 'fixtures/apps/ha-stack-good/workers/shop-web.service'],
  ['php-fpm', 'fixtures/apps/ha-stack-good/workers/www.conf'],
];

describe('configurations that we call good are accepted by the real program', () => {
  for (const [name, file] of files) {
    test(`${name} accepts ${file}`, (context) => {
      const checker: Checker = checkers[name];
      if (spawnSync(checker.program, ['--version']).error) return context.skip(`skipped: ${checker.program} missing`);
      const text = readFileSync(file, 'utf8');
      const copy = join(folder, basename(file));
      writeFileSync(copy, checker.adapt?.(text) ?? text);
      const { status, stdout, stderr } = spawnSync(checker.program, checker.words(copy), { encoding: 'utf8' });
      const complaints = `${stdout}${stderr}`
        .split('\n')
        .filter((line) => checker.forgiven && !checker.forgiven.test(line));
      if (/No module named .?supervisor/.test(stderr)) return context.skip('skipped: supervisor missing');
      assert.ok(status === 0 || (checker.forgiven && complaints.length === 0), `${status} ${stdout}${stderr}`);
    });
  }

  const redis = [
    'fixtures/bases/redis-7/redis.conf',
    'fixtures/bases/redis-7/sentinel-1.conf',
    'fixtures/apps/ha-stack-good/redis/redis.conf',
    'fixtures/apps/ha-stack-good/redis/redis-cache.conf',
    'fixtures/apps/ha-stack-good/redis/sentinel-1.conf',
  ];
  for (const [index, file] of redis.entries()) {
    test(`redis-server starts with ${file}`, async (context) => {
      if (spawnSync('redis-server', ['--version']).error) return context.skip('skipped: redis-server missing');
      const copy = join(folder, `${index}-${basename(file)}`);
      writeFileSync(
        copy,
        `${readFileSync(file, 'utf8').replace(/^(bind|port) .*$/gm, '')}\nbind 127.0.0.1\nport ${26400 + index}\ndir ${folder}\n`,
      );
      const said = await start(copy, /sentinel/.test(file));
      assert.match(said, /Ready to accept connections|\+monitor master shop/);
    });
  }
});

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

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWorkshop } from '../../src/cli/commands/fix.js';
import { freePort } from './programs.js';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const standins = resolve('test/proof/standins');
// without the packages that happen to be installed: the stand-ins are the same everywhere
const python = ['python3', '-S', join(standins, 'python.py')] as const;

/** How an app is started, with stand-ins for what is not installed; it has to say that it ran to the end. */
const runs: Readonly<Record<string, readonly (readonly [program: string, ...args: string[]])[]>> = {
  'django-bad-clinic': [[...python, 'clinic.urls'], [...python, 'clinic.settings.production']],
  'fastapi-bad-market': [[...python, 'market.main']],
  'flask-bad-library': [[...python, 'wsgi.py']],
  'sinatra-bad-gallery': [['ruby', join(standins, 'ruby.rb'), 'app.rb']],
  'rails-bad-shop': [['ruby', join(standins, 'ruby.rb'), 'config/routes.rb'], ['ruby', join(standins, 'ruby.rb'), 'config/environments/production.rb']],
  'laravel-bad-shop': [['php', join(standins, 'php.php'), 'bootstrap/app.php']],
}; // biome-ignore format: a table

/** Servers of Node.js, which are asked once they listen. */
const servers: Readonly<Record<string, { readonly entry: string; readonly asks: readonly string[] }>> = {
  'express-bad-shop': { entry: 'src/server.js', asks: ['/', '/healthz'] },
  'socketio-bad-whiteboard': { entry: 'server/index.js', asks: ['/'] },
};

/** Apps whose safe repairs change nothing that a program here could start, and who shows that they are accepted. */
const elsewhere: Readonly<Record<string, string>> = {
  'compose-shop': 'compose is not run here; the YAML is parsed by the tests of examples',
  'ha-stack-bad': 'test/real/fixes.test.ts asks nginx, HAProxy, systemd and supervisor',
  'nest-bad-clinic': 'TypeScript with decorators, which Node 20 does not run; test/fix/apps.test.ts asks the compiler',
  'next-bad-magazine': 'Next.js builds it first; test/fix/apps.test.ts asks the compiler',
};

async function repaired(
  name: string,
): Promise<{ readonly before: string; readonly after: string; readonly changed: number }> {
  const [before, fixed] = ['before', 'after'].map((kind) => {
    const folder = mkdtempSync(join(tmpdir(), `ha-ready-${kind}-`));
    folders.push(folder);
    cpSync(join('fixtures/apps', name), folder, { recursive: true });
    mkdirSync(join(folder, 'log'), { recursive: true });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    return folder;
  }) as [string, string];
  const workshop = await openWorkshop(fixed, {});
  const result = await workshop.repair('safe');
  workshop.write(result);
  return { before, after: fixed, changed: result.texts.size };
}

function ran(folder: string, [program, ...args]: readonly [string, ...string[]]): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, SECRET_KEY: 'x', DATABASE_URL: 'sqlite:///x', PYTHONDONTWRITEBYTECODE: '1' },
    timeout: 30_000,
  });
  return status === 0 && stdout.trim().endsWith('ran') ? 'ran' : `${stdout}${stderr}`;
}

async function answers(
  folder: string,
  { entry, asks }: { entry: string; asks: readonly string[] },
): Promise<readonly number[]> {
  const port = await freePort();
  const child = spawn('node', ['--import', join(standins, 'node.mjs'), entry], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), SESSION_SECRET: 'x', REPORT_CRON: '0 6 * * *' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  try {
    for (let tries = 0; tries < 100; tries++) {
      assert.equal(child.exitCode, null, said);
      const found = await Promise.all(asks.map((path) => statusAt(port, path)));
      if (!found.includes(0)) return found;
      await sleep(100);
    }
    return assert.fail(`no answer: ${said}`);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

async function statusAt(port: number, path: string): Promise<number> {
  try {
    return (await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2000) })).status;
  } catch {
    return 0;
  }
}

describe('an app starts as before once everything is repaired that can be repaired safely', () => {
  for (const name of readdirSync('fixtures/apps').filter((one) => one.includes('bad') || one === 'compose-shop'))
    test(name, async (context) => {
      const { before, after: fixed, changed } = await repaired(name);
      const commands = runs[name] ?? [];
      const server = servers[name];
      if (changed === 0 || elsewhere[name]) return;
      assert.ok(commands.length > 0 || server, `nothing says how ${name} is started`);
      for (const command of commands) {
        if (spawnSync(command[0], ['--version']).status !== 0) return context.skip(`skipped: ${command[0]} missing`);
        assert.equal(ran(before, command), 'ran', 'as it is');
        assert.equal(ran(fixed, command), 'ran', 'repaired');
      }
      if (!server) return;
      const [page] = await answers(before, server);
      const [same, health] = await answers(fixed, server);
      assert.equal(same, page);
      if (server.asks.length > 1) assert.equal(health, 200);
    });
});

describe('a start script starts the same program once its repairs are made', () => {
  const scripts: readonly (readonly [string, string])[] = [
    ['in the place of the shell', 'set -e\npython manage.py check\ngunicorn shop.wsgi --bind 0.0.0.0:8000\n'],
    ['by a function that ends in exec', 'main() {\n  exec "$@"\n}\nmain gunicorn shop.wsgi\n'],
    ['by a function', 'serve() {\n  gunicorn "$@"\n}\nserve shop.wsgi\n'],
    ['with something to clean up', 'trap "echo cleaned up" EXIT\ngunicorn shop.wsgi\n'],
    ['beside another program', 'python metrics.py &\nwait\ngunicorn shop.wsgi\n'],
  ];
  for (const [about, script] of scripts)
    test(about, async () => {
      const [before, fixed] = ['before', 'after'].map(() => {
        const folder = mkdtempSync(join(tmpdir(), 'ha-ready-script-'));
        folders.push(folder);
        writeFileSync(join(folder, 'Dockerfile'), 'FROM python:3.13\nCOPY . /app\nCMD ["./start.sh"]\n');
        writeFileSync(join(folder, 'start.sh'), `#!/bin/bash\n${script}`, { mode: 0o755 });
        for (const name of ['python', 'gunicorn'])
          writeFileSync(join(folder, name), `#!/bin/sh\necho ${name} "$@"\n`, { mode: 0o755 });
        return folder;
      }) as [string, string];
      const workshop = await openWorkshop(fixed, {});
      workshop.write(await workshop.repair('safe'));
      const [was, is] = [before, fixed].map((folder) =>
        spawnSync('bash', ['start.sh'], { cwd: folder, encoding: 'utf8', env: { PATH: `${folder}:/usr/bin:/bin` } }),
      );
      assert.equal(was?.status, 0);
      assert.deepEqual([is?.status, is?.stdout], [was?.status, was?.stdout]);
    });
});

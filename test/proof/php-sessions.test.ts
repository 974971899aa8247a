import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { audit } from '../../src/audit.js';

const page = `<?php
session_start();
if (isset($_GET['login'])) {
    $_SESSION['user'] = 'ada';
}
header('X-Server: ' . getenv('SERVER'));
echo $_SESSION['user'] ?? 'nobody';
`;

const missing = [
  ['php', '-v'],
  ['nginx', '-v'],
  ['redis-server', '--version'],
].find(([program = '', argument = '']) => spawnSync(program, [argument]).status !== 0)?.[0];
const extension = !missing && String(spawnSync('php', ['-m']).stdout).includes('redis');
const skip = missing
  ? `${missing} is not installed`
  : extension
    ? false
    : 'the redis extension of PHP is not installed';

describe('sessions of PHP on two servers behind a balancer', { skip, timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-ready-sessions-'));
  const running: ChildProcess[] = [];
  after(async () => {
    for (const child of running) child.kill('SIGTERM');
    await Promise.race([Promise.all(running.map(ended)), wait(5000, undefined, { ref: false })]);
    for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('in files of each server the login is lost, as the audit says', async () => {
    const app = writeApp(folder, 'files', {});
    assert.equal(await verdict(app), 'fail');
    const servers = ['one', 'two'].map((name) => {
      const sessions = join(folder, `sessions-${name}`);
      mkdirSync(sessions);
      return { name, settings: [`session.save_path=${sessions}`] };
    });
    const { users, names } = await visit(await start({ folder, app, servers, running }));
    assert.deepEqual(names, new Set(['one', 'two']));
    assert.ok(users.includes('nobody'), `somebody is logged out: ${users.join(' ')}`);
    assert.ok(users.includes('ada'), `the server of the login still knows her: ${users.join(' ')}`);
  });

  test('in Redis the login is kept, as the audit says', async () => {
    const port = await freePort();
    running.push(
      spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
        stdio: 'ignore',
      }),
    );
    await listening(port);
    const ini = `session.save_handler = redis\nsession.save_path = "tcp://127.0.0.1:${port}"\n`;
    const app = writeApp(folder, 'redis', { 'php.ini': ini });
    assert.equal(await verdict(app), 'pass');
    const settings = ['session.save_handler=redis', `session.save_path=tcp://127.0.0.1:${port}`];
    const servers = ['one', 'two'].map((name) => ({ name, settings }));
    const { users, names } = await visit(await start({ folder, app, servers, running }));
    assert.deepEqual(names, new Set(['one', 'two']));
    assert.deepEqual(new Set(users), new Set(['ada']));
  });
});

function writeApp(folder: string, name: string, more: Readonly<Record<string, string>>): string {
  const app = join(folder, name);
  mkdirSync(join(app, 'public'), { recursive: true });
  const files = { 'composer.json': '{ "type": "project" }\n', 'public/index.php': page, ...more };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(app, path), text);
  return app;
}

async function verdict(app: string): Promise<string | undefined> {
  return (await audit(app)).apps[0]?.topics.sessions.status;
}

interface Running {
  readonly folder: string;
  readonly app: string;
  readonly servers: readonly { readonly name: string; readonly settings: readonly string[] }[];
  readonly running: ChildProcess[];
}

/** Starts the servers and nginx in front of them, in turns; answers with the port of nginx. */
async function start({ folder, app, servers, running }: Running): Promise<number> {
  const ports: number[] = [];
  for (const { name, settings } of servers) {
    const port = await freePort();
    const options = settings.flatMap((setting) => ['-d', setting]);
    const root = join(app, 'public');
    const env = { ...process.env, SERVER: name };
    running.push(spawn('php', [...options, '-S', `127.0.0.1:${port}`, '-t', root], { stdio: 'ignore', env }));
    await listening(port);
    ports.push(port);
  }
  const port = await freePort();
  const home = mkdtempSync(join(folder, 'nginx-'));
  const config = join(home, 'nginx.conf');
  writeFileSync(config, balancer(home, port, ports));
  running.push(spawn('nginx', ['-p', home, '-c', config], { stdio: 'ignore' }));
  await listening(port);
  return port;
}

function balancer(home: string, port: number, backends: readonly number[]): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
master_process off;
pid ${home}/nginx.pid;
error_log ${home}/error.log;
events {}
http {
  access_log off;
  ${kinds.map((kind) => `${kind}_temp_path ${home}/${kind};`).join('\n  ')}
  upstream app {
    ${backends.map((backend) => `server 127.0.0.1:${backend};`).join('\n    ')}
  }
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://app; }
  }
}
`;
}

/** Logs in once, then comes back eight times with the cookie: whom the servers see, and which of them answered. */
async function visit(port: number): Promise<{ users: string[]; names: Set<string | undefined> }> {
  const login = await fetchPage(port, '/?login=1');
  const users: string[] = [];
  const names = new Set<string | undefined>();
  for (let turn = 0; turn < 8; turn++) {
    const { body, server } = await fetchPage(port, '/', login.cookie);
    users.push(body);
    names.add(server);
  }
  return { users, names };
}

interface Page {
  readonly body: string;
  readonly server: string | undefined;
  readonly cookie: string;
}

function fetchPage(port: number, path: string, cookie = ''): Promise<Page> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path, headers: { cookie }, timeout: 5000 }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => {
        const server = response.headers['x-server'];
        const set = response.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
        resolve({ body, server: typeof server === 'string' ? server : undefined, cookie: set });
      });
    });
    request.on('timeout', () => request.destroy(new Error(`${path} took too long`)));
    request.on('error', reject);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Waits until something accepts connections on a port, ten seconds at most. */
async function listening(port: number): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    if (await accepts(port)) return;
    await wait(50);
  }
  throw new Error(`nothing listens on port ${port}`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
  });
}

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Running, start } from './programs.js';

/** Two copies of the guestbook under PHP-FPM, each with sessions of its own unless the app says otherwise, behind nginx in turns. */
export interface Guestbook {
  readonly url: string;
  readonly root: string;
  stop(): Promise<void>;
}

/** PHP-FPM as it is called here; undefined: not at all. */
export const fpm = ['php-fpm', ...['8.4', '8.3', '8.2', '8.1'].map((version) => `php-fpm${version}`)].find(
  (name) => !spawnSync(name, ['-v']).error,
);

export const password = 'let me in';

/** What the test has no server for: the classes of Composer and the database, which say nothing about sessions. */
const standIns = `<?php
class PDO
{
    public function query(string $sql): array
    {
        return [['name' => 'Ada', 'text' => 'was here']];
    }
}

function apcu_inc(string $key): int
{
    return 1;
}
`;

/** Copies the app, lets \`prepare\` work on the copy, and starts it. */
export async function openGuestbook(prepare: (root: string) => Promise<void>): Promise<Guestbook> {
  const home = mkdtempSync(join(tmpdir(), 'ha-ready-guestbook-'));
  const root = join(home, 'app');
  cpSync('fixtures/apps/php-bad-guestbook', root, { recursive: true });
  await prepare(root);
  mkdirSync(join(root, 'vendor'));
  writeFileSync(join(root, 'vendor/autoload.php'), standIns);
  const running: Running[] = [];
  const stop = async () => {
    await Promise.all(running.map((one) => one.stop()));
    rmSync(home, { recursive: true, force: true });
  };
  try {
    for (const name of ['one', 'two']) running.push(await startServer(home, name));
    const balancer = await startBalancer(
      home,
      root,
      running.map(({ port }) => port),
    );
    running.push(balancer);
    return { url: `http://127.0.0.1:${balancer.port}`, root, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Redis with nothing kept. */
export async function startRedis(): Promise<Running> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', tmpdir()];
  return start({ command: 'redis-server', args, port, ready: accepts });
}

/** No ini file of this machine, so that nothing but the app chooses the handler; the pool is as Debian ships it, made small. */
async function startServer(home: string, name: string): Promise<Running> {
  const port = await freePort();
  const sessions = join(home, `sessions-${name}`);
  mkdirSync(sessions);
  const config = join(home, `fpm-${name}.conf`);
  const pool = ['pm = static', 'pm.max_children = 2', 'clear_env = no', 'user = root', 'group = root'];
  writeFileSync(
    config,
    `[global]\nerror_log = ${home}/${name}.log\ndaemonize = no\n[www]\nlisten = 127.0.0.1:${port}\n${pool.join('\n')}\n`,
  );
  const settings = ['extension=igbinary.so', 'extension=redis.so', `session.save_path=${sessions}`];
  const options = settings.flatMap((setting) => ['-d', setting]);
  const args = ['-n', '-R', '-F', '-y', config, ...options];
  return start({ command: fpm ?? 'php-fpm', args, port, env: { GUESTBOOK_PASSWORD: password }, ready: accepts });
}

const parameters = {
  QUERY_STRING: '$query_string',
  REQUEST_METHOD: '$request_method',
  CONTENT_TYPE: '$content_type',
  CONTENT_LENGTH: '$content_length',
  SCRIPT_NAME: '$fastcgi_script_name',
  REQUEST_URI: '$request_uri',
  SERVER_PROTOCOL: '$server_protocol',
  SERVER_NAME: '$server_name',
  REMOTE_ADDR: '$remote_addr',
};

async function startBalancer(home: string, root: string, backends: readonly number[]): Promise<Running> {
  const port = await freePort();
  const config = join(home, 'nginx.conf');
  const passed = {
    ...parameters,
    SCRIPT_FILENAME: `${root}/public$fastcgi_script_name`,
    DOCUMENT_ROOT: `${root}/public`,
  };
  writeFileSync(
    config,
    `daemon off;
master_process off;
pid ${home}/nginx.pid;
error_log ${home}/nginx-error.log;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${home}/${kind};`).join('\n  ')}
  upstream app { ${backends.map((backend) => `server 127.0.0.1:${backend};`).join(' ')} }
  server {
    listen 127.0.0.1:${port};
    server_name guestbook.example;
    location / {
      add_header X-Server $upstream_addr always;
      fastcgi_pass app;
      ${Object.entries(passed)
        .map(([name, value]) => `fastcgi_param ${name} ${value};`)
        .join('\n      ')}
    }
  }
}
`,
  );
  return start({ command: 'nginx', args: ['-p', home, '-c', config], port, ready: accepts });
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

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Something that was started and must be stopped. */
export interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

/** Whether a program can be run here. */
export function isInstalled(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

/** A port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts a program and waits until `ready` answers. */
export async function start(given: {
  command: string;
  args: readonly string[];
  port: number;
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  ready: (port: number) => Promise<boolean>;
}): Promise<Running> {
  const child = spawn(given.command, given.args, {
    cwd: given.cwd,
    env: { ...process.env, ...given.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  const running = { port: given.port, stop: () => stop(child) };
  for (let tries = 0; tries < 150; tries++) {
    if (child.exitCode !== null) throw new Error(`${given.command} ended: ${said.slice(0, 2000)}`);
    if (await given.ready(given.port)) return running;
    await sleep(100);
  }
  await running.stop();
  throw new Error(`${given.command} did not become ready: ${said.slice(0, 2000)}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(timer);
}

/** Whether HTTP is answered at all. */
export async function answersHttp(port: number): Promise<boolean> {
  try {
    await fetch(`http://127.0.0.1:${port}/account`, { signal: AbortSignal.timeout(1000) });
    return true;
  } catch {
    return false;
  }
}

import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';

/** Logs in and asks six times who one is: the answers' statuses. */
export async function visitsAfterLogin(url: string): Promise<readonly number[]> {
  const login = await post(`${url}/login`, { name: 'ada' });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  return repeat(6, async () => (await fetch(`${url}/account`, { headers: { cookie } })).status);
}

/** Sends a picture and asks for it six times: the answers' statuses, 0 for another picture. */
export async function viewsAfterUpload(url: string): Promise<readonly number[]> {
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  const form = new FormData();
  form.set('picture', new Blob([picture]), 'lamp.png');
  const sent = await fetch(`${url}/pictures`, { method: 'POST', body: form });
  const { id } = (await sent.json()) as { id: string };
  return repeat(6, async () => {
    const view = await fetch(`${url}/pictures/${id}`);
    const same = Buffer.from(await view.arrayBuffer()).equals(picture);
    return view.ok && !same ? 0 : view.status;
  });
}

/** How many of twenty attempts a limit of five lets through. */
export async function attemptsAllowed(url: string): Promise<number> {
  const statuses = await repeat(20, async () => (await post(`${url}/password`, { password: 'guess' })).status);
  return statuses.filter((status) => status === 200).length;
}

/** The most reports that arrived for one second, of the seconds that were whole. */
export async function reportsPerSecond(reports: readonly string[]): Promise<number> {
  await sleep(3500);
  const counts = new Map<string, number>();
  for (const second of reports) counts.set(second, (counts.get(second) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** Two customers on different servers: whether one hears what the other says. */
export async function hearsTheOther(url: string): Promise<boolean> {
  const sockets: Socket[] = [];
  try {
    const servers = new Map<string, Socket>();
    for (let tries = 0; tries < 8 && servers.size < 2; tries++) {
      const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
      sockets.push(socket);
      const [name] = (await once(socket as never, 'server', { signal: AbortSignal.timeout(5000) })) as [string];
      servers.set(name, socket);
    }
    const [speaker, listener] = [...servers.values()];
    if (!speaker || !listener) throw new Error('both customers reached the same server');
    const heard = once(listener as never, 'said', { signal: AbortSignal.timeout(1500) }).then(
      () => true,
      () => false,
    );
    speaker.emit('say', 'hello');
    return await heard;
  } finally {
    for (const socket of sockets) socket.disconnect();
  }
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** One request after the other, each on a connection that the balancer gives to whoever's turn it is. */
async function repeat<T>(times: number, ask: () => Promise<T>): Promise<readonly T[]> {
  const answers: T[] = [];
  for (let time = 0; time < times; time++) answers.push(await ask());
  return answers;
}

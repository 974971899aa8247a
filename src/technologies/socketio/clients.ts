import type { Facts } from '../../facts/fact.js';
import { type Evidence, said } from '../../resolve/evidence.js';

/** The package that clients of socket.io are made with. */
export function isSocketClient(module: string): boolean {
  return module === 'socket.io-client';
}

/**
 * How the app's own clients begin, where they all say so: with the first of their `transports`; the others are only upgraded to, or tried when that
 * is refused (npm engine.io-client 6.6, lib/socket.ts, open).
 */
export function clientsBeginWithWebSocket(facts: Facts): Evidence | undefined {
  const clients = facts.of('use').filter((fact) => fact.technology === 'socketio' && fact.what === 'client-transports');
  const begins = clients.every(({ options }) => {
    const [first] = options?.transports?.is === 'list' ? options.transports.items : [];
    return first?.is === 'literal' && first.value === 'websocket';
  });
  const [client] = clients;
  return client && begins ? said(client.at, 'begins with WebSocket') : undefined;
}
